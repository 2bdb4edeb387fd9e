from datetime import datetime, timedelta

import pytest

from quickreply.core.news import LASTS, NO_NEWS, Arrival, Change, News, told
from quickreply.core.words import Say

NEWS = News([(3, 1000, 0), (7, 2000, 1)])


def test_what_is_new_of_a_phrase():
    assert NEWS.of(3, 1000) == Arrival(Change.NEW, 1000)
    assert NEWS.of(7, 2000) == Arrival(Change.CHANGED, 2000)
    assert [NEWS.of(number, 2000) for number in (1, 5, 9)] == [None] * 3
    assert NO_NEWS.of(3, 1000) is None


def test_it_is_news_for_a_day():
    assert NEWS.of(3, 1000 + LASTS - 1)
    assert NEWS.of(3, 1000 + LASTS) is None
    assert NEWS.of(7, 1000 + LASTS)


def test_it_is_listed_with_its_time():
    assert list(NEWS) == [(3, 1000), (7, 2000)]


@pytest.mark.parametrize(
    ("change", "days", "words"),
    [
        (Change.NEW, 0, "new since 00:00"),
        (Change.CHANGED, 0, "updated at 00:00"),
        (Change.NEW, 1, "new since yesterday, 00:00"),
        (Change.CHANGED, 1, "updated yesterday, 00:00"),
    ],
)
def test_it_says_since_when(change: Change, days: int, words: str):
    midnight = datetime.now().astimezone().replace(hour=0, minute=0) - timedelta(days=days)

    assert told(Say(), Arrival(change, int(midnight.timestamp()))) == words
