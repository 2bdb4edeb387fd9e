"""Phrases that hold for a while only: what is offered now, and what when that is over."""

from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

import pytest

from quickreply.core.phrase import Collection, Library, LibraryKind
from quickreply.core.supply import supply
from quickreply.engine.catalogue import Catalogue
from tests.engine.shelf import SHOP, phrase

SHANGHAI = "Asia/Shanghai"
SALE = phrase(1, "hd", "Sale", "Today only", valid_from="2026-11-11", valid_until="2026-11-11", pinned=True)
SOON = phrase(2, "xn", "New year", "Soon", valid_from="2027-01-01")
PLAIN = phrase(3, "fh", "Shipping", "On its way")


def at(when: str) -> float:
    return datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(SHANGHAI)).timestamp()


class Clock:
    def __init__(self, when: str) -> None:
        self.now = at(when)

    def __call__(self) -> float:
        return self.now


def shelf(clock: Clock, library: Library = SHOP) -> Catalogue:
    return Catalogue(supply(Collection((library,), (), (SALE, SOON, PLAIN))), None, SHANGHAI, clock)


@pytest.mark.parametrize(
    ("when", "offered", "turn"),
    [
        ("2026-11-10 23:59", {3}, at("2026-11-11")),
        ("2026-11-11 00:00", {1, 3}, at("2026-11-12")),
        ("2026-11-11 23:59", {1, 3}, at("2026-11-12")),
        ("2026-11-12 00:00", {3}, at("2027-01-01")),
        ("2027-01-01 00:00", {2, 3}, inf),
    ],
)
def test_what_is_offered_when(when: str, offered: set[int], turn: float):
    clock = Clock(when)
    found = shelf(clock)

    assert {number for number in (1, 2, 3) if found.phrase(number)} == offered
    assert len(found) == len(offered)
    assert bool(found.by_code("hd")) is (1 in offered)
    assert {row.phrase.id for row in found.search("s").rows} == offered
    assert found.left == turn - clock.now


def test_what_ends_while_it_is_in_use_is_offered_no_more():
    clock = Clock("2026-11-11 23:59")
    found = shelf(clock)
    assert found.suggest("hd").exact
    assert found.suggest("hd").rows
    assert not found.stale

    clock.now += 60  # or it slept

    assert found.stale
    assert found.phrase(1) is None
    assert found.by_code("hd") is None
    assert found.suggest("hd").exact is None
    assert not found.suggest("hd").rows
    assert not found.search("sale").rows
    assert not [row for row in found.offered().rows if row.phrase.pinned]


def test_a_row_says_that_it_is_the_last_day():
    rows = shelf(Clock("2026-11-11 09:00")).search("s").rows
    assert {row.phrase.id: row.last_day for row in rows} == {1: True, 3: False}


@pytest.mark.parametrize(
    ("language", "zone", "offered"),
    [("", SHANGHAI, True), ("", "America/New_York", False), ("zh-CN", "America/New_York", True)],
)
def test_a_library_holds_where_it_is_meant(language: str, zone: str, offered: bool):
    library = Library(
        1, "p", "P", LibraryKind.PACK, language=language, valid_from="2026-11-11", valid_until="2026-11-11"
    )
    clock = Clock("2026-11-11 01:00")

    found = Catalogue(supply(Collection((library,), (), (PLAIN,))), None, zone, clock)

    assert bool(found.by_code("fh")) is offered
    assert found.left < 86_400


def test_of_two_phrases_with_one_code_the_one_that_holds_is_meant():
    other = Library(2, "q", "Q", LibraryKind.PACK)
    twin = phrase(9, "hd", "Always", "Always", library=2)
    found = Catalogue(
        supply(Collection((SHOP, other), (), (SALE, twin))), None, SHANGHAI, Clock("2026-11-12 09:00")
    )
    owner = found.by_code("hd")
    assert owner
    assert owner.id == 9
