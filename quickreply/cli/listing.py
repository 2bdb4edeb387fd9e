"""Finds phrases for the command line and says what there is to say of them."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from quickreply.core.draft import paths
from quickreply.core.news import NO_NEWS, Arrival, News
from quickreply.core.phrase import Collection, Library, Phrase, fold
from quickreply.core.words import Refusal, Say, mark
from quickreply.engine.calendar import Calendar
from quickreply.packs.merge import named

_UNKNOWN_CODE = mark("There is no phrase with the code {code}.")
_OFF = mark("switched off")
_LIBRARY_OFF = mark("its library is switched off")
_NOT_YET = mark("not before {moment}")
_OVER = mark("over: {moment}")
_UNKNOWN_LIBRARY = mark("There is no library {name}. There are: {names}.")


@dataclass(frozen=True, slots=True)
class Listing:
    """A collection, ready to be looked through and listed."""

    collection: Collection
    libraries: Mapping[int, Library]
    groups: Mapping[int, tuple[str, ...]]
    calendar: Calendar
    news: News = NO_NEWS

    @classmethod
    def of(cls, collection: Collection, zone: str = "", news: News = NO_NEWS) -> "Listing":
        """The listing of these phrases; `zone` is where the user is, `news` what came lately."""
        libraries = {library.id: library for library in collection.libraries}
        return cls(collection, libraries, paths(collection), Calendar(collection.libraries, zone), news)

    def find(self, code: str, library: str | None = None) -> Phrase:
        """The phrase with this code, or `#` and its number; the one that the code inserts first.

        Raises:
            Refusal: there is none, or no such library.
        """
        among = self.among(library)
        found = [phrase for phrase in among if fold(code) in map(fold, phrase.codes)]
        if not found and code.startswith("#"):
            found = [phrase for phrase in among if f"#{phrase.id}" == code]
        if not found:
            raise Refusal(_UNKNOWN_CODE, code=code)
        return min(found, key=lambda phrase: (not self._used(phrase), self._place(phrase)))

    def among(self, library: str | None) -> list[Phrase]:
        """The phrases of the library with this name, or all; libraries in their order."""
        if library is None:
            return sorted(self.collection.phrases, key=self._place)
        wanted = self.library(library).id
        return [phrase for phrase in self.collection.phrases if phrase.library == wanted]

    def library(self, name: str) -> Library:
        """The library with this name or `uid`.

        Raises:
            Refusal: there is none.
        """
        found = named(self.collection, name)
        if found is None:
            names = ", ".join(library.name for library in self.collection.libraries)
            raise Refusal(_UNKNOWN_LIBRARY, name=name, names=names)
        return found

    def group(self, phrase: Phrase) -> tuple[str, ...]:
        """The names of the phrase's groups, outermost first."""
        return self.groups.get(phrase.group or 0, ())

    def why(self, say: Say, phrase: Phrase) -> str:
        """Why no agent is offered the phrase now; nothing if she is."""
        library = self.libraries[phrase.library]
        term = self.calendar.term(phrase)
        now = time.time()
        if not phrase.enabled:
            return say(_OFF)
        if not library.enabled:
            return say(_LIBRARY_OFF)
        if now < term.begin:
            return say(_NOT_YET, moment=phrase.valid_from or library.valid_from)
        return "" if now < term.end else say(_OVER, moment=phrase.valid_until or library.valid_until)

    def why_library(self, say: Say, library: Library) -> str:
        """Why no agent is offered anything of it now; nothing if she is."""
        return self.why(say, Phrase(0, library.id, None, "", "", ""))

    def arrival(self, phrase: Phrase) -> Arrival | None:
        """That the phrase came or was changed in the last day."""
        return self.news.of(phrase.id, time.time())

    def as_json(self, phrase: Phrase, why: str = "") -> dict[str, object]:
        """All there is to say of a phrase, for programs; `why` it is not offered."""
        library, arrival = self.libraries[phrase.library], self.arrival(phrase)
        at = datetime.fromtimestamp(arrival.at).astimezone().isoformat() if arrival else ""
        return {
            "id": phrase.id,
            "code": phrase.code,
            "aliases": phrase.aliases,
            "title": phrase.title,
            "text": phrase.text,
            "group": self.group(phrase),
            "keywords": phrase.keywords,
            "note": phrase.note,
            "pinned": phrase.pinned,
            "enabled": phrase.enabled,
            "send": phrase.send,
            "html": phrase.html,
            "pictures": phrase.pictures,
            "library": library.name,
            "kind": library.kind,
            "law": phrase.law if phrase.wordings else "",
            "steps": [{"text": one.text, "note": one.note} for one in phrase.wordings],
            "valid_from": phrase.valid_from,
            "valid_until": phrase.valid_until,
            "news": arrival.change if arrival else "",
            "news_at": at,
            "why": why,
        }

    def rows(self, phrases: Iterable[Phrase]) -> list[tuple[str, ...]]:
        """Code, title, group and text of each."""
        return [
            (phrase.code or f"#{phrase.id}", phrase.title, " / ".join(self.group(phrase)), phrase.text)
            for phrase in phrases
        ]

    def _used(self, phrase: Phrase) -> bool:
        return phrase.enabled and self.libraries[phrase.library].enabled and self.calendar.holds(phrase)

    def _place(self, phrase: Phrase) -> int:
        return list(self.libraries).index(phrase.library)
