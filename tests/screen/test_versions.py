"""Phrases in several texts, for a while, and for some windows only: on a real screen."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from quickreply.core.draft import Draft
from quickreply.core.wording import Law, Wording
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.windows import Mousepad, QtBox

LADDER = Draft("One. ", code="vsa", more=(Wording("Two. ", "careful"), Wording("Three. ")))
WHEEL = Draft("Red. ", code="vsb", law=Law.ROTATE, more=(Wording("Green. "),))
DICE = Draft("Heads. ", code="vsc", law=Law.RANDOM, more=(Wording("Tails. "), Wording("Edge. ")))


class SecondMousepad(Mousepad):
    """Another window of the same program."""

    def open(self) -> None:
        """Beside the first, which must be open."""
        self._file = self.folder / "other.txt"
        self._file.touch()
        self.desktop.spawn(["mousepad", "--opening-mode=window", str(self._file)])
        self.window = self.desktop.window("--name", "other.txt")

    def _act(self, action: str) -> None:
        place = ["--dest", "org.xfce.mousepad", "--object-path", "/org/xfce/mousepad/window/2"]
        call = ["--method", "org.gtk.Actions.Activate", action, "[]", "{}"]
        self.desktop.run("gdbus", "call", "--session", *place, *call)


@pytest.fixture(scope="module")
def second(desktop: Desktop, targets: Targets) -> Mousepad:
    targets.ready(Mousepad)
    window = SecondMousepad(desktop)
    window.open()
    return window


class Shelf:
    """Adds phrases to the running program, and takes them away again."""

    def __init__(self, quickreply: Quickreply) -> None:
        self._quickreply = quickreply
        self.libraries = Libraries(Database.open(quickreply.places))
        self._added: list[int] = []

    def put(self, *drafts: Draft, library: int = 1) -> None:
        total = self._total()
        self._added += [self.libraries.add(library, draft) for draft in drafts]
        self._reload(total + len(drafts))

    def clear(self) -> None:
        total = self._total()
        gone = [self.libraries.remove(number) for number in self._added]
        self._quickreply.ask(do="reload")
        until(lambda: self._total() <= total - len(gone), 3)

    def _reload(self, total: int) -> None:
        self._quickreply.ask(do="reload")
        assert until(lambda: self._total() == total, PATIENCE)

    def _total(self) -> int:
        return int(self._quickreply.ask(do="status")["phrases"])


@pytest.fixture
def shelf(quickreply: Quickreply) -> Iterator[Shelf]:
    made = Shelf(quickreply)
    yield made
    made.clear()
    quickreply.ask(do="reset")


def test_a_ladder_goes_on_in_its_own_conversation(
    shelf: Shelf, desktop: Desktop, mousepad: Mousepad, second: Mousepad
):
    shelf.put(LADDER)
    desktop.type("/vsa ")
    assert mousepad.wait_for("One. ", PATIENCE) == "One. "
    desktop.type("/vsa ")
    assert mousepad.wait_for("One. Two. ", PATIENCE) == "One. Two. "

    # WHEN another customer asks
    second.focus()
    second.clear()
    desktop.type("/vsa ")
    assert second.wait_for("One. ", PATIENCE) == "One. "

    # THEN the first one goes on where she was, up to the last step
    mousepad.focus()
    desktop.type("/vsa ")
    assert mousepad.wait_for("One. Two. Three. ", PATIENCE) == "One. Two. Three. "
    desktop.type("/vsa ")
    assert mousepad.wait_for("One. Two. Three. Three. ", PATIENCE) == "One. Two. Three. Three. "


def test_a_step_is_chosen_in_the_list(
    shelf: Shelf, quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    shelf.put(LADDER)
    desktop.type("/vsa")
    assert quickreply.shows("list")
    desktop.key("Right", "Right", "Left", "Return")
    assert mousepad.wait_for("Two. ", PATIENCE) == "Two. "
    desktop.type("/vsa\n")
    assert mousepad.wait_for("Two. Three. ", PATIENCE) == "Two. Three. "


def test_it_begins_anew_by_hand(shelf: Shelf, quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad):
    shelf.put(LADDER)
    desktop.type("/vsa /vsa ")
    assert mousepad.wait_for("One. Two. ", PATIENCE) == "One. Two. "
    quickreply.ask(do="reset")
    desktop.type("/vsa ")
    assert mousepad.wait_for("One. Two. One. ", PATIENCE) == "One. Two. One. "


def test_a_step_is_chosen_in_the_search_window(
    shelf: Shelf, quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    shelf.put(LADDER)
    Palette(quickreply, desktop).open()
    desktop.type("vsa")
    desktop.key("alt+Right", "alt+Right", "Return")
    assert mousepad.wait_for("Three. ", PATIENCE) == "Three. "
    assert quickreply.hides("palette")


def test_a_step_is_chosen_on_the_command_line(shelf: Shelf, quickreply: Quickreply, mousepad: Mousepad):
    shelf.put(LADDER)
    assert quickreply.run("insert", "vsa", "--step", "2") == ""
    assert mousepad.wait_for("Two. ", PATIENCE) == "Two. "
    assert quickreply.run("insert", "vsa") == ""
    assert mousepad.wait_for("Two. Three. ", PATIENCE) == "Two. Three. "


def test_variants_rotate_and_chance_repeats_nothing(shelf: Shelf, desktop: Desktop, qt_box: QtBox):
    shelf.put(WHEEL, DICE)
    desktop.type("/vsb /vsb /vsb ")
    assert qt_box.wait_for("Red. Green. Red. ", PATIENCE) == "Red. Green. Red. "

    qt_box.clear()
    desktop.type("/vsc " * 6)
    assert until(lambda: len(qt_box.text().split()) == 6, PATIENCE)
    said = qt_box.text().split()
    assert all(one != two for one, two in pairwise(said))


@pytest.mark.soak  # what ends does so at a full minute, and that is waited for
def test_what_ends_goes_while_the_program_runs(
    shelf: Shelf, quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    soon = datetime.now(UTC) + timedelta(seconds=75)  # written in minutes: 15 to 75 from now
    shelf.put(Draft("Sale. ", code="vsd", valid_until=f"{soon:%Y-%m-%d %H:%M} +00:00"))
    total = quickreply.ask(do="status")["phrases"]
    desktop.type("/vsd ")
    assert mousepad.wait_for("Sale. ", PATIENCE) == "Sale. "

    assert until(lambda: quickreply.ask(do="status")["phrases"] == total - 1, 80)
    desktop.type("/vsd ")
    assert mousepad.wait_for("Sale. /vsd ", PATIENCE) == "Sale. /vsd "
    assert "over: " in quickreply.run("list", "--all")
    assert "vsd" not in quickreply.run("list")
    assert "not in use now" in quickreply.run("insert", "vsd")


def test_a_library_is_offered_in_its_own_applications_only(
    shelf: Shelf, quickreply: Quickreply, desktop: Desktop, targets: Targets
):
    library = shelf.libraries.create_library("Only Qt")
    shelf.put(Draft("Here. ", code="vse"), library=library)
    quickreply.run("library", "bind", "Only Qt", "--app", QtBox.wm_class)

    wanted: Mapping[type, str] = {QtBox: "Here. ", Mousepad: "/vse "}
    for kind, text in wanted.items():
        target = targets.ready(kind)
        desktop.type("/vse ")
        assert target.wait_for(text, PATIENCE) == text


def test_its_hotkey_inserts_nothing_elsewhere_and_says_so(
    shelf: Shelf, quickreply: Quickreply, desktop: Desktop, targets: Targets
):
    library = shelf.libraries.create_library("Only Qt by hotkey")
    shelf.put(Draft("There. ", code="vsf"), library=library)
    quickreply.run("library", "bind", "Only Qt by hotkey", "--app", QtBox.wm_class)
    quickreply.configure({"hotkey.phrase.vsf": "ctrl+alt+7"})

    # WHEN it is pressed where the phrase is not offered, and typed on
    mousepad = targets.ready(Mousepad)
    quickreply.dismiss_notice()
    desktop.key("ctrl+alt+7")
    # THEN that is told, and what is typed is there
    assert quickreply.shows("notice")
    desktop.type("ok")
    assert mousepad.wait_for("ok", PATIENCE) == "ok"
    # WHEN it is pressed where it is, THEN it comes
    box = targets.ready(QtBox)
    desktop.key("ctrl+alt+7")
    assert box.wait_for("There. ", PATIENCE) == "There. "
