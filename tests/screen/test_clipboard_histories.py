"""Beside clipboard histories: phrases arrive, nothing of them is kept, and the clipboard is what it was."""

from collections.abc import Iterator

import psutil
import pytest

from tests.screen.copier import Copy
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Place
from tests.screen.stage_histories import HISTORIES, Clipman, History
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.test_clipboard import content
from tests.screen.texts import PHRASES, SHORT
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


@pytest.mark.usefixtures("quickreply")
def test_what_the_user_copies_meanwhile_is_hers(
    desktop: Desktop, history: History, qt_box: QtBox, copier: Copy
):
    # GIVEN a phrase on its way, beside a history
    copier("old words")
    assert history.has("old words")
    desktop.type("/xx ")
    # WHEN something is copied at that moment
    copier("new words")
    desktop.type(",")
    # THEN it is on the clipboard and in the history, and what was typed on is in the window
    assert until(lambda: qt_box.text().endswith(","), PATIENCE)
    assert until(lambda: desktop.clipboard.text() == "new words", PATIENCE)
    assert history.has("new words")
    assert ours(history) == []


@pytest.fixture(scope="module")
def clipman_place() -> Iterator[tuple[Place, History]]:
    """A desktop of our own with Clipman on it, and no program yet."""
    with Desktop() as desktop, Clipman(desktop) as history:
        yield Place(desktop, Targets(desktop).ready(QtBox)), history


def test_who_quits_right_after_an_insertion_leaves_the_clipboard_to_the_manager(
    clipman_place: tuple[Place, History],
):
    # GIVEN something on the clipboard, in two formats
    place, history = clipman_place
    program, desktop = place.start(), place.desktop
    desktop.clipboard.own(text=COPIED, html=HTML)
    assert history.has(COPIED)
    before = content(desktop)
    # WHEN a phrase is inserted, and the program ends at once
    desktop.type("/xx ")
    assert place.box.wait_for(SHORT, PATIENCE) == SHORT
    assert program.quit() == 0
    # THEN both formats are still there, and the phrase is not in the history
    assert until(lambda: content(desktop) == before, PATIENCE)
    assert ours(history) == []


def test_a_phrase_that_could_not_be_inserted_is_a_copy_like_any_other(
    clipman_place: tuple[Place, History],
):
    # GIVEN a window that stops working before a code is accepted
    place, history = clipman_place
    program, desktop = place.start(), place.desktop
    desktop.clipboard.own(text=COPIED)
    assert history.has(COPIED)
    stuck = psutil.Process(place.box._box.pid)
    desktop.type("/xx")
    assert program.shows("list")
    stuck.suspend()
    # WHEN it is accepted
    try:
        desktop.key("Return")
        # THEN the user is told; the phrase is on the clipboard and in the history, beside what she had copied
        assert program.shows("notice")
        assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
        assert history.has(SHORT)
        assert COPIED in history.kept()
    finally:
        stuck.resume()
        place.clean_up()
