"""What was inserted last is taken back on a real screen, by hotkey."""

import pytest

from tests.screen.desktop import Desktop
from tests.screen.pidgin import Pidgin
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import LONGER, SHORT
from tests.screen.web import Editable, Textarea
from tests.screen.windows import Mousepad, QtBox, Target

HOTKEY = "ctrl+alt+u"
WINDOWS = [Mousepad, Textarea, Editable, QtBox]


@pytest.fixture(autouse=True)
def _hotkey(quickreply: Quickreply) -> None:
    quickreply.set("hotkey.undo", HOTKEY)


def write(desktop: Desktop, target: Target, before: str, code: str, text: str) -> None:
    """Types a code behind some letters, and waits for its text."""
    desktop.type(f"{before}/{code} ")
    assert target.wait_for(before + text, PATIENCE) == before + text


@pytest.mark.parametrize("kind", WINDOWS, ids=lambda kind: kind.name)
def test_it_goes_and_what_stood_before_it_stays(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target]
):
    target = targets.ready(kind)
    assert quickreply.armed
    write(desktop, target, "hi ", "fhd", LONGER)

    desktop.key(HOTKEY)
    assert target.wait_for("hi ", PATIENCE) == "hi "

    desktop.type("ok")
    assert target.wait_for("hi ok", PATIENCE) == "hi ok"


@pytest.mark.parametrize("kind", WINDOWS, ids=lambda kind: kind.name)
def test_at_once_behind_the_code_it_goes_too(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target]
):
    target = targets.ready(kind)
    assert quickreply.armed
    for _ in range(5):
        desktop.type("/fhd ")
        desktop.key(HOTKEY)
        desktop.type("ok ")

    assert target.wait_for("ok " * 5, PATIENCE) == "ok " * 5


@pytest.mark.parametrize("kind", WINDOWS, ids=lambda kind: kind.name)
def test_in_the_middle_of_a_text_it_goes_alone(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target]
):
    target = targets.ready(kind)
    assert quickreply.armed
    desktop.type("one two")
    desktop.key("Left", "Left", "Left")
    desktop.type("/xx ")
    assert target.wait_for(f"one {SHORT}two", PATIENCE) == f"one {SHORT}two"

    desktop.key(HOTKEY)

    assert target.wait_for("one two", PATIENCE) == "one two"


def test_in_a_messenger_it_goes_by_backspace(quickreply: Quickreply, desktop: Desktop, pidgin: Pidgin):
    assert quickreply.armed
    desktop.type("hi /fhd ")
    desktop.key(HOTKEY)
    desktop.type("there")

    assert pidgin.wait_for("hi there", PATIENCE) == "hi there"


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
@pytest.mark.parametrize("typed", ["x", " /uu "])
def test_behind_what_was_typed_it_stays_and_that_is_told(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target], typed: str
):
    target = targets.ready(kind)
    assert quickreply.armed
    desktop.type(f"/fhd {typed}")
    assert target.wait_for(LONGER + typed, PATIENCE) == LONGER + typed

    desktop.key(HOTKEY)

    assert quickreply.shows("notice")
    assert target.text() == LONGER + typed


def test_behind_a_click_it_stays_and_that_is_told(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    write(desktop, qt_box, "", "fhd", LONGER)
    x, y, width, height = desktop.place(qt_box.window)
    desktop.click(x + width // 2, y + height // 2)

    desktop.key(HOTKEY)

    assert quickreply.shows("notice")
    assert qt_box.text() == LONGER


def test_in_another_window_nothing_goes(quickreply: Quickreply, desktop: Desktop, targets: Targets):
    other = targets.ready(Mousepad)
    desktop.type("mine")
    assert other.wait_for("mine", PATIENCE) == "mine"
    box = targets.ready(QtBox)
    write(desktop, box, "", "fhd", LONGER)
    other.focus()

    desktop.key(HOTKEY)

    assert quickreply.shows("notice")
    assert (other.text(), box.text()) == ("mine", LONGER)


def test_it_goes_only_once(quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad):
    write(desktop, mousepad, "hi ", "fhd", LONGER)
    desktop.key(HOTKEY)
    assert mousepad.wait_for("hi ", PATIENCE) == "hi "

    desktop.key(HOTKEY)

    assert quickreply.shows("notice")
    assert mousepad.text() == "hi "
