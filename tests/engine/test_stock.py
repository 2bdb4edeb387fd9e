from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import pytest

from quickreply.core.phrase import Collection, Group, Library, LibraryKind
from quickreply.core.supply import Supply, supply
from quickreply.core.usage import Habits
from quickreply.core.words import Refusal
from quickreply.engine.front import Offered
from quickreply.engine.stock import OFFERED, Stock
from tests.engine.shelf import SHOP, phrase

PINNED = tuple(phrase(number, pinned=True) for number in range(1, 13))
PLAIN = tuple(phrase(number) for number in range(21, 33))
FULL = Collection((SHOP,), (), (*PINNED, *PLAIN))


def stock(collection: Collection, recent: tuple[int, ...] = ()) -> Stock:
    filled = Stock(lambda: nullcontext((supply(collection), Habits(recent))))
    filled.catalogue = filled.fetch()
    return filled


def test_before_it_is_filled_it_is_empty():
    assert Stock(lambda: nullcontext((supply(FULL), Habits()))).offered() == Offered()


def test_it_holds_what_the_store_holds():
    assert len(stock(FULL).catalogue) == 24


def test_it_offers_what_is_pinned_and_what_was_used_last():
    offered = stock(FULL, recent=(25, 21)).offered()

    assert offered == Offered(PINNED[:OFFERED], (PLAIN[4], PLAIN[0]), 24, PLAIN[4])


def test_where_phrases_lie_is_said_with_the_library_if_there_are_several():
    mine = Library(2, "m", "Mine", LibraryKind.PERSONAL)
    groups = (Group(1, 1, None, "Shipping"), Group(2, 1, 1, "Abroad"))
    one, two = replace(phrase(1), group=2), replace(phrase(2, pinned=True), group=1)
    three = replace(phrase(3), library=2)

    shop = stock(Collection((SHOP, mine), groups, (one, two, three)), recent=(1,)).offered()
    both = stock(Collection((SHOP, mine), groups, (one, two, three)), recent=(1, 3)).offered()

    assert shop.shelves == {1: ("", "Shipping / Abroad"), 2: ("", "Shipping")}
    assert both.shelves == {1: (SHOP.name, "Shipping / Abroad"), 2: (SHOP.name, "Shipping"), 3: ("Mine", "")}


def test_what_was_used_last_may_be_pinned_but_must_be_there():
    assert stock(FULL, recent=(99, 1, 21)).offered().last == PINNED[0]
    assert stock(FULL, recent=(99,)).offered().last is None


def test_what_is_pinned_is_not_offered_twice():
    assert stock(FULL, recent=(1, 21)).offered().recent == (PLAIN[0],)


def test_what_is_gone_is_not_offered():
    assert stock(FULL, recent=(99, 21)).offered().recent == (PLAIN[0],)


def test_it_offers_so_many_of_each_and_no_more():
    recent = tuple(one.id for one in PLAIN)

    offered = stock(FULL, recent).offered()

    assert (len(offered.pinned), len(offered.recent)) == (OFFERED, OFFERED)
    assert offered.recent == PLAIN[:OFFERED]


def test_a_store_that_cannot_be_read_leaves_what_was_there():
    answers = [nullcontext((supply(FULL), Habits()))]

    def load() -> AbstractContextManager[tuple[Supply, Habits]]:
        if not answers:
            raise Refusal("locked")
        return answers.pop()

    held = Stock(load)
    held.catalogue = held.fetch()

    with pytest.raises(Refusal):
        held.fetch()

    assert len(held.catalogue) == 24
