"""Nothing is swallowed: every key reaches its window, and the code is taken out of it again."""

from collections.abc import Iterator

import pytest
from Xlib import X
from Xlib.display import Display

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import KINDS, PHRASES, SHORT
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

pytestmark = pytest.mark.usefixtures("watching")


@pytest.fixture
def watching(quickreply: Quickreply) -> Quickreply:
    quickreply.set("trigger.mode", "observe")
    assert until(lambda: not quickreply.holds_slash(), PATIENCE)
    return quickreply


@pytest.fixture(params=[Mousepad, Textarea, QtBox], ids=lambda kind: kind.name)
def editor(request: pytest.FixtureRequest, targets: Targets) -> Target:
    """Windows in which Backspace takes a character away; a terminal leaves that to what runs in it."""
    window: Target = targets.ready(request.param)
    return window


@pytest.fixture
def holder(desktop: Desktop, quickreply: Quickreply) -> Iterator[Display]:
    """Another program, which holds the slash."""
    quickreply.pause()
    other = Display(desktop.env["DISPLAY"])
    code = other.keysym_to_keycode(ord("/"))
    other.screen().root.grab_key(code, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    yield other
    other.close()


@pytest.mark.parametrize("code", KINDS)
def test_a_code_and_a_space_become_the_phrase(desktop: Desktop, editor: Target, code: str):
    desktop.type(f"> /{code} ")
    assert editor.wait_for(f"> {PHRASES[code]}", PATIENCE) == f"> {PHRASES[code]}"


@pytest.mark.parametrize("speed", [5, 30])
def test_what_is_typed_on_comes_behind_the_phrase(desktop: Desktop, editor: Target, speed: int):
    # WHEN keys overtake the space that ends the code
    desktop.type("Hi /xx and on, /xx and on.", speed)
    # THEN they come behind the phrase, each once and in order
    expected = f"Hi {SHORT}and on, {SHORT}and on."
    assert editor.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize("typed", ["/uu ", "1/xx ", "and/xx ", "https://a.b/xx ", "/xx\n", "//xx ", "/ "])
def test_what_is_no_code_stays(desktop: Desktop, qt_box: QtBox, typed: str):
    desktop.type(f"{typed}.")
    assert qt_box.wait_for(f"{typed}.", PATIENCE) == f"{typed}."


def test_a_code_that_was_corrected(desktop: Desktop, mousepad: Mousepad):
    desktop.type("/xc")
    desktop.key("BackSpace", "x", "space")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT


def test_the_clipboard_is_as_it_was(desktop: Desktop, mousepad: Mousepad):
    desktop.clipboard.own(text="copied before")
    desktop.type("/xx ")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert until(lambda: desktop.clipboard.text() == "copied before", PATIENCE)


def test_where_another_program_holds_the_slash_it_says_so_and_spoils_nothing(
    quickreply: Quickreply, holder: Display, desktop: Desktop, mousepad: Mousepad
):
    # GIVEN the usual mode, and a program that swallows the slash
    quickreply._file.put("trigger.mode", "capture")
    quickreply.ask(do="config")
    quickreply.resume()
    assert until(lambda: "Another program holds the slash" in quickreply.ask(do="status")["why"], PATIENCE)
    # WHEN a code is typed, of which the slash never comes
    desktop.type("ab/xx ")
    desktop.type(".")
    # THEN nothing is taken out of the window
    assert mousepad.wait_for("abxx .", PATIENCE) == "abxx ."
    holder.sync()
