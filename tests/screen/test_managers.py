"""Full window managers: they compose the screen, guard the focus, and have several desktops."""

from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE
from tests.screen.stage_accident import Passing, Place
from tests.screen.stage_manager import MetacityDesktop, Xfwm4Desktop
from tests.screen.stage_palette import Palette, keyboard_owner
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, PHRASES, SHORT
from tests.screen.windows import Mousepad, QtBox, Target

MANAGERS = [Xfwm4Desktop, pytest.param(MetacityDesktop, marks=pytest.mark.soak)]


class Managed(Place):
    """A program on such a desktop, and two windows that do not cover each other."""

    def __init__(self, desktop: Desktop) -> None:
        self.targets = Targets(desktop)
        super().__init__(desktop, self.targets.ready(QtBox))
        self.palette = Palette(self.program, desktop)

    def keyboard_is_with(self, target: Target) -> bool:
        """Waits until the window has the keyboard, by the manager's account and the server's."""
        desktop = self.desktop
        return until(lambda: desktop.active_window() == target.window == keyboard_owner(desktop), PATIENCE)


@pytest.fixture(scope="module", params=MANAGERS, ids=lambda kind: kind.__name__)
def own_managed(request: pytest.FixtureRequest) -> Iterator[Managed]:
    with request.param() as desktop:
        place = Managed(desktop)
        place.start()
        yield place
        place.clean_up()


@pytest.fixture
def managed(own_managed: Managed) -> Managed:
    """With no memory of what was typed, and the empty window in front."""
    own_managed.program.dismiss_notice()
    own_managed.program.pause()
    own_managed.program.resume()
    own_managed.ready()
    return own_managed


@pytest.fixture(params=[Mousepad, QtBox], ids=lambda kind: kind.name)
def window(request: pytest.FixtureRequest, managed: Managed) -> Iterator[Target]:
    """Each kind of window in turn, empty and in front; afterwards the first desktop is shown again."""
    target: Target = managed.targets.ready(request.param)
    yield target
    managed.desktop.xdotool("set_desktop", "0")
    managed.desktop.xdotool("set_desktop_for_window", str(target.window), "0")


def test_codes(managed: Managed, window: Target):
    managed.desktop.clipboard.own(text="copied")
    managed.desktop.type("/fh Bye! /xx ")
    expected = f"{HANZI}Bye! {SHORT}"
    assert window.wait_for(expected, PATIENCE) == expected
    assert until(lambda: managed.desktop.clipboard.text() == "copied", PATIENCE)


def test_a_row_of_the_list_is_clicked(managed: Managed, window: Target):
    managed.begin_code()
    managed.desktop.await_still()
    managed.desktop.click(*managed.program.row_of_list(1))
    assert managed.program.hides("list")
    assert window.wait_for(HANZI, PATIENCE) == HANZI
    assert managed.keyboard_is_with(window)


def test_what_is_no_code_is_given_back(managed: Managed, window: Target):
    managed.desktop.type("/zz 1/2 /f")
    managed.desktop.key("Escape")
    assert window.wait_for("/zz 1/2 /f", PATIENCE) == "/zz 1/2 /f"


def test_the_palette_inserts_where_the_user_was(managed: Managed, window: Target):
    for way in ("hotkey", "request"):
        window.clear()
        if way == "request":
            managed.program.ask(do="palette")
            assert managed.palette.opened()
        else:
            managed.palette.open()
        managed.desktop.type("em\nok")
        expected = f"{PHRASES['em']}ok"
        assert window.wait_for(expected, PATIENCE) == expected
        assert managed.palette.closed()
        assert managed.keyboard_is_with(window)


def test_leaving_the_palette(managed: Managed, window: Target):
    managed.palette.find("em", "Escape")
    assert managed.palette.closed()
    assert managed.keyboard_is_with(window)
    managed.desktop.type("here")
    assert window.wait_for("here", PATIENCE) == "here"


def test_a_minimised_window_is_brought_back(managed: Managed, window: Target):
    managed.palette.find("xx")
    managed.desktop.xdotool("windowminimize", "--sync", str(window.window))
    assert until(managed.palette.has_keyboard, PATIENCE)
    managed.desktop.type("\nok")
    assert window.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"


@pytest.mark.parametrize("stay", [False, True], ids=["goes", "stays"])
def test_a_window_on_another_desktop_is_brought_to_the_front(managed: Managed, window: Target, stay: bool):
    managed.palette.find("xx")
    managed.desktop.xdotool("set_desktop_for_window", str(window.window), "1")
    assert until(managed.palette.has_keyboard, PATIENCE)
    managed.desktop.key("ctrl+Return" if stay else "Return")
    assert window.wait_for(SHORT, PATIENCE) == SHORT
    # AND the palette comes back before the window that was used last where it is
    if stay:
        assert until(managed.palette.has_keyboard, PATIENCE)
        managed.desktop.key("Escape")
        assert managed.palette.closed()
    else:
        assert managed.keyboard_is_with(window)


def test_a_notice_leaves_the_keyboard_where_it_is(managed: Managed):
    # GIVEN a code begun in a window
    passing = Passing(managed.desktop)
    passing.open()
    passing.focus()
    managed.begin_code()
    # WHEN another one comes to the front
    managed.box.focus()
    # THEN a notice says that the code is dropped, the window keeps the keyboard, and codes work
    assert managed.program.shows("notice")
    assert managed.keyboard_is_with(managed.box)
    managed.desktop.type("/xx ")
    assert managed.box.wait_for(SHORT, PATIENCE) == SHORT
    # AND a click on it takes the keyboard from nobody
    managed.program.dismiss_notice()
    assert managed.keyboard_is_with(managed.box)
