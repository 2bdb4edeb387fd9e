"""Codes in a sorted string answer as a plain dictionary would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import fold
from quickreply.core.supply import stored
from quickreply.engine.codes import CodeColumn, Codes, codes_of

ROWS = st.lists(
    st.tuples(
        st.text(alphabet="abＢ1退🙂", max_size=3), st.lists(st.text(alphabet="ab/", max_size=2), max_size=2)
    ),
    max_size=8,
)
QUERIES = st.text(alphabet="ab1退🙂", min_size=1, max_size=3)
often = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def column(rows: list[tuple[str, list[str]]]) -> CodeColumn:
    made = CodeColumn()
    made.add([code for code, _ in rows], [stored(tuple(aliases)) for _, aliases in rows])
    return made


def folded(rows: list[tuple[str, list[str]]]) -> list[list[str]]:
    return [[code for code in map(fold, (code, *aliases)) if code] for code, aliases in rows]


@given(ROWS, st.integers(0, 8), st.data())
@often
def test_the_nearest_library_has_the_code_and_the_others_hide(
    rows: list[tuple[str, list[str]]], pinned: int, data: st.DataObject
):
    pinned = min(pinned, len(rows))
    near = sorted(data.draw(st.lists(st.integers(0, 2), min_size=pinned, max_size=pinned)))
    rest = len(rows) - pinned
    near += sorted(data.draw(st.lists(st.integers(0, 2), min_size=rest, max_size=rest)))
    owners: dict[str, int] = {}
    for number in sorted(range(len(rows)), key=lambda number: (near[number], number)):
        for code in folded(rows)[number]:
            owners.setdefault(code, number)

    owned, hidden = codes_of(column(rows), near.__getitem__, pinned)

    assert {code: owned.owner(code) for code in owners} == owners
    every = {(code, number) for number, codes in enumerate(folded(rows)) for code in codes}
    assert set(owned.begun("")) == set(owners.items())
    assert set(hidden.begun("")) == every - set(owners.items())


@given(ROWS, QUERIES)
@often
def test_all_that_begin_so_are_found_the_short_ones_first(rows: list[tuple[str, list[str]]], query: str):
    owned, _ = codes_of(column(rows), lambda _: 0, len(rows) // 2)

    begun = list(owned.begun(query))

    assert {code for code, _ in begun} == {
        code for codes in folded(rows) for code in codes if code.startswith(query)
    }
    assert owned.count(query) == len(begun)
    order = [(number >= len(rows) // 2, len(code), code) for code, number in begun]
    assert order == sorted(order)


def test_each_phrase_knows_its_own_codes():
    made = column([("FH", ["/ship"]), ("", []), ("退货", ["a\0b", "c"])])

    assert [made.of(number) for number in range(3)] == [["fh", "ship"], [], ["退货", "c"]]
    assert made.begins(0, "sh")
    assert not made.begins(0, "hip")
    assert not made.begins(1, "a")


def test_nothing_is_nobodys():
    assert Codes([]).owner("fh") is None
    assert Codes([]).count("f") == 0
