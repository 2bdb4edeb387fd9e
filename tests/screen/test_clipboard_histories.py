"""Beside clipboard histories: phrases arrive, nothing of them is kept, and the clipboard is what it was."""

from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_histories import HISTORIES, History
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.test_clipboard import content
from tests.screen.texts import PHRASES
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

COPIED = "订单号 2481-77"
HTML = "<b>订单号</b> 2481-77"

WINDOWS: dict[type[Target], str] = {Mousepad: "fh", Textarea: "em", QtBox: "xx"}
"""What is typed where."""

BEGINNINGS = {code: text[:6] for code, text in PHRASES.items()}
"""Enough of a phrase to know it by, whatever a history does with the rest."""


@pytest.fixture(params=HISTORIES, ids=lambda kind: kind.__name__, scope="module")
def history(request: pytest.FixtureRequest, desktop: Desktop) -> Iterator[History]:
    """Each in turn; they would fight."""
    kind: type[History] = request.param
    with kind(desktop) as history:
        yield history


@pytest.fixture
def copied(desktop: Desktop, history: History) -> dict[str, bytes]:
    """Something the history has kept, in all its formats."""
    desktop.clipboard.own(text=COPIED, html=HTML)
    assert history.has(COPIED)
    return content(desktop)


def ours(history: History) -> list[str]:
    """The codes of the phrases that are in a history by now."""
    history.catches_up()
    return [code for code, beginning in BEGINNINGS.items() if beginning in history.kept()]


def test_nothing_of_what_is_inserted_is_kept(
    quickreply: Quickreply,
    desktop: Desktop,
    targets: Targets,
    history: History,
    copied: dict[str, bytes],
):
    # WHEN phrases are inserted by their codes, and one from the palette
    for kind, code in WINDOWS.items():
        window = targets.ready(kind)
        desktop.type(f"/{code} ")
        assert window.wait_for(PHRASES[code], PATIENCE) == PHRASES[code]
    window = targets.ready(QtBox)
    Palette(quickreply, desktop).find("dh", "Return")
    assert window.wait_for(PHRASES["dh"], PATIENCE) == PHRASES["dh"]
    # THEN the clipboard is what it was
    assert until(lambda: content(desktop) == copied, PATIENCE)
    # AND the history has what was copied, once, and none of the phrases
    assert ours(history) == []
    assert history.kept().count(COPIED) == 1
