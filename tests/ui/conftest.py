"""Windows without a screen: Qt's offscreen platform, chosen by argument so that other tests keep theirs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from quickreply.core import settings
from quickreply.core.draft import Draft
from quickreply.core.phrase import Phrase
from quickreply.core.picture import Print, examined
from quickreply.core.search import EVERYWHERE, SHOWN, Among, Match, Matches, Rank, Scope, Shelf, Span
from quickreply.core.words import Refusal, Say
from quickreply.ui.theme import Theme

ICONS = Path(__file__).parents[2] / "assets" / "icons"

MakeMatch = Callable[..., Match]
MakeMatches = Callable[..., Matches]


class Hints(QObject):
    """The system's wish for light or dark, as a test sets it."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self.scheme

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


SHELVES = (
    Shelf(Scope(Among.LIBRARY, 1), ("My phrases",), 3, 1),
    Shelf(Scope(Among.GROUP, 1), ("My phrases", "物流"), 2, 1),
    Shelf(Scope(Among.GROUP, 2), ("My phrases", "物流", "退货"), 1, 1),
    Shelf(Scope(Among.LIBRARY, 2), ("Shop",), 1, 2),
)


class Keeper:
    """Answers queries as a test wants, and remembers what it was asked and told."""

    def __init__(self, answer: Matches) -> None:
        self.answer = answer
        self.size = 20
        self.fresh = 0
        self.queries: list[str] = []
        self.scopes: list[Scope] = []
        self.limits: list[int] = []
        self.known = SHELVES
        self.drafts: dict[int, Draft] = {}
        self.kept: list[tuple[int | None, int, Draft]] = []
        self.pinned: list[tuple[int, bool]] = []
        self.refusal: Refusal | None = None
        self.pictures: dict[str, Print] = {}
        self.prints: tuple[Print, ...] = ()

    def search(self, query: str, scope: Scope = EVERYWHERE, limit: int = SHOWN) -> Matches:
        self.queries.append(query)
        self.scopes.append(scope)
        self.limits.append(limit)
        return replace(self.answer, rows=self.answer.rows[:limit])

    def total(self) -> int:
        return self.size

    def shelves(self) -> tuple[Shelf, ...]:
        return self.known

    def news(self) -> int:
        return self.fresh

    def draft(self, phrase: int) -> Draft:
        self._refuse()
        return self.drafts[phrase]

    def thumb(self, name: str) -> bytes:
        return self.pictures[name].thumb if name in self.pictures else b""

    def develop(self, data: bytes, file: str) -> Print:
        picture = examined(data, file)
        self.pictures[picture.name] = Print(picture, b"", data)
        return self.pictures[picture.name]

    def keep(self, phrase: int | None, library: int, draft: Draft, prints: Sequence[Print] = ()) -> None:
        self._refuse()
        self.prints = tuple(prints)
        self.kept.append((phrase, library, draft))

    def pin(self, phrase: int, *, on: bool) -> None:
        self._refuse()
        self.pinned.append((phrase, on))

    def _refuse(self) -> None:
        if self.refusal:
            raise self.refusal


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["quickreply", "-platform", "offscreen"]


@pytest.fixture
def say() -> Say:
    return Say()


@pytest.fixture
def hints() -> Hints:
    return Hints()


@pytest.fixture
def theme(qapp: QApplication, hints: Hints) -> Theme:  # noqa: ARG001 - fonts need an application
    return Theme(settings.Theme.SYSTEM, hints, ICONS, glass=True)


@pytest.fixture
def match() -> MakeMatch:
    def make(
        number: int = 1,
        code: str = "fh",
        title: str = "发货时间",
        text: str = "今天 16:00 前付款，当天发出",
        colour: int = 3,
        code_spans: tuple[Span, ...] = (),
        title_spans: tuple[Span, ...] = (),
        text_spans: tuple[Span, ...] = (),
    ) -> Match:
        phrase = Phrase(number, 1, 1, code, title, text)
        rank = Rank.CODE_PREFIX
        return Match(phrase, rank, code, "物流", colour, code_spans, title_spans, text_spans)

    return make


@pytest.fixture
def matches(match: MakeMatch) -> MakeMatches:
    def make(rows: int, query: str = "f", total: int | None = None) -> Matches:
        found = tuple(match(number, f"f{number}", f"标题{number}") for number in range(1, rows + 1))
        return Matches(query, found, rows if total is None else total)

    return make


@pytest.fixture
def keeper(matches: MakeMatches) -> Keeper:
    return Keeper(matches(20))
