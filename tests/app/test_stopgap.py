from contextlib import AbstractContextManager, nullcontext

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from quickreply.app.stopgap import Stopgap
from quickreply.core.notice import ON_CLIPBOARD, Notice
from quickreply.core.phrase import Collection, Phrase
from quickreply.core.ports import Rect, Window
from quickreply.core.supply import Supply, supply
from quickreply.core.usage import Habits, How
from quickreply.core.words import Refusal
from quickreply.engine.stock import Stock
from quickreply.ui.stage import Stage
from tests.engine.shelf import SHOP, phrase

LONG = "您好" * 3000


class Heard:
    """What the front was told."""

    def __init__(self, stage: Stage) -> None:
        self.notices: list[Notice] = []
        self.looks: list[tuple[Window | None, Rect | None]] = []
        stage.told.connect(self.notices.append)
        stage.palette_wanted.connect(lambda *look: self.looks.append(look))


@pytest.fixture
def stage(qapp: QApplication) -> Stage:  # noqa: ARG001 - signals and clipboard need Qt
    return Stage()


@pytest.fixture
def heard(stage: Stage) -> Heard:
    return Heard(stage)


Loaded = AbstractContextManager[tuple[Supply, Habits]]


def load(*phrases: Phrase) -> Loaded:
    return nullcontext((supply(Collection((SHOP,), (), phrases)), Habits()))


def stocked() -> Loaded:
    return load(phrase(1, "fh", "Shipping", LONG), phrase(2, "th", "Returns", "Seven days."))


@pytest.fixture
def stopgap(stage: Stage, heard: Heard) -> Stopgap:  # noqa: ARG001 - it listens
    return Stopgap(Stock(stocked), stage)


def test_a_phrase_is_put_on_the_clipboard_whole_and_told(stopgap: Stopgap, heard: Heard):
    # WHEN a phrase should be inserted somewhere
    stopgap.insert(1, Window(7, 7, "Mousepad"), How.PALETTE)
    # THEN it is on the clipboard instead, however long, and the user is told
    assert QGuiApplication.clipboard().text() == LONG
    assert heard.notices == [Notice(ON_CLIPBOARD, {"label": "Shipping"})]


def test_what_was_to_be_copied_is_copied_without_words(stopgap: Stopgap, heard: Heard):
    stopgap.keep(2)
    assert QGuiApplication.clipboard().text() == "Seven days."
    assert heard.notices == []


def test_a_phrase_that_is_gone_changes_nothing(stopgap: Stopgap, heard: Heard):
    QGuiApplication.clipboard().setText("mine")
    stopgap.insert(9, None, How.CLI)
    assert QGuiApplication.clipboard().text() == "mine"
    assert heard.notices == []


def test_the_palette_opens_and_finds(stopgap: Stopgap, heard: Heard):
    stopgap.look()
    assert heard.looks == [(None, None, "")]
    assert [row.phrase.id for row in stopgap.search("th").rows] == [2]


def test_the_menu_stays_as_it_was(stopgap: Stopgap):
    assert stopgap.offered() is None


def test_a_store_that_cannot_be_read_is_told(stage: Stage, heard: Heard):
    def refuse() -> Loaded:
        raise Refusal("The disk is on fire.")

    # WHEN nothing can be read
    found = Stopgap(Stock(refuse), stage).search("th")
    # THEN nothing is found, and the user knows why
    assert found.rows == ()
    assert heard.notices == [Notice("The disk is on fire.", trouble=True)]


def test_phrases_are_read_anew_when_they_have_changed(stage: Stage):
    shelves = [load(phrase(1, "a", "A", "old")), load(phrase(1, "a", "A", "new"))]
    stopgap = Stopgap(Stock(lambda: shelves.pop(0)), stage)
    stopgap.keep(1)
    stopgap.restock()
    stopgap.keep(1)
    assert QGuiApplication.clipboard().text() == "new"
