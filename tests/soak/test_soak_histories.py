"""Beside clipboard histories, again and again: nothing wrong, nothing lost, nothing of ours kept."""

from random import Random

import pytest

from tests.screen.desktop import Desktop
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_histories import HISTORIES, History
from tests.screen.targets import Targets
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Xterm
from tests.soak.chance import turns
from tests.soak.series import Copied, Fault, Result, counted

WINDOWS = (Mousepad, Textarea, QtBox, Xterm)

LONG_ENOUGH = 12
"""Characters by which a phrase is known from other words in a history."""


@pytest.mark.parametrize("kind", HISTORIES, ids=lambda kind: kind.__name__)
def test_codes(
    program: Quickreply,
    desktop: Desktop,
    targets: Targets,
    kind: type[History],
    texts: dict[str, str],
    luck: Random,
    rounds: int,
    results: list[Result],
):
    # GIVEN a history, and something on the clipboard, in turn text, HTML and a picture
    copied = Copied(desktop)
    result = Result(f"beside {kind.__name__}", lost=copied.lost)
    results.append(result)
    series = turns(luck, rounds, texts)
    with kind(desktop) as history:
        for number in counted(result, program, rounds):
            turn, window = series[number], targets.ready(luck.choice(WINDOWS))
            copied.prepare(number)
            # WHEN codes and words are typed in windows of every kind
            (desktop.roll if turn.rolling else desktop.type)(turn.keys, turn.speed)
            # THEN exactly their phrases stand there, and the clipboard is as it was
            if (there := window.wait_for(turn.expected, PATIENCE)) != turn.expected:
                result.wrong.append(Fault.of(number, turn.expected, there, program))
            copied.check(number)
        history.catches_up()
        kept = history.kept()
    assert result.wrong == []
    assert result.lost == []
    # AND the history has kept none of them
    assert [
        code for code, text in texts.items() if len(text) >= LONG_ENOUGH and text[:LONG_ENOUGH] in kept
    ] == []
