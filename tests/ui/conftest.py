"""Windows without a screen: Qt's offscreen platform, chosen by argument so that other tests keep theirs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from quickreply.core import settings
from quickreply.core.phrase import Phrase
from quickreply.core.search import Match, Matches, Rank, Span
from quickreply.core.words import Say
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
