"""One keystroke of search in libraries of different sizes."""

import time
from collections.abc import Callable, Iterator
from random import Random

from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.search import Matches
from quickreply.engine.catalogue import Catalogue
from tests.bench.figures import Series

_WORDS = [
    *("发货", "物流", "退货", "退款", "尺码", "颜色", "优惠券", "包邮", "售后", "发票"),
    *("活动", "库存", "快递", "签收", "换货", "质量", "赠品", "会员", "预售", "地址"),
]
_QUERIES = ["f", "fh", "fh1", "fh12", "发货", "退货 发票", "c99", "物流 会员 赠品", "zzzz", "第777"]


def searches() -> Iterator[tuple[int, Series, Series]]:
    """For each size: the list at the slash, and the palette, in milliseconds a keystroke."""
    for size in (5_000, 20_000, 100_000):
        catalogue = Catalogue.of(_collection(size))
        yield size, _timed("list", catalogue.suggest), _timed("palette", catalogue.search)


def _timed(name: str, find: Callable[[str], Matches]) -> Series:
    values = []
    for query in _QUERIES:
        for length in range(1, len(query) + 1):
            for _ in range(3):
                began = time.perf_counter()
                find(query[:length])
                values.append((time.perf_counter() - began) * 1000)
    return Series(name, values)


def _collection(size: int) -> Collection:
    random = Random(7)
    phrases = []
    for number in range(1, size + 1):
        words = random.choices(_WORDS, k=12)
        text = f"第{number}条，您好，" + "，".join(words) + "，请您放心。"
        phrases.append(Phrase(number, 1, None, f"fh{number}", "".join(words[:3]), text))
    return Collection((Library(1, "bench", "Bench", LibraryKind.SHOP),), (), tuple(phrases))
