"""A home of its own for each test."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places, places


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return {"QUICKREPLY_HOME": str(tmp_path / "home")}


@pytest.fixture
def where(environ: Mapping[str, str]) -> Places:
    return places(environ)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, made once for all tests: to make one costs ten times a copy."""
    made = tmp_path_factory.mktemp("blank") / "quickreply.db"
    Database(made, Backups(made.parent)).prepare()
    return made


@pytest.fixture
def database(where: Places, blank: Path) -> Database:
    """Ready to use, and in a hurry: who waits for a lock waits 50 ms."""
    where.database.parent.mkdir(mode=0o700)
    shutil.copy(blank, where.database)
    return Database(where.database, Backups(where.backups), patience=0.05)


@pytest.fixture
def libraries(database: Database) -> Libraries:
    return Libraries(database)
