"""What the program needs before there are windows: its place, its settings, its words, its phrases."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quickreply.core.language import CHINESE, speech, tongue
from quickreply.core.settings import Settings
from quickreply.core.words import Refusal, Say, mark
from quickreply.desktop.session import session
from quickreply.store.database import Database
from quickreply.store.lock import Held, Lock
from quickreply.store.paths import Places, places, private_folder, resource
from quickreply.store.settings import SettingsFile
from quickreply.store.usage import Ledger

if TYPE_CHECKING:
    from quickreply.core.supply import Supply
    from quickreply.core.usage import Habits
    from quickreply.engine.stock import Stock
    from quickreply.store.album import Album

_HURRY = 0.05
"""Seconds the windows may stand still for somebody who writes to the database; a list is late after 0.7."""


class Running(Refusal):
    """Another quickreply of this user runs already."""

    def __init__(self) -> None:
        super().__init__(mark("quickreply is running already."))


@dataclass(frozen=True, slots=True)
class Office:
    """Everything but hands and windows."""

    places: Places
    display: str
    """The name of the screen."""
    file: SettingsFile
    settings: Settings
    faults: tuple[Refusal, ...]
    say: Say
    language: str
    database: Database
    ledger: Ledger
    """It does not wait for a program that is writing: who counts keeps, and tries again."""

    def stock(self) -> "Stock":
        """The phrases, for who works with them: the program in front needs only a few."""
        from quickreply.engine.stock import Stock  # noqa: PLC0415 - 30 ms of engine
        from quickreply.store.album import Album  # noqa: PLC0415 - same
        from quickreply.store.library import Libraries  # noqa: PLC0415 - same

        @contextmanager
        def load() -> "Iterator[tuple[Supply, Habits]]":
            with Libraries(self.database).supply() as supply:
                yield supply, Ledger(self.database).habits()

        return Stock(load, lambda name: _forms(Album(self.database), name))


def _forms(album: "Album", name: str) -> Mapping[str, bytes]:
    """A picture that cannot be read is not there: the text has arrived, and the user is told."""
    try:
        found = album.print(name)
    except Refusal:
        return {}
    return found.forms if found else {}


def open_office(where: Places, environ: Mapping[str, str]) -> Office:
    """Reads the settings and opens the database; a first start finds phrases to try.

    Raises:
        Refusal: the database cannot be used.
    """
    catalogues = resource("assets/locale")
    settings, faults = SettingsFile(where.settings, speech("system", environ, catalogues)).read()
    say, language = speech(settings.language, environ, catalogues), tongue(settings.language, environ)
    database = Database.open(where)
    stock_up(database, language)

    file, hurried = SettingsFile(where.settings, say), Database(database.path, database.backups, _HURRY)
    display = session(environ).display
    return Office(where, display, file, settings, faults, say, language, database, Ledger(hurried))


def stock_up(database: Database, language: str) -> None:
    """Brings the starter pack of a language in, where there is nothing yet."""
    if not database.untouched():
        return
    from quickreply.packs.detect import read  # noqa: PLC0415 - once in a lifetime
    from quickreply.packs.merge import plan, with_values  # noqa: PLC0415 - same
    from quickreply.packs.script import delivered  # noqa: PLC0415 - same
    from quickreply.store.imports import Imports  # noqa: PLC0415 - same
    from quickreply.store.library import Libraries  # noqa: PLC0415 - same

    name = "ecommerce-zh" if language == CHINESE else "starter-en"
    bundle = read(resource(f"phrases/{name}.yaml"))
    known = Libraries(database).load()
    made = with_values(plan(bundle, known), bundle, known)
    Imports(database).carry_out(made, bundle.source.name, delivered(bundle))


@contextmanager
def only_one(environ: Mapping[str, str]) -> Iterator[Places]:
    """The places of this user, held for one running program.

    Raises:
        Running: there is one.
        Refusal: the places cannot be written.
    """
    where = places(environ)
    private_folder(where.database.parent)
    try:
        lock = Lock(lock_of(where))
    except Held:
        raise Running from None
    try:
        yield where
    finally:
        lock.release()


def lock_of(where: Places) -> Path:
    """The file that one running program holds locked."""
    return where.database.with_suffix(".lock")
