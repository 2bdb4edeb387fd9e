"""The adapters of X11 do what their ports say, on a real desktop: the same contracts as the fakes obey."""

from collections.abc import Iterator

import pytest
from Xlib import X

from quickreply.core.delivery import Chord
from tests.contracts.clipboard import LeavingContract, TellsReadersContract
from tests.contracts.keyboard import HoldingContract
from tests.contracts.loop import LoopContract
from tests.contracts.windows import WindowsContract
from tests.screen.desktop import Desktop
from tests.screen.rigs_x11 import Bench, ClipboardRig, KeyboardRig, LoopRig, WindowsRig
from tests.screen.windows import Mousepad, QtBox


@pytest.fixture(scope="module")
def workshop() -> Iterator[Desktop]:
    """A desktop on which nothing of ours runs but the adapter under test."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def box(workshop: Desktop) -> QtBox:
    box = QtBox(workshop)
    box.open()
    return box


@pytest.fixture(scope="module")
def other(workshop: Desktop) -> Mousepad:
    other = Mousepad(workshop)
    other.open()
    return other


@pytest.fixture
def bench(workshop: Desktop) -> Iterator[Bench]:
    bench = Bench(workshop)
    yield bench
    bench.close()


class TestSelectorLoop(LoopContract):
    @pytest.fixture
    def rig(self, bench: Bench) -> LoopRig:
        return LoopRig(bench)


class TestWindowsX11(WindowsContract):
    @pytest.fixture
    def rig(self, bench: Bench, workshop: Desktop) -> Iterator[WindowsRig]:
        rig = WindowsRig(bench, workshop)
        yield rig
        rig.close_all()

    def test_nobody_has_the_keyboard_before_the_manager_gives_it_on(
        self, rig: WindowsRig, bench: Bench, workshop: Desktop
    ):
        # GIVEN a window with the pointer in it
        window = rig.open()
        workshop.xdotool("mousemove", "--window", str(window.id), "20", "20")
        keys = bench.tap._display

        def between() -> object:
            # WHEN the one that had the keyboard has gone, and the manager has not seen it yet
            keys.grab_server()
            keys.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)
            here = bench.windows.focused()
            keys.set_input_focus(window.focus, X.RevertToPointerRoot, X.CurrentTime)
            keys.ungrab_server()
            return here

        # THEN it is not where the pointer is: it will be where the manager wants it
        assert bench.inside(between) is None
        assert bench.inside(bench.windows.focused) == window


class TestClipboardX11(TellsReadersContract, LeavingContract):
    @pytest.fixture
    def rig(self, bench: Bench, workshop: Desktop, box: QtBox) -> ClipboardRig:
        box.focus()
        box.clear()
        return ClipboardRig(bench, workshop, box)


class TestKeyTap(HoldingContract):
    @pytest.fixture
    def rig(self, bench: Bench, workshop: Desktop, box: QtBox, other: Mousepad) -> KeyboardRig:
        other.clear()
        box.focus()
        box.clear()
        return KeyboardRig(bench, workshop, box, other)

    def test_a_key_that_is_played_as_it_goes_down_again_is_no_repeat(
        self, rig: KeyboardRig, bench: Bench, workshop: Desktop
    ):
        # GIVEN a space that was typed before, and the keyboard held
        rig.keyboard.hold(rig.window)
        rig.type(" ")
        [space] = rig.sink.pressed

        def play_and_type() -> None:
            # WHEN it is played in the moment in which the user presses it again, and she lets it go then
            workshop.xdotool("keydown", "space")
            bench.tap.keyboard.give([space])
            assert bench.tap.keyboard.press(Chord("Right"))
            workshop.xdotool("keyup", "space")

        bench.inside(play_and_type)
        bench.settle()
        rig.type(" ")
        rig.keyboard.release()
        # THEN each is a key of its own: as a repeated one it would be dropped
        assert [key.repeated for key in rig.sink.pressed] == [False] * 3
