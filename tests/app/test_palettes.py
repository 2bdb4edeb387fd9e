"""What the palette says goes to the hands, and what it missed to the store."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from quickreply.app.palettes import Palettes
from quickreply.core.ports import Rect, Window
from quickreply.core.usage import How
from quickreply.core.words import Refusal, Say
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.missing import Wanted
from quickreply.store.settings import SettingsFile
from tests.engine.shelf import phrase

CHAT = Window(7, 8, "Chat", 9)
OURS = Window(42, 42, "quickreply", os.getpid())
NEAR = Rect(1, 2, 3, 4)
SAID = phrase(5, "fh")


class Palette(QObject):
    """Its signals, and what it is told."""

    chosen = Signal(object)
    added = Signal(object)
    copied = Signal(object)
    dismissed = Signal()
    wanted = Signal()
    stays = Signal(bool)
    picking = Signal(bool)
    declined = Signal()
    missed = Signal(str)
    failed = Signal(object)
    picks = ("enter",)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, ...]] = []
        self.clicked_at_rest = False

    def toggle(self, near: Rect | None, query: str) -> None:
        self.told.append(("toggle", near, query))

    def open(self, near: Rect | None, query: str) -> None:
        self.told.append(("open", near, query))

    def winId(self) -> int:  # noqa: N802 - Qt's name
        return OURS.id

    def isActiveWindow(self) -> bool:  # noqa: N802 - Qt's name
        return False


class Hands:
    """Remember what they are asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args, **named: self.asked.append((name, *args, *named.values()))


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "quickreply.db", Backups(tmp_path))
    made.prepare()
    return made


@pytest.fixture
def complaints() -> list[Refusal]:
    return []


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:  # noqa: ARG001 - signals need Qt
    return Palette()


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.toml", Say())


@pytest.fixture
def palettes(
    hands: Hands, database: Database, file: SettingsFile, complaints: list[Refusal], palette: Palette
) -> Palettes:
    made = Palettes(lambda: hands, database, file, complaints.append)
    made.furnish(palette)
    return made


@pytest.mark.parametrize(
    ("window", "told"),
    [
        pytest.param(CHAT, ("open", NEAR, "q"), id="for a window it opens"),
        pytest.param(OURS, ("toggle", None, "q"), id="with the keyboard it closes"),
        pytest.param(None, ("toggle", NEAR, "q"), id="where nobody knows it is there or not"),
    ],
)
def test_the_hotkey_opens_it_for_the_window_in_front(
    palettes: Palettes, palette: Palette, window: Window | None, told: tuple[object, ...]
):
    palettes.toggle(palette, window, NEAR, "q")
    assert palette.told == [told]


def test_a_choice_goes_to_the_window_it_was_opened_for(palettes: Palettes, palette: Palette, hands: Hands):
    palettes.toggle(palette, CHAT, NEAR, "")
    palettes.toggle(palette, OURS, NEAR, "")
    palette.chosen.emit(SAID)
    palette.added.emit(SAID)
    palette.dismissed.emit()
    ours = Window(OURS.id, OURS.id, "", os.getpid())
    assert hands.asked == [
        ("insert", 5, CHAT, How.PALETTE, SAID.step),
        ("insert", 5, CHAT, How.PALETTE, ours, SAID.step),
        ("give_back", CHAT, os.getpid()),
    ]


def test_what_is_clicked_while_it_rests_goes_where_the_keyboard_is(
    palettes: Palettes, palette: Palette, hands: Hands
):
    palettes.toggle(palette, CHAT, NEAR, "")
    palette.clicked_at_rest = True
    palette.chosen.emit(SAID)
    assert hands.asked == [("insert", 5, None, How.PALETTE)]


@pytest.mark.usefixtures("palettes")
def test_the_rest_is_passed_on(palette: Palette, hands: Hands, complaints: list[Refusal]):
    palette.copied.emit(SAID)
    palette.wanted.emit()
    palette.picking.emit(True)
    palette.picking.emit(False)
    palette.declined.emit()
    refusal = Refusal("no")
    palette.failed.emit(refusal)
    assert hands.asked == [
        ("keep", 5, SAID.step), ("look",),
        ("palette_opened", OURS.id, ("enter",)), ("palette_closed",), ("declined",),
    ]  # fmt: skip
    assert complaints == [refusal]


@pytest.mark.usefixtures("palettes")
def test_pinned_it_is_after_the_next_start_too(palette: Palette, file: SettingsFile):
    for pinned in (True, False):
        palette.stays.emit(pinned)
        assert file.read()[0].pinned is pinned


@pytest.mark.usefixtures("palettes")
def test_where_that_cannot_be_written_it_is_told(
    palette: Palette, file: SettingsFile, complaints: list[Refusal]
):
    file.path.mkdir()
    palette.stays.emit(True)
    assert len(complaints) == 1


def test_what_was_missed_is_counted_as_far_as_it_may_be(
    palettes: Palettes, palette: Palette, database: Database, qtbot: QtBot
):
    for query in ("发票", "order 12345", "Ｖ I P"):
        palette.missed.emit(query)
    palettes.counts_missing = False
    palette.missed.emit("else")

    def counted() -> None:
        assert {one.query for one in Wanted(database).list()} == {"发票", "v i p"}

    qtbot.waitUntil(counted, timeout=3000)


@pytest.mark.usefixtures("palettes")
def test_what_cannot_be_counted_is_left_out(
    palette: Palette, database: Database, complaints: list[Refusal], qtbot: QtBot
):
    database.path.unlink()
    palette.missed.emit("发票")
    qtbot.wait(400)
    assert complaints == []
