"""What was on the clipboard is there again after a phrase was inserted, whatever it was and whoever looks."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.screen.copier import Copy
from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, LONG, SHORT
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target, Xterm

COPIED = "订单号 2481-77 😀\n第二行"
HTML = "<b>订单号</b> 2481"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2000
"""Half a megabyte, as of a screenshot: more than goes in one piece."""

NOT_CONTENT = {"TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS"}

pytestmark = pytest.mark.usefixtures("quickreply")


def content(desktop: Desktop) -> dict[str, bytes]:
    """Everything on the clipboard, by format."""
    return {kind: desktop.clipboard.read(kind) for kind in desktop.clipboard.targets() - NOT_CONTENT}


@pytest.mark.parametrize("kind", [Mousepad, Textarea, QtBox, Xterm], ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "copied",
    [{"text": COPIED}, {"text": "订单号 2481", "html": HTML}, {"png": PNG}],
    ids=["text", "html", "picture"],
)
def test_the_clipboard_is_what_it_was(
    desktop: Desktop, targets: Targets, kind: type[Target], copied: dict[str, str]
):
    # GIVEN something on the clipboard
    desktop.clipboard.own(**copied)
    before = content(desktop)
    # WHEN a phrase is inserted
    window = targets.ready(kind)
    desktop.type("/fh\n")
    assert window.wait_for(HANZI, PATIENCE) == HANZI
    # THEN the clipboard holds the same, in the same formats
    assert before
    assert until(lambda: content(desktop) == before, PATIENCE)


def test_what_the_pasted_text_was_marked_with_is_gone_too(desktop: Desktop, mousepad: Mousepad):
    desktop.clipboard.own(text=COPIED)
    desktop.type("/xx ")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
    assert "x-kde-passwordManagerHint" not in desktop.clipboard.targets()


def test_an_empty_clipboard_stays_empty(desktop: Desktop, mousepad: Mousepad):
    # GIVEN a clipboard whose owner has gone
    end(desktop.clipboard.own(text=COPIED))
    assert desktop.clipboard.targets() == set()
    # WHEN a phrase is inserted
    desktop.type("/xx ")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    # THEN nothing of it is left
    assert until(lambda: desktop.clipboard.targets() == set(), PATIENCE)


def test_a_megabyte_is_kept(desktop: Desktop, mousepad: Mousepad):
    copied = LONG * 12
    desktop.clipboard.own(text=copied)
    desktop.type("/long ")
    assert mousepad.wait_for(LONG, PATIENCE) == LONG
    assert until(lambda: desktop.clipboard.text() == copied, PATIENCE)


def test_many_insertions_in_a_row_keep_what_was_there_at_first(desktop: Desktop, qt_box: QtBox):
    desktop.clipboard.own(text=COPIED, html=HTML)
    before = content(desktop)
    desktop.type("/xx /fh /xx /xx /dh /xx ", 5)
    assert until(lambda: qt_box.text().count(SHORT) == 4, PATIENCE)
    assert until(lambda: content(desktop) == before, PATIENCE)


def test_a_code_that_is_not_accepted_touches_nothing(desktop: Desktop, qt_box: QtBox):
    owner = desktop.clipboard.own(text=COPIED)
    desktop.type("/fz /uu / ")
    assert qt_box.wait_for("/fz /uu / ", PATIENCE) == "/fz /uu / "
    assert desktop.clipboard.text() == COPIED
    assert owner.poll() is None


def test_the_selection_that_a_terminal_pastes_is_put_back_too(desktop: Desktop, xterm: Xterm):
    # GIVEN something selected in one window and something else copied
    desktop.clipboard.own(text="selected", selection="primary")
    desktop.clipboard.own(text="copied")
    # WHEN a phrase is inserted in a terminal
    desktop.type("/dh\n")
    assert until(lambda: "退款" in xterm.text(), PATIENCE)
    # THEN both are what they were
    assert until(lambda: desktop.clipboard.read(selection="primary") == b"selected", PATIENCE)
    assert desktop.clipboard.text() == "copied"


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("keys", ["/", "/x", "/xx", "/xx "])
def test_what_the_user_copies_meanwhile_is_never_overwritten(
    desktop: Desktop, qt_box: QtBox, copier: Copy, keys: str, turn: int
):
    # GIVEN a code on its way to becoming a phrase
    copier("old")
    desktop.type(keys)
    # WHEN something is copied at that moment
    copier(f"new {turn}")
    desktop.type("/xx "[len(keys) :] + ",")
    # THEN the window has pasted what was there when it asked, the key behind it is not lost,
    # and what was copied is on the clipboard
    assert until(lambda: qt_box.text().endswith(","), PATIENCE)
    assert qt_box.text() in (f"{SHORT},", ",", f"new {turn},")
    assert until(lambda: desktop.clipboard.text() == f"new {turn}", PATIENCE)


def test_an_owner_that_never_answers_holds_nobody_up(fresh_desktop: Desktop):
    # GIVEN a clipboard whose owner answers no question
    desktop, script = fresh_desktop, str(Path(__file__).with_name("copier.py"))
    program, box = Quickreply(desktop).start().settle(), Targets(desktop).ready(QtBox)
    pipe = subprocess.PIPE
    deaf = desktop.spawn([sys.executable, script, "deaf"], stdin=pipe, stdout=pipe, name="copier")
    assert deaf.stdin is not None
    assert deaf.stdout is not None
    with deaf.stdout:
        deaf.stdin.write(b"secret\n")
        deaf.stdin.flush()
        assert deaf.stdout.readline() == b"copied\n"
    # WHEN a phrase is inserted and typing goes on
    desktop.type("/xx and on")
    # THEN the phrase arrives within its bound, nothing is lost, and the user is told of the clipboard
    assert box.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert program.shows("notice")
