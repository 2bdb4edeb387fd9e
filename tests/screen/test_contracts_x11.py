"""The adapters of X11 do what their ports say, on a real desktop: the same contracts as the fakes obey."""

from collections.abc import Iterator

import pytest

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
