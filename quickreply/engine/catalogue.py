"""The libraries in memory: what a code means, what a query finds."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from quickreply.core.phrase import Collection, LibraryKind, Phrase, even, fold
from quickreply.core.search import COUNTED, EVERYWHERE, SHOWN, Among, Match, Matches, Rank, Scope
from quickreply.core.supply import Supply, supply
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.usage import Habits
from quickreply.engine.bindings import Bindings, both
from quickreply.engine.calendar import Calendar
from quickreply.engine.found import Before, Found, Word
from quickreply.engine.fresh import Fresh
from quickreply.engine.index import Index
from quickreply.engine.ladders import Next
from quickreply.engine.ranking import Ranking
from quickreply.engine.rows import Rows
from quickreply.engine.scopes import Admits, admits, lying

_FEW = frozenset({Among.PINNED, Among.RECENT, Among.NEW, Among.GROUP})
"""Where so few phrases lie that they are listed; what lies in a library is asked one by one."""


class Catalogue:
    """An index over what is in use. Phrases, libraries and codes that are switched off are not in it.

    Nor are those that do not hold now. Of what ends while it is in use (`stale`) nothing is offered any
    more; what begins then is not in it: make another.

    Read by several threads: nothing changes after it was built but the habits and what the last query
    found, which are replaced whole.
    """

    def __init__(
        self,
        stock: Supply,
        habits: Habits | None = None,
        zone: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._calendar = Calendar(stock.libraries, zone, clock)
        self._index = Index(replace(stock, records=self._calendar.current(stock.records)))
        self._libraries = {library.id: library.name for library in stock.libraries}
        self._columns = self._index.columns
        self._bindings = Bindings(stock.libraries, stock.groups, self._columns)
        self._fresh = Fresh(stock.news, self._columns, clock)
        self._rows = Rows(self._index, self._calendar, self._fresh)
        self._ranking = Ranking(habits or Habits(), self._columns.number, self._columns.pinned)
        self._suggested, self._searched, self._unforgiven = Before(), Before(), Before()
        self._values = stock.values
        self._personal = next((one.id for one in stock.libraries if one.kind is LibraryKind.PERSONAL), 0)

    @classmethod
    def of(cls, collection: Collection, recent: tuple[int, ...] = ()) -> "Catalogue":
        """The catalogue of a collection that is in memory anyway, without pinyin."""
        return cls(supply(collection), Habits(recent))

    def __len__(self) -> int:
        return len(self._columns)

    def phrase(self, number: int) -> Phrase | None:
        """The phrase with this id, if it is in use."""
        place = self._columns.number(number)
        return None if place is None else self._still(self._columns.phrase(place))

    @property
    def stale(self) -> bool:
        """Whether other phrases hold now than when it was made."""
        return self._calendar.stale

    @property
    def left(self) -> float:
        """Seconds until it is `stale`; infinite if it stays as it is."""
        return self._calendar.left

    def by_code(self, code: str, app: str = "") -> Phrase | None:
        """The phrase a code stands for in windows of this class: personal over shop over packs."""
        return self._exact(self._index.owner(fold(code), self._bindings.admits(app)), None)

    def offers(self, phrase: Phrase, app: str) -> bool:
        """Whether a phrase that is in use is offered in windows of this class."""
        rule, place = self._bindings.admits(app), self._columns.number(phrase.id)
        return rule is None or place is None or rule(place)

    def group_path(self, phrase: Phrase) -> tuple[str, ...]:
        """Names of the phrase's groups, outermost first."""
        return self._index.shelves.path(phrase.group)

    def values(self, phrase: Phrase) -> Values:
        """What the phrase is filled with: what its library says, then what the agent's own does."""
        own, everywhere = (self._values.get(one, NOTHING) for one in (phrase.library, self._personal))
        return own.over(everywhere)

    def library(self, phrase: Phrase) -> str:
        """The name of the phrase's library."""
        return self._libraries.get(phrase.library, "")

    @property
    def stepped(self) -> bool:
        """Whether any phrase has several wordings."""
        return self._columns.stepped

    def note_use(self, phrase: int, app: str = "") -> None:
        """A phrase was used in an application of this class."""
        self._ranking.note(phrase, app)
        self._searched = Before()  # it may have been sought among what was used last

    @property
    def recent(self) -> tuple[int, ...]:
        """Ids of the phrases used last, newest first."""
        return self._ranking.recent

    def offered(self, limit: int = SHOWN, app: str = "", step: Next | None = None) -> Matches:
        """What is offered before anything was typed: pinned phrases, then recent ones, then frequent ones."""
        most = max(limit, COUNTED)
        admitted = self._bindings.admits(app)
        pinned = filter(admitted, range(self._columns.pinned)) if admitted else range(self._columns.pinned)
        used = self._ranking.favoured(app)
        numbers = (*islice(pinned, most + 1), *(filter(admitted, used) if admitted else used))
        return self._listed(list(dict.fromkeys(numbers)), limit, step)

    def browse(self, scope: Scope, limit: int = SHOWN, app: str = "", step: Next | None = None) -> Matches:
        """What lies in a scope, before anything was typed."""
        if scope == EVERYWHERE:
            return self.offered(limit, app, step)
        there, admitted = lying(scope, self._columns, self._ranking, self._fresh), self._bindings.admits(app)
        here = filter(admitted, there) if admitted else there
        return self._listed(list(islice(here, max(limit, COUNTED) + 1)), limit, step)

    def _listed(self, numbers: Sequence[int], limit: int, step: Next | None) -> Matches:
        rows = self._made(((number, Rank.OFFERED) for number in numbers[:limit]), (), step)
        return Matches("", rows, min(len(numbers), max(limit, COUNTED) + 1))

    def suggest(self, typed: str, limit: int = SHOWN, app: str = "", step: Next | None = None) -> Matches:
        """The list at the slash: codes that begin so, then titles and keywords with a word that does.

        `app` is the class of the application, whose habits count most and in which some libraries are not
        offered; `step` says which wording of a phrase comes next there.
        """
        query = even(typed.replace("\0", " "))
        if not query:
            return self.offered(limit, app, step)
        most, word, admitted = max(limit, COUNTED), self._index.word(query), self._bindings.admits(app)
        bound = app if admitted else ""
        before = self._suggested.numbers if self._suggested.covers([word.text], bound=bound) else None
        found = self._index.suggest(word, most, before, admitted)
        if found.cut is None and word.leads:
            self._suggested = Before((word.text,), found.numbers, bound=bound)
        begun = self._index.begun(query, admitted)
        owner = self._index.owner(query, admitted)  # not folded: a second slash is no part of a code
        exact = self._exact(owner, step)
        ranked = self._ranked(found, lambda number: self._index.suggested_rank(number, word), app, admitted)
        rows = self._made(islice(ranked, limit), (word,), step)
        return Matches(typed, rows, min(len(found), most + 1), exact, bool(begun), bool(exact) and begun == 1)

    def search(
        self,
        query: str,
        limit: int = SHOWN,
        app: str = "",
        scope: Scope = EVERYWHERE,
        step: Next | None = None,
    ) -> Matches:
        """Phrases of `scope` in which every word of the query occurs: code, title, keywords, group or a text.

        Titles, keywords and groups are found by pinyin too, and, where nothing else is found, titles and
        keywords with one typing error. `app` and `step` are as in `suggest`.
        """
        texts = [fold(word) or word for word in even(query.replace("\0", " ")).split()]
        if not texts:
            return self.browse(scope, limit, app, step)
        most, words = max(limit, COUNTED), tuple(map(self._index.word, texts))
        here = self._bindings.admits(app)
        admitted = both(admits(scope, self._columns, self._ranking, self._fresh), here)
        found = self._found(words, most, scope, admitted, app if here else "")
        owner = self._index.owner(fold(query), here)
        if owner is not None and admitted and not admitted(owner):
            owner = None
        if owner is not None:
            found.promote(owner)
        ranked = self._ranked(found, lambda number: self._index.rank(number, words), app, admitted)
        rows = self._made(islice(ranked, limit), words, step)
        return Matches(query, rows, min(len(found), most + 1), self._exact(owner, step))

    def _made(
        self, ranked: Iterable[tuple[int, Rank]], words: tuple[Word, ...], step: Next | None
    ) -> tuple[Match, ...]:
        """The rows, without what has ended meanwhile."""
        rows = tuple(self._rows.row(number, rank, words, step) for number, rank in ranked)
        return tuple(row for row in rows if self._calendar.holds(row.phrase)) if self.stale else rows

    def _exact(self, number: int | None, step: Next | None) -> Phrase | None:
        phrase = None if number is None else self._still(self._columns.phrase(number))
        return phrase.at(step(phrase)) if phrase and phrase.wordings and step else phrase

    def _still(self, phrase: Phrase) -> Phrase | None:
        """A phrase that was current is, unless something has ended since; then it is looked at."""
        return None if self.stale and not self._calendar.holds(phrase) else phrase

    def _found(
        self, words: tuple[Word, ...], most: int, scope: Scope, admitted: Admits | None, bound: str
    ) -> Found:
        """What a query finds; if it only grew, it is looked for in what was found before."""
        texts = tuple(word.text for word in words)
        if self._searched.covers(texts, scope, bound):
            found = self._index.find_among(self._searched.numbers, words)
        else:
            few = lying(scope, self._columns, self._ranking, self._fresh) if scope.among in _FEW else None
            found = self._index.find(words, most, admitted, few)
        if found.cut is None and all(word.leads for word in words):
            self._searched = Before(texts, found.numbers, scope, bound)
        if not found and len(words) == 1:
            return self._forgiven(words[0], most, scope, admitted, bound)
        return found

    def _forgiven(self, word: Word, most: int, scope: Scope, admitted: Admits | None, bound: str) -> Found:
        """What one typing error hides; where its beginning was not found so, no longer word is."""
        if self._unforgiven.covers([word.text], scope, bound):
            return Found()
        found = self._index.forgive(word.narrow, most, admitted)
        if not found and self._index.forgives(word):
            self._unforgiven = Before((word.text,), (), scope, bound)
        return found

    def _ranked(
        self,
        found: Found,
        rank: Callable[[int], Rank | None],
        app: str,
        admitted: Admits | None = None,
    ) -> Iterator[tuple[int, Rank]]:
        """What was found, in order. Where counting stopped early, what is used is there all the same."""
        if found.cut is not None:
            favoured = self._ranking.favoured(app)
            for number in filter(admitted, favoured) if admitted else favoured:
                if number not in found and (place := rank(number)) is not None and place <= found.cut:
                    found.add(place, number)
        for place in sorted(found.ranks):
            codes = found.ranks[place]
            coded = place <= Rank.CODE_PREFIX
            order = self._ranking.by_code(codes, app) if coded else self._ranking.by_use(codes, app)
            for number in order:
                yield number, place
