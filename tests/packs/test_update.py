"""A newer version of a pack, over what its user made of the older one."""

from dataclasses import replace
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.plan import Choice, Fate, Wish
from quickreply.core.words import Refusal
from quickreply.packs.bundle import ALL_FIELDS, Bundle
from quickreply.packs.merge import plan
from quickreply.packs.update import is_older

ONE = Library(1, "p", "Pack", LibraryKind.PACK, version="1.0")
TWO = replace(ONE, id=0, version="1.1")
FIRST = (Draft("1", code="a"), Draft("2", code="b"), Draft("3", title="no code"))


def installed(*drafts: Draft, library: Library = ONE):
    phrases = tuple(
        Phrase(
            number,
            1,
            None,
            one.code,
            one.title,
            one.text,
            one.aliases,
            pinned=one.pinned,
            enabled=one.enabled,
            send=one.send,
        )
        for number, one in enumerate(drafts, 1)
    )
    return Collection((library,), (), phrases)


def made(there: Collection, *drafts: Draft, wish: Wish | None = None, version: Library = TWO):
    bundle = Bundle(Path("p.yaml"), drafts, fields=ALL_FIELDS, library=version)
    rows = plan(bundle, there, wish or Wish(), FIRST).rows
    return [(row.fate, row.draft.text, row.phrase) for row in rows]


def test_what_the_user_left_alone_follows_the_pack():
    after = (Draft("1, better", code="a"), *FIRST[1:], Draft("4", code="d"))

    assert made(installed(*FIRST), *after) == [
        (Fate.CHANGED, "1, better", 1),
        (Fate.SAME, "2", 2),
        (Fate.SAME, "3", 3),
        (Fate.NEW, "4", None),
    ]


def test_what_she_changed_stays_hers():
    there = installed(Draft("mine", code="a"), Draft("my own", code="b"), FIRST[2])

    assert made(there, Draft("1, better", code="a"), *FIRST[1:]) == [
        (Fate.CLASH, "1, better", 1),
        (Fate.SAME, "my own", 2),
        (Fate.SAME, "3", 3),
    ]


def test_she_may_take_the_packs_all_the_same():
    there = installed(Draft("mine", code="a"), *FIRST[1:])

    rows = made(there, Draft("better", code="a"), *FIRST[1:], wish=Wish(on_clash=Choice.REPLACE))

    assert rows[0] == (Fate.CHANGED, "better", 1)


def test_what_she_pinned_or_switched_off_is_not_changed_for_that():
    there = installed(replace(FIRST[0], pinned=True), replace(FIRST[1], enabled=False), FIRST[2])

    assert made(there, Draft("better", code="a"), *FIRST[1:])[0] == (Fate.CHANGED, "better", 1)
    assert made(there, FIRST[0], FIRST[2])[-1] == (Fate.GONE, "2", 2)


def test_what_she_removed_stays_away():
    assert made(installed(FIRST[0]), Draft("1", code="a"), Draft("2", code="b")) == [
        (Fate.SAME, "1", 1),
        (Fate.SKIPPED, "2", None),
    ]


def test_what_the_pack_has_no_longer_goes_unless_she_changed_it():
    there = installed(FIRST[0], Draft("mine", code="b"), FIRST[2], Draft("added", code="x"))

    assert made(there, FIRST[0]) == [
        (Fate.SAME, "1", 1),
        (Fate.SKIPPED, "mine", 2),
        (Fate.GONE, "3", 3),
    ]


def test_of_the_same_version_nothing_goes():
    assert made(installed(*FIRST), FIRST[0], version=replace(ONE, id=0)) == [(Fate.SAME, "1", 1)]


def test_an_older_version_is_refused_with_the_way_back():
    with pytest.raises(Refusal, match=r"version 0\.9 of “Pack”, and version 1\.0 .* undo-import --library p"):
        made(installed(*FIRST), *FIRST, version=replace(ONE, version="0.9"))


def test_unless_the_user_names_the_library():
    assert made(installed(*FIRST), *FIRST, version=replace(ONE, version="0.9"), wish=Wish("p"))


@pytest.mark.parametrize(
    ("version", "than"),
    [
        ("1.0", "1.1"),
        ("1.9", "1.10"),
        ("1.0", "1.0.1"),
        ("1.0-rc1", "1.0"),
        ("1.0-beta", "1.0-rc"),
        ("2026-09", "2026-11"),
        ("v1", "2"),
    ],
)
def test_versions_have_an_order(version: str, than: str):
    assert is_older(version, than)
    assert not is_older(than, version)


@pytest.mark.parametrize(("one", "two"), [("1.0", "v1.0"), ("", ""), ("1.0-RC", "1.0-rc")])
def test_equal_versions_are_not_older(one: str, two: str):
    assert not is_older(one, two)
    assert not is_older(two, one)


def test_whether_it_is_sent_is_hers_and_no_change_of_hers():
    """So what the pack improves still comes."""
    there = installed(replace(FIRST[0], send=True), *FIRST[1:])
    bundle = Bundle(Path("p.yaml"), (Draft("1, better", code="a"), *FIRST[1:]), library=TWO)
    row = plan(bundle, there, Wish(), FIRST).rows[0]

    assert (row.fate, row.draft.text, row.draft.send) == (Fate.CHANGED, "1, better", True)
