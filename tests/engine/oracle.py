"""What the catalogue must find, found without an index: every phrase is asked for everything."""

from unicodedata import normalize

from quickreply.core.hanzi import simplified
from quickreply.core.phrase import Collection, LibraryKind, Phrase, fold
from quickreply.core.search import Rank


def in_use(collection: Collection) -> list[Phrase]:
    """Phrases that are switched on in libraries that are; the one whose codes win first."""
    libraries = {library.id: library for library in collection.libraries if library.enabled}

    def precedence(phrase: Phrase) -> tuple[int, int, int]:
        library = libraries[phrase.library]
        return [*LibraryKind].index(library.kind), library.position, library.id

    return sorted(
        (phrase for phrase in collection.phrases if phrase.enabled and phrase.library in libraries),
        key=precedence,
    )


def owners(collection: Collection) -> dict[str, Phrase]:
    """Which phrase each code stands for."""
    found: dict[str, Phrase] = {}
    for phrase in in_use(collection):
        for code in phrase.codes:
            found.setdefault(fold(code), phrase)
    return found


def coded(collection: Collection, query: str) -> set[int]:
    """Phrases that a code beginning with `query` stands for."""
    return {phrase.id for code, phrase in owners(collection).items() if code.startswith(query)}


def worded(collection: Collection, query: str) -> set[int]:
    """Phrases with a word in the title or a keyword that begins with `query`."""
    return {
        phrase.id
        for phrase in in_use(collection)
        if query[:1].isalnum() and any(_has_word(part, query) for part in (phrase.title, *phrase.keywords))
    }


def found(collection: Collection, query: str) -> set[int]:
    """Phrases in which every word of the query stands somewhere."""
    words = [fold(word) or word for word in plain(query).split()]
    return {
        phrase.id for phrase in in_use(collection) if all(_is_in(collection, phrase, word) for word in words)
    }


def path(collection: Collection, phrase: Phrase) -> list[str]:
    """Names of the groups around a phrase, outermost first, none twice."""
    groups = {group.id: group for group in collection.groups}
    names: list[str] = []
    number, seen = phrase.group, set()
    while number in groups and number not in seen:
        seen.add(number)
        names.insert(0, groups[number].name)
        number = groups[number].parent
    return names


def plain(text: str) -> str:
    return simplified(normalize("NFKC", normalize("NFKC", text).casefold()))


def _is_in(collection: Collection, phrase: Phrase, word: str) -> bool:
    """Of a code the beginning counts."""
    parts = (phrase.title, *phrase.keywords, " / ".join(path(collection, phrase)), phrase.text)
    coded = any(fold(code).startswith(word) for code in phrase.codes)
    return coded or any(word in plain(part) for part in parts)


def _has_word(text: str, query: str) -> bool:
    """Latin words are told apart by what is no letter, Hanzi are words each."""
    text = plain(text)
    return any(
        text.startswith(query, start)
        and (start == 0 or not (text[start - 1].isascii() and text[start - 1].isalnum()))
        for start in range(len(text))
    )


def ranked(collection: Collection, query: str, recent: tuple[int, ...]) -> list[tuple[int, Rank]]:
    """Everything with all the words of the query, as the palette must list it if it showed all."""
    words = [fold(word) or word for word in plain(query).split()]
    places = {id(phrase): place for place, phrase in enumerate(in_use(collection))}

    def order(found: tuple[Phrase, Rank]) -> tuple[object, ...]:
        phrase, rank = found
        recency = recent.index(phrase.id) if phrase.id in recent else len(recent)
        return rank, not phrase.pinned, recency, places[id(phrase)]

    ranks = ((one, max(rank(collection, one, word) for word in words)) for one in in_use(collection))
    found = sorted(((one, rank) for one, rank in ranks if rank < Rank.NOWHERE), key=order)
    return [(phrase.id, rank) for phrase, rank in found]


def rank(collection: Collection, phrase: Phrase, word: str) -> Rank:
    """The best place in which a word stands."""
    places = {
        Rank.CODE_PREFIX: any(fold(code).startswith(word) for code in phrase.codes),
        Rank.TITLE: word in plain(phrase.title),
        Rank.KEYWORD: any(word in plain(keyword) for keyword in phrase.keywords),
        Rank.GROUP: word in plain(" / ".join(path(collection, phrase))),
        Rank.TEXT: word in plain(phrase.text),
    }
    return next((place for place, there in places.items() if there), Rank.NOWHERE)
