"""Libraries for the tests of the engine: written in a line, or drawn at random."""

from hypothesis import strategies as st

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.engine.catalogue import Catalogue

SHOP = Library(1, "shop", "Shop", LibraryKind.SHOP)


def phrase(number: int, code: str = "", title: str = "", text: str = "", **facts: object) -> Phrase:
    """A phrase of the shop; what is not said of it is plain."""
    known = {"library": 1, "group": None, "code": code, "title": title, "text": text or f"Text {number}."}
    return Phrase(number, **known | facts)


def catalogue(*phrases: Phrase, recent: tuple[int, ...] = (), groups: tuple[Group, ...] = ()) -> Catalogue:
    """One shop with these phrases."""
    return Catalogue.of(Collection((SHOP,), groups, phrases), recent)


def _collection(libraries: list[Library], parents: list[int | None], phrases: list[Phrase]) -> Collection:
    groups = tuple(Group(number, 1, parent, f"G{number}") for number, parent in enumerate(parents, start=1))
    numbered = {phrase.id: phrase for phrase in phrases}
    return Collection(
        tuple({library.id: library for library in libraries}.values()), groups, (*numbered.values(),)
    )


CODES = st.text(alphabet="abAＢ1", max_size=3)
WORDS = st.text(alphabet="abA1/ 货ß\n", max_size=8)
LIBRARIES = st.builds(
    Library,
    id=st.integers(1, 4),
    uid=st.just("u"),
    name=st.just("n"),
    kind=st.sampled_from(LibraryKind),
    position=st.integers(0, 1),
    enabled=st.sampled_from([True, True, True, False]),
)
PHRASES = st.builds(
    Phrase,
    id=st.integers(1, 30),
    library=st.integers(1, 4),
    group=st.none() | st.integers(1, 4),
    code=CODES,
    title=WORDS,
    text=WORDS.map("{} .".format),
    aliases=st.lists(CODES.filter(bool), max_size=2).map(tuple),
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    pinned=st.booleans(),
    enabled=st.sampled_from([True, True, True, False]),
)
COLLECTIONS = st.builds(
    _collection,
    st.lists(LIBRARIES, max_size=4),
    st.lists(st.none() | st.integers(1, 4), max_size=3),
    st.lists(PHRASES, max_size=6),
)
RECENT = st.lists(st.integers(1, 30), max_size=5, unique=True).map(tuple)
