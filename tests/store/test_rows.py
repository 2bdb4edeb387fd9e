from dataclasses import replace

import pytest

from quickreply.core.draft import Draft
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.restore import marks
from quickreply.store.rows import Shelves, insert, update


def codes(database: Database) -> set[tuple[str, int]]:
    with database.read() as connection:
        return set(connection.execute("SELECT folded, phrase_id FROM codes"))


def test_shelves_are_made_once_and_found_again(database: Database):
    with database.write() as writer:
        shelves = Shelves(writer, 1)
        made = [shelves.at(path) for path in ((), ("a",), ("a", "b"), ("b",), ("a", "b"))]
    with database.write() as writer:
        assert [Shelves(writer, 1).at(path) for path in ((), ("a",), ("a", "b"), ("b",))] == made[:4]

    assert made[0] is None
    assert made[2] == made[4]
    assert len(set(made)) == 4


def test_codes_are_folded_and_go_with_their_phrase(database: Database, libraries: Libraries):
    with database.write() as writer:
        first, second = insert(writer, 1, [Draft("a", code="ＦＨ", aliases=("Straße",)), Draft("b")])

    assert codes(database) == {("fh", first), ("strasse", first)}
    libraries.remove(second)
    libraries.remove(first)
    assert codes(database) == set()


def test_an_alias_may_move_between_two_that_change_together(database: Database):
    with database.write() as writer:
        first, second = insert(writer, 1, [Draft("a", code="a", aliases=("x",)), Draft("b", code="b")])
        update(writer, 1, {second: Draft("b", code="b", aliases=("x",)), first: Draft("a", code="a")})

    assert codes(database) == {("a", first), ("b", second), ("x", second)}


def test_an_update_keeps_the_place_and_the_date_of_birth(database: Database):
    with database.write() as writer:
        [number] = insert(writer, 1, [Draft("a")])
        writer.execute("UPDATE phrases SET created_at = 'then', updated_at = 'then', position = 7")
        update(writer, 1, {number: Draft("b")})
        [row] = writer.table("phrases").rows

    assert (row["text"], row["created_at"], row["position"]) == ("b", "then", 7)
    assert row["updated_at"] != "then"


def test_whose_code_it_is_is_told(database: Database):
    def take() -> None:
        with database.write() as writer:
            insert(
                writer, 1, [Draft("a", code="a", title="First"), Draft("b", code="b"), Draft("c", code="A")]
            )

    with pytest.raises(Refusal, match="The code a belongs to “First” already"):
        take()


def test_a_mark_is_that_of_the_row_that_is_written(database: Database):
    """GIVEN phrases with all that a phrase may have THEN what is stored has the mark that was told."""
    rich = Draft(
        *("a", "c", "t", ("g", "h")),
        aliases=("x",),
        keywords=("k",),
        note="n",
        pinned=True,
        enabled=False,
        law=Law.ROTATE,
        more=(Wording("b", "n"),),
        valid_from="2026-11-01",
        valid_until="2026-11-11",
        send=True,
        html="<b>a</b>",
        pictures=("f" * 32 + ".png",),
    )
    with database.write() as writer:
        told = insert(writer, 1, [Draft("plain"), rich, replace(rich, code="d", aliases=(), send=False)])

        assert marks(writer, list(told)) == told
    assert len(set(told.values())) == 3
