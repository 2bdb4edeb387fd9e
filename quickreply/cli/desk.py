"""What every verb of the command line works with: places, words, the store, and a way to print."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quickreply.cli import layout
from quickreply.cli.listing import Listing
from quickreply.core.language import speech
from quickreply.core.news import NO_NEWS
from quickreply.core.phrase import PERSONAL, Collection, Library
from quickreply.core.words import Refusal, Say, mark
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places, places, resource
from quickreply.store.schema import PERSONAL_NAME
from quickreply.store.settings import SettingsFile

if TYPE_CHECKING:
    from quickreply.cli.wire import Reply

PATIENCE = 2.0
"""Seconds the program has for its answer."""

NOT_RUNNING = mark("quickreply is not running. Start it with: quickreply")


@dataclass(frozen=True, slots=True)
class Desk:
    """One call of the command line."""

    places: Places
    environ: Mapping[str, str]
    say: Say

    @classmethod
    def at(cls, environ: Mapping[str, str]) -> "Desk":
        """The desk of the user in this environment; tells her what is wrong with her settings file."""
        where, catalogues = places(environ), resource("assets/locale")
        say = speech("system", environ, catalogues)
        try:
            settings, faults = SettingsFile(where.settings, say).read()
        except Refusal as fault:
            return cls(where, environ, say).told(fault)
        desk = cls(where, environ, speech(settings.language, environ, catalogues))
        return desk.told(*faults)

    @property
    def settings(self) -> SettingsFile:
        """The settings file."""
        return SettingsFile(self.places.settings, self.say)

    def database(self) -> Database:
        """The database, created if it is not there."""
        return Database.open(self.places)

    def existing(self) -> Database | None:
        """The database if there is one: to look at what is not there must not create it."""
        return self.database() if self.places.database.exists() else None

    def collection(self) -> Collection:
        """All phrases; nothing is created to read them."""
        database = self.existing()
        return Libraries(database).load() if database else Collection()

    def listing(self) -> Listing:
        """All phrases, ready to be looked through."""
        database = self.existing()
        news = Libraries(database).news() if database else NO_NEWS
        return Listing.of(self.collection(), self.settings.read()[0].zone, news)

    def library_name(self, name: str | None) -> str | None:
        """The name of a library as the store knows it: the personal one has a name in each language."""
        return PERSONAL if name == self.say(PERSONAL_NAME) else name

    def library_title(self, library: Library) -> str:
        """What the user calls the library."""
        return self.say(library.name) if library.name == PERSONAL_NAME else library.name

    def ask(self, what: str, *, patience: float = PATIENCE, **facts: object) -> "Reply | None":
        """What the running program answers; None if none is running. Raises as `wire.ask`.

        `patience` is in seconds.
        """
        from quickreply.cli import wire  # noqa: PLC0415 - the tray program asks nobody

        return wire.ask(self.places.socket, {"do": what, **facts}, patience)

    def announce(self, what: str) -> None:
        """Tells the running program of a change, which stands whether there is one that listens or not."""
        try:
            self.ask(what)
        except Refusal as fault:
            self.told(fault)

    def print(self, lines: Iterable[str]) -> None:
        """Writes lines for people to the standard output."""
        for line in lines:
            print(line)

    def print_json(self, value: object) -> None:
        """Writes a value for programs; where the output is no Unicode, in ASCII."""
        unicode = (getattr(sys.stdout, "encoding", None) or "").casefold().startswith("utf")
        print(json.dumps(value, ensure_ascii=not unicode, indent=2))

    def told(self, *faults: Refusal) -> "Desk":
        """Writes what is wrong to the standard error, a line for each."""
        for fault in faults:
            self.warn(self.say.refusal(fault))
        return self

    def warn(self, line: str) -> None:
        """Writes one line to the standard error."""
        print(layout.clean(line), file=sys.stderr)

    @property
    def room(self) -> int | None:
        """Columns of the terminal; None if the output goes elsewhere."""
        if sys.stdout is None or not sys.stdout.isatty():
            return None
        return shutil.get_terminal_size().columns
