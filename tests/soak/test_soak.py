"""Hundreds of insertions in every kind of window: none wrong, none lost, nothing doubled, nothing kept.

`SOAK` says how many of each (200), `SEED` which ones; both are printed at the end.
"""

from random import Random

import pytest

from tests.screen.desktop import Desktop
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.targets import TARGETS, Targets
from tests.screen.texts import HANZI
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, Target
from tests.soak.chance import turns
from tests.soak.series import ALLOWED_GROWTH, Copied, Fault, Result, counted

WARM_UP = 10
"""Insertions before the first weighing: fonts, caches and clipboards are then in place."""


@pytest.mark.parametrize("kind", TARGETS, ids=lambda kind: kind.name)
def test_codes(
    program: Quickreply,
    desktop: Desktop,
    targets: Targets,
    kind: type[Target],
    texts: dict[str, str],
    luck: Random,
    rounds: int,
    results: list[Result],
):
    # GIVEN something on the clipboard, in turn text, HTML and a picture
    copied = Copied(desktop)
    result = Result(kind.name, lost=copied.lost)
    results.append(result)
    series = turns(luck, WARM_UP + rounds, texts)
    for turn in series[:WARM_UP]:
        window = targets.ready(kind)
        desktop.type(turn.keys, turn.speed)
        window.wait_for(turn.expected, PATIENCE)
    for number in counted(result, program, rounds):
        turn, window = series[WARM_UP + number], targets.ready(kind)
        copied.prepare(number)
        # WHEN codes and words are typed, slowly or fast, key by key or with overlapping keys
        (desktop.roll if turn.rolling else desktop.type)(turn.keys, turn.speed)
        # THEN exactly their phrases stand there, in order, and the clipboard is as it was
        if (there := window.wait_for(turn.expected, PATIENCE)) != turn.expected:
            result.wrong.append(Fault.of(number, turn.expected, there, program))
        copied.check(number)
    assert result.wrong == []
    assert result.lost == []
    # AND the program has not grown
    assert result.growth < ALLOWED_GROWTH


@pytest.mark.parametrize("kind", [Mousepad, Textarea], ids=lambda kind: kind.name)
def test_the_palette(
    program: Quickreply,
    desktop: Desktop,
    targets: Targets,
    kind: type[Target],
    texts: dict[str, str],
    luck: Random,
    rounds: int,
    results: list[Result],
):
    copied, palette = Copied(desktop), Palette(program, desktop)
    result = Result(f"palette {kind.name}", lost=copied.lost)
    results.append(result)
    for _ in range(WARM_UP):
        palette.open()
        desktop.key("Escape")
        assert palette.closed()
    for number in counted(result, program, rounds):
        code, window = luck.choice(sorted(texts)), targets.ready(kind)
        copied.prepare(number)
        # WHEN a phrase is searched by hotkey and chosen by Enter
        palette.find(code, "Return")
        # THEN exactly this phrase stands in the window used before, and the clipboard is as it was
        if (there := window.wait_for(texts[code], PATIENCE)) != texts[code]:
            result.wrong.append(Fault.of(number, texts[code], there, program))
        copied.check(number)
        assert palette.closed()
    assert result.wrong == []
    assert result.lost == []
    assert result.growth < ALLOWED_GROWTH


def test_three_hundred_hanzi_are_among_the_texts(texts: dict[str, str]):
    """The series would show little if chance had left out the long ones."""
    assert max(map(len, texts.values())) >= len(HANZI)
