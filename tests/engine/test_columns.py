"""A phrase comes out of the columns as it went in, to the letter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.supply import supply
from quickreply.engine.columns import Columns
from quickreply.engine.joined import BLOCK
from tests.engine.shelf import SHOP, phrase

ANY = st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=()), max_size=6)
WILD = st.builds(
    Phrase,
    id=st.integers(1, 1 << 40),
    library=st.sampled_from([1, 2]),
    group=st.none() | st.integers(1, 9),
    code=ANY,
    title=ANY,
    text=ANY.map("{}\n👨\u200d👩\u200d👧 退\r\t".format) | st.just("plain"),
    aliases=st.lists(ANY, max_size=2).map(tuple),
    keywords=st.lists(ANY, max_size=2).map(tuple),
    note=ANY,
    pinned=st.booleans(),
)
PACK = Library(2, "pack", "Pack", LibraryKind.PACK)


def columns(*phrases: Phrase) -> Columns:
    given_ = supply(Collection((SHOP, PACK), (), phrases))
    made = Columns(given_.libraries, given_.groups, {})
    for batch in given_.batches(BLOCK):
        made.add(batch)
    made.shelves.close()
    return made


@given(st.lists(WILD, max_size=5, unique_by=lambda one: one.id))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_what_goes_in_comes_out(phrases: list[Phrase]):
    made = columns(*phrases)

    assert len(made) == len(phrases)
    for one in phrases:
        number = made.number(one.id)
        assert number is not None
        assert made.phrase(number) == one


def test_a_phrase_in_any_block_is_found_by_its_id():
    phrases = [phrase(number, f"c{number}") for number in range(2 * BLOCK + 3, 0, -1)]
    made = columns(*phrases)

    for one in (phrases[0], phrases[BLOCK - 1], phrases[BLOCK], phrases[-1]):
        number = made.number(one.id)
        assert number is not None
        assert made.phrase(number) == one
    assert made.number(0) is made.number(9_999_999) is None
