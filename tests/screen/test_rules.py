"""What the user has set: when a code fires, behind what it begins, where it is caught, and not at all."""

import sys
from pathlib import Path

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.fingers import press
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import EMOJI, HANZI, LONGER, SHORT
from tests.screen.windows import Mousepad, QtBox, Xterm


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("/xx", SHORT),
        ("/xxok", f"{SHORT}ok"),
        ("/fhd", LONGER),
        ("/fh ", HANZI),  # fhd goes on with it, so it waits for an accept key
        ("/xx/fhd/em", f"{SHORT}{LONGER}{EMOJI}"),
        ("/x\n", SHORT),
    ],
)
def test_instant_fires_at_the_last_letter(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, typed: str, stands: str
):
    # GIVEN codes insert as soon as they are unambiguous
    quickreply.set("trigger.fire", "instant")
    # WHEN one is typed
    desktop.type(f"{typed},")
    # THEN its phrase is there without an accept key, and the key behind it is not lost
    assert qt_box.wait_for(f"{stands},", PATIENCE) == f"{stands},"


def test_accept_waits_for_its_key(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    # GIVEN the default
    # WHEN an unambiguous code is typed, and nothing else
    desktop.type("/xx")
    # THEN it waits in the list
    assert quickreply.shows("list")
    assert qt_box.text() == ""
    desktop.key("Return")
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT


@pytest.mark.parametrize(
    ("boundary", "typed", "stands"),
    [
        ("smart", "(/xx ", f"({SHORT}"),
        ("smart", "1/xx ", "1/xx "),
        ("smart", "a/xx ", "a/xx "),
        ("smart", "a /xx ", f"a {SHORT}"),
        ("smart", "a\n/xx ", f"a\n{SHORT}"),
        ("smart", "a:/xx ", "a:/xx "),
        ("smart", "a, /xx ", f"a, {SHORT}"),
        ("smart", "a,/xx ", f"a,{SHORT}"),
        ("word", "(/xx ", "(/xx "),
        ("word", "a /xx ", f"a {SHORT}"),
        ("word", "1/xx ", "1/xx "),
        ("word", "/xx ", SHORT),
        ("anywhere", "1/xx ", f"1{SHORT}"),
        ("anywhere", "a/xx ", f"a{SHORT}"),
        ("anywhere", "a:/xx ", f"a:{SHORT}"),
    ],
)
def test_behind_what_a_slash_begins_a_code(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad, boundary: str, typed: str, stands: str
):
    quickreply.set("trigger.boundary", boundary)
    desktop.type(f"{typed}.")
    assert mousepad.wait_for(f"{stands}.", PATIENCE) == f"{stands}."


def test_an_arrow_key_makes_what_stands_before_unknown(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    # GIVEN a letter, and the caret moved away from it
    assert quickreply.armed
    desktop.key("a", "Home")
    # WHEN a code is typed there
    desktop.type("/xx ")
    # THEN it is one: unknown triggers
    assert mousepad.wait_for(f"{SHORT}a", PATIENCE) == f"{SHORT}a"


def test_another_prefix_is_the_slash_then(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    quickreply.set("trigger.prefix", ";")
    desktop.type("/xx ;xx ;uu ;; ")
    assert qt_box.wait_for(f"/xx {SHORT};uu ;; ", PATIENCE) == f"/xx {SHORT};uu ;; "


def test_a_prefix_with_shift(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    quickreply.set("trigger.prefix", "#")
    desktop.type("3#xx #uu ##")
    assert qt_box.wait_for("3#xx #uu ##", PATIENCE) == "3#xx #uu ##"
    desktop.type(" #xx ")
    assert qt_box.wait_for(f"3#xx #uu ## {SHORT}", PATIENCE) == f"3#xx #uu ## {SHORT}"


def test_switched_off_it_touches_no_key(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    # GIVEN the mode without any hook
    quickreply.set("trigger.mode", "off")
    # WHEN a code is typed
    desktop.type("/xx ")
    # THEN it is plain text
    assert qt_box.wait_for("/xx ", PATIENCE) == "/xx "
    # AND so it is until codes are caught again
    quickreply.set("trigger.mode", "capture")
    desktop.type("/xx ")
    assert qt_box.wait_for(f"/xx {SHORT}", PATIENCE) == f"/xx {SHORT}"


def test_paused_it_catches_nothing_until_it_goes_on(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    quickreply.pause()
    desktop.type("/xx ")
    assert qt_box.wait_for("/xx ", PATIENCE) == "/xx "
    quickreply.resume()
    desktop.type("/xx ")
    assert qt_box.wait_for(f"/xx {SHORT}", PATIENCE) == f"/xx {SHORT}"


def test_paused_in_the_middle_of_a_code(quickreply: Quickreply, desktop: Desktop, qt_box: QtBox):
    # GIVEN the list is open
    desktop.type("/x")
    assert quickreply.shows("list")
    # WHEN the program is paused, and the code typed to its end
    quickreply.pause()
    desktop.type("x ")
    # THEN this code is still one, and the next is not
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT
    desktop.type("/xx ")
    assert qt_box.wait_for(f"{SHORT}/xx ", PATIENCE) == f"{SHORT}/xx "


def test_an_application_can_be_switched_off(quickreply: Quickreply, desktop: Desktop, targets: Targets):
    # GIVEN one application where no codes are wanted
    quickreply.set("apps.mousepad.enabled", False)
    # WHEN a code is typed there
    editor = targets.ready(Mousepad)
    desktop.type("/xx ")
    # THEN it is plain text, and elsewhere it is a code
    assert editor.wait_for("/xx ", PATIENCE) == "/xx "
    box = targets.ready(QtBox)
    desktop.type("/xx ")
    assert box.wait_for(SHORT, PATIENCE) == SHORT


def test_a_terminal_has_no_codes_unless_it_is_switched_on(
    quickreply: Quickreply, desktop: Desktop, xterm: Xterm
):
    # GIVEN nothing is set for terminals
    quickreply.places.settings.write_text("")
    quickreply.ask(do="config")
    quickreply.resume()
    # WHEN something is typed that is a code elsewhere
    desktop.type("/fh\n")
    # THEN it goes to the shell as it is
    assert xterm.wait_for("/fh\n", PATIENCE) == "/fh\n"


IMPATIENT = Path(__file__).with_name("impatient.py")


def test_a_code_that_is_left_alone_is_forgotten(fresh_desktop: Desktop):
    # GIVEN a program whose patience is one second instead of ten
    desktop = fresh_desktop
    program = Quickreply(desktop, command=(sys.executable, str(IMPATIENT))).start()
    box = Targets(desktop).ready(QtBox)
    # WHEN an unfinished code, or a slash alone, is left alone
    press(desktop, "slash f")
    assert program.shows("list")
    assert program.hides("list")
    press(desktop, "comma slash")
    # THEN the code is dropped, the slash given back, and the keyboard free again
    assert box.wait_for(",/", PATIENCE) == ",/"


def test_without_a_window_there_are_no_codes(fresh_desktop: Desktop):
    # GIVEN a desktop on which no window has the keyboard
    program = Quickreply(fresh_desktop).start()
    # WHEN a code is begun
    fresh_desktop.type("/f")
    # THEN no list opens for nobody
    assert not until(lambda: program.sees("list"), 0.5)
