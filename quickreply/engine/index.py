"""Everything that can be searched, and where in it a word is found, best place first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from quickreply.core.hanzi import simplified
from quickreply.core.search import Rank
from quickreply.core.spelling import Sought, sounded, typable
from quickreply.core.supply import Batch, Supply, further, words
from quickreply.engine.codes import CodeColumn, codes_of
from quickreply.engine.columns import Columns
from quickreply.engine.found import Found, Word
from quickreply.engine.joined import Joined, narrow
from quickreply.engine.reach import BLOCK, Look, Reach, everywhere, meet, only
from quickreply.engine.scopes import Admits
from quickreply.engine.spelled import Spelled
from quickreply.engine.typos import SHORTEST

_NEXT = "\n"
"""What stands between two keywords: a query has none in it."""

KEPT = 8
"""Words of queries that are kept ready: who types on asks for all but the last one again."""

FORGIVING = 30_000
"""Phrases beyond which no typing error is forgiven: it would take longer than a keystroke may."""

Place = tuple[Rank, Iterable[tuple[str, int]]]
"""A rank, and the codes and numbers of phrases that have it."""


class Index:
    """Built once from a supply; then it only answers, in any thread."""

    def __init__(self, supply: Supply) -> None:
        self.columns = Columns(supply.libraries, supply.groups, supply.spellings)
        self.shelves = self.columns.shelves
        self.titles, self.keywords, self.texts = Joined(), Joined(), Joined()
        self.names, self.others = Spelled(), Spelled()
        self._codes = CodeColumn()
        self._words: dict[str, Word] = {}
        self._reaches: dict[Word, Reach] = {}
        for batch in supply.batches(BLOCK):
            self._take(batch)
        self.shelves.close()
        self.codes, self.hidden = codes_of(self._codes, self.columns.distance, self.columns.pinned)

    def _take(self, batch: Batch) -> None:
        self.columns.add(batch)
        self._codes.add(batch.codes, batch.aliases)
        self.titles.add(batch.titles)
        self.keywords.add([_NEXT.join(words(stored)) for stored in batch.keywords])
        self.texts.add(list(map(_every, batch.texts, batch.more)) if batch.stepped else batch.texts)
        spellings = [(spelling or "").partition(_NEXT) for spelling in batch.spellings]
        self.names.add([name for name, _, _ in spellings])
        self.others.add([others for _, _, others in spellings])

    def word(self, folded: str) -> Word:
        """A word of a query as codes are compared, ready to be sought."""
        word = self._words.get(folded)
        if word is None:
            self._words = {folded: (word := self._learn(folded)), **dict(islice(self._words.items(), KEPT))}
        return word

    def _learn(self, folded: str) -> Word:
        text = simplified(folded)
        spelled = Sought(text) if typable(text) else None
        coded = bool(self.codes.count(folded) or self.hidden.count(folded))
        return Word(folded, text, narrow(text), spelled, coded, self.shelves.marks(text, spelled))

    def find(
        self,
        query: Sequence[Word],
        most: int,
        admits: Admits | None = None,
        few: Iterable[int] | None = None,
    ) -> Found:
        """The phrases in which every word occurs. Stops when there are more than `most`.

        `admits`: only these phrases. `few` are their numbers, where not much else would be looked through.
        """
        found, seen, room = Found(), set[int](), most
        for rank, places in self._places_of(query[0]) if len(query) == 1 else self._meeting(query, few):
            for code, number in places:
                if number in seen:
                    continue
                seen.add(number)
                if not admits or admits(number):
                    found.add(rank, number, code)
                    room -= 1
                    if room < 0:
                        found.cut = rank
                        return found
        return found

    def find_among(self, numbers: Iterable[int], query: Sequence[Word]) -> Found:
        """Those of some phrases in which every word occurs."""
        found = Found()
        for number in numbers:
            rank = self.rank(number, query)
            if rank is not None:
                found.add(rank, number, self._code(number, query))
        return found

    def suggest(
        self, word: Word, most: int, among: Iterable[int] | None = None, admits: Admits | None = None
    ) -> Found:
        """The codes that begin with the word, then titles and keywords with a word that does.

        `among`: only these phrases can be found by title or keyword. `admits` is as in `find`.
        """
        found = Found()
        for rank, places in self._beginnings_of(word, among, admits):
            for code, number in places:
                if number not in found and (not admits or admits(number)):
                    found.add(Rank.CODE if code == word.code else rank, number, code)
                    if len(found) > most:
                        found.cut = rank
                        return found
        return found

    def owner(self, code: str, admits: Admits | None = None) -> int | None:
        """The number of the phrase that a folded code stands for among those admitted."""
        number = self.codes.owner(code)
        if number is None or not admits or admits(number):
            return number
        others = filter(admits, self.hidden.owners(code))
        return min(others, key=lambda one: (self.columns.distance(one), one), default=None)

    def begun(self, beginning: str, admits: Admits | None = None) -> int:
        """How many codes of those admitted begin so; with `admits` two stand for more."""
        if not admits:
            return self.codes.count(beginning)
        owned = (code for code, number in self.codes.begun(beginning) if admits(number))
        codes = chain(owned, (code for code, _ in self._freed(beginning, admits)))
        return len(set(islice(codes, 2)))

    def _freed(self, beginning: str, admits: Admits) -> Iterator[tuple[str, int]]:
        """The codes that are another phrase's here, for the one that they are elsewhere is not admitted."""
        for code, number in self.hidden.begun(beginning):
            if self.owner(code, admits) == number:
                yield code, number

    def rank(self, number: int, query: Iterable[Word], worst: Rank = Rank.TEXT) -> Rank | None:
        """The rank of a phrase is that of the word which is found worst.

        None if a word is missing, or not found at `worst` or better.
        """
        lowest = Rank.CODE_PREFIX
        for word in query:
            rank = self._rank(number, word, worst)
            if rank > worst:
                return None
            lowest = max(lowest, rank)
        return lowest

    def suggested_rank(self, number: int, word: Word) -> Rank | None:
        """The rank of a phrase in the list at the slash; None if it is not in it."""
        begun = (code for code in self._codes.of(number) if code.startswith(word.code))
        if word.coded and any(self.codes.owner(code) == number for code in begun):
            return Rank.CODE_PREFIX
        if self.titles.has(number, word.narrow, begun=True) or self.names.at(number, word.spelled):
            return Rank.TITLE
        if self.keywords.has(number, word.narrow, begun=True) or self.others.at(number, word.spelled):
            return Rank.KEYWORD
        return None

    def forgives(self, word: Word) -> bool:
        """Whether what is found of a word nowhere, not even with an error, is found of no longer one.

        That is so of letters: of digits the spellings are not asked.
        """
        return word.spelled is not None and len(sounded(word.narrow)) >= SHORTEST

    def forgive(self, word: str, most: int, admits: Admits | None = None) -> Found:
        """Titles and keywords in which a narrow word stands with one typing error, also in pinyin.

        `admits` is as in `find`.
        """
        found = Found()
        if len(word) < SHORTEST or len(self.columns) > FORGIVING:
            return found
        places = (
            (Rank.TITLE, self.titles.near(word)),
            (Rank.TITLE, self.names.near(word)),
            (Rank.KEYWORD, self.keywords.near(word)),
            (Rank.KEYWORD, self.others.near(word)),
        )
        for rank, numbers in places:
            for number in numbers:
                if number not in found and (not admits or admits(number)):
                    found.add(rank, number)
                    if len(found) > most:
                        return found
        return found

    def _places_of(self, word: Word) -> Iterator[Place]:
        """Rank by rank where the word stands: the codes that begin so, and numbers of phrases."""
        if word.coded:
            yield Rank.CODE_PREFIX, self._begun(word)
        yield Rank.TITLE, map(_uncoded, self.titles.find(word.narrow))
        yield Rank.TITLE, map(_uncoded, self.names.find(word.spelled))
        yield Rank.KEYWORD, map(_uncoded, self.keywords.find(word.narrow))
        yield Rank.KEYWORD, map(_uncoded, self.others.find(word.spelled))
        yield Rank.GROUP, map(_uncoded, self.shelves.find(word.groups))
        yield Rank.TEXT, map(_uncoded, self.texts.find(word.narrow))

    def _beginnings_of(
        self, word: Word, among: Iterable[int] | None, admits: Admits | None
    ) -> Iterator[Place]:
        yield Rank.CODE_PREFIX, self.codes.begun(word.code)
        if admits:
            yield Rank.CODE_PREFIX, self._freed(word.code, admits)
        if not word.text[0].isalnum():  # a slash or a dash begins no word: `//` is given back at once
            return
        if among is not None:
            ranks = [(self.suggested_rank(number, word), number) for number in among]
            yield Rank.TITLE, [("", number) for rank, number in ranks if rank == Rank.TITLE]
            yield Rank.KEYWORD, [("", number) for rank, number in ranks if rank == Rank.KEYWORD]
            return
        yield Rank.TITLE, map(_uncoded, self.titles.find(word.narrow, begun=True))
        yield Rank.TITLE, map(_uncoded, self.names.find(word.spelled))
        yield Rank.KEYWORD, map(_uncoded, self.keywords.find(word.narrow, begun=True))
        yield Rank.KEYWORD, map(_uncoded, self.others.find(word.spelled))

    def _meeting(self, query: Sequence[Word], few: Iterable[int] | None) -> Iterator[Place]:
        """Rank by rank where several words stand. The rarest leads: the others are sought where it is."""
        rarest, *others = sorted(query, key=lambda word: word.weight, reverse=True)
        if all(word.coded for word in query):
            yield (
                Rank.CODE_PREFIX,
                ((code, number) for code, number in self._begun(rarest) if self._begin_so(number, others)),
            )
        known = self._reaches
        self._reaches = {word: known.get(word) or self._reach(word) for word in (rarest, *others)}
        there = everywhere(self.columns.blocks) if few is None else only(few)
        for rank, numbers in meet(tuple(self._reaches.values()), there):
            yield rank, map(_uncoded, numbers)

    def _reach(self, word: Word) -> Reach:
        known = self._reaches.items()
        shorter = (reach for one, reach in known if one.leads and word.code.startswith(one.code))
        looks: dict[Rank, tuple[Look, ...]] = {
            Rank.TITLE: (
                *((lambda block: self._codes.look(word.code, block),) if word.coded else ()),
                lambda block: self.titles.look(word.narrow, block),
                lambda block: self.names.look(word.spelled, block),
            ),
            Rank.KEYWORD: (
                lambda block: self.keywords.look(word.narrow, block),
                lambda block: self.others.look(word.spelled, block),
            ),
            Rank.GROUP: (lambda block: self.shelves.look(word.groups, block),),
            Rank.TEXT: (lambda block: self.texts.look(word.narrow, block),),
        }
        return Reach(
            looks, lambda number, worst, beyond: self._rank(number, word, worst, beyond), next(shorter, None)
        )

    def _begin_so(self, number: int, words: Iterable[Word]) -> bool:
        return all(self._codes.begins(number, word.code) for word in words)

    def _begun(self, word: Word) -> Iterator[tuple[str, int]]:
        yield from self.codes.begun(word.code)
        yield from self.hidden.begun(word.code)

    def _rank(self, number: int, word: Word, worst: Rank, beyond: Rank = Rank.CODE) -> Rank:
        """The best place of a word in one phrase behind `beyond`; it is not looked for after `worst`."""
        spelled = word.spelled
        if beyond < Rank.TITLE:
            if word.coded and self._codes.begins(number, word.code):
                return Rank.CODE_PREFIX
            if self.titles.has(number, word.narrow) or (spelled and self.names.at(number, spelled)):
                return Rank.TITLE
        if beyond < Rank.KEYWORD <= worst and (
            self.keywords.has(number, word.narrow) or (spelled and self.others.at(number, spelled))
        ):
            return Rank.KEYWORD
        if worst >= Rank.GROUP and word.groups and self.shelves.has(number, word.groups):
            return Rank.GROUP
        return Rank.TEXT if worst >= Rank.TEXT and self.texts.has(number, word.narrow) else Rank.NOWHERE

    def _code(self, number: int, query: Iterable[Word]) -> str:
        begun = tuple(word.code for word in query if word.coded)
        if not begun:
            return ""
        codes = [code for code in self._codes.of(number) if code.startswith(begun)]
        return min(codes, key=lambda code: (len(code), code), default="")


def _every(text: str, more: str) -> str:
    """All that a phrase may say."""
    return text if more == "[]" else _NEXT.join((text, *(one.text for one in further(more))))


def _uncoded(number: int) -> tuple[str, int]:
    return "", number
