"""The import window over a store and readers as they are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from quickreply.app.clerk import Clerk
from quickreply.core.draft import Draft
from quickreply.core.words import Say
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.ui.exchange.window import ImportWindow
from quickreply.ui.theme import Theme

Table = Callable[..., Path]

HEADER = ("编码", "标题", "内容", "分组")


@pytest.fixture
def libraries(tmp_path: Path) -> Libraries:
    """The user's own library has one phrase."""
    database = Database(tmp_path / "home" / "quickreply.db", Backups(tmp_path / "backups"), patience=0.05)
    database.prepare()
    made = Libraries(database)
    made.add(made.load().libraries[0].id, Draft("明天发货", "fh", "发货"))
    return made


@pytest.fixture
def clerk(libraries: Libraries, tmp_path: Path) -> Clerk:  # noqa: ARG001 - it makes the database
    return Clerk(Database(tmp_path / "home" / "quickreply.db", Backups(tmp_path / "backups"), 0.05), Say())


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def write(*rows: tuple[str, ...], name: str = "店铺.csv", header: tuple[str, ...] = HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(map(",".join, (header, *rows))) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def window(clerk: Clerk, theme: Theme, qtbot: QtBot) -> Iterator[ImportWindow]:
    made = ImportWindow(Say(), theme, clerk)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.leave()
    made.finish(10)
