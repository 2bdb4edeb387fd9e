from quickreply.core.news import LASTS, NO_NEWS, Arrival, Change, News

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
