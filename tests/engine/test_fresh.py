"""What is news in the lists: marked and found for a day, without anybody waiting for its end."""

from dataclasses import replace

from quickreply.core.news import LASTS, Arrival, Change, News
from quickreply.core.phrase import Collection
from quickreply.core.search import COUNTED, Among, Matches, Scope
from quickreply.core.supply import supply
from quickreply.engine.catalogue import Catalogue
from tests.engine.shelf import SHOP, phrase

NEW = Scope(Among.NEW)
PHRASES = (
    phrase(1, "fh", "Shipping"),
    phrase(2, "th", "Returns"),
    phrase(3, "hy", "Welcome", pinned=True),
    phrase(4, "jj", "Sale, long over", valid_until="1970-01-01"),
)
NEWS = News([(1, 1000, 1), (3, 1500, 0), (4, 2000, 0), (9, 2000, 0)])


class Clock:
    now = 2000.0

    def __call__(self) -> float:
        return self.now


def shelf(clock: Clock, news: News = NEWS) -> Catalogue:
    stock = supply(Collection((SHOP,), (), PHRASES))
    return Catalogue(replace(stock, news=news), None, "UTC", clock)


def ids(found: Matches) -> list[int]:
    return [row.phrase.id for row in found.rows]


def test_rows_say_what_is_news():
    catalogue = shelf(Clock())
    found = (*catalogue.search("").rows, *catalogue.suggest("fh").rows, *catalogue.search("returns").rows)

    assert {row.phrase.id: row.arrival for row in found} == {
        1: Arrival(Change.CHANGED, 1000),
        2: None,
        3: Arrival(Change.NEW, 1500),
    }


def test_it_is_listed_by_itself_the_latest_first():
    # GIVEN news also of a phrase that holds no more and of one that is gone
    clock = Clock()
    clock.now = 90_000
    catalogue = shelf(clock, News([(1, 89_000, 1), (3, 89_500, 0), (4, 89_900, 0), (9, 89_900, 0)]))

    assert ids(catalogue.search("", scope=NEW)) == [3, 1]
    assert ids(catalogue.search("ship", scope=NEW)) == [1]
    assert ids(catalogue.search("returns", scope=NEW)) == []


def test_after_a_day_it_is_none_in_the_same_catalogue():
    clock = Clock()
    catalogue = shelf(clock, News([(1, 1000, 1), (3, 1500, 0)]))

    clock.now = 1000 + LASTS
    assert ids(catalogue.search("", scope=NEW)) == [3]
    assert catalogue.suggest("fh").rows[0].arrival is None
    clock.now = 1500 + LASTS
    assert ids(catalogue.search("", scope=NEW)) == []
    assert catalogue.search("", scope=NEW).total == 0


def test_many_are_counted_as_far_as_anybody_reads():
    crowd = [phrase(number, title="ship") for number in range(1, 301)]
    news = News((number, 1000, 0) for number in range(1, 301))
    stock = replace(supply(Collection((SHOP,), (), tuple(crowd))), news=news)
    catalogue = Catalogue(stock, None, "UTC", Clock())

    assert catalogue.search("", scope=NEW).total == COUNTED + 1
    assert catalogue.search("ship", scope=NEW).total == COUNTED + 1
