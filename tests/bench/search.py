"""One keystroke of search in libraries of different sizes: ours, SQLite's FTS5 and a plain scan.

    python -m tests.bench.search            # this part alone

Each contender runs in a process of its own, and the best of three runs counts: other loads disturb, so it
is processor time that is measured. The same phrases, and the same queries typed letter by letter, so that
each has one to twelve characters.
"""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.search import COUNTED, plain
from quickreply.core.supply import supply
from quickreply.engine.catalogue import Catalogue
from tests.bench.figures import Series, table

SIZES = (5_000, 20_000, 100_000)
RUNS = 3

_SPOKEN = {
    "发货": "fa huo",
    "物流": "wu liu",
    "退货": "tui huo",
    "退款": "tui kuan",
    "尺码": "chi ma",
    "颜色": "yan se",
    "优惠券": "you hui quan",
    "包邮": "bao you",
    "售后": "shou hou",
    "发票": "fa piao",
    "活动": "huo dong",
    "库存": "ku cun",
    "快递": "kuai di",
    "签收": "qian shou",
    "换货": "huan huo",
    "质量": "zhi liang",
    "赠品": "zeng pin",
    "会员": "hui|kuai yuan",
    "预售": "yu shou",
    "地址": "di|de zhi",
}
_WORDS = list(_SPOKEN)
_READ = {
    one: read.split("|") for word in _WORDS for one, read in zip(word, _SPOKEN[word].split(), strict=True)
}
_QUERIES = {
    "Hanzi": ("发货", "第777条", "优惠券颜色", "退貨"),
    "several words": ("退货 发票", "物流 会员 赠品", "wl hy zp"),
    "pinyin": ("tuihuo", "wlhyzp", "youhuiquan", "tuihfpkc", "zhiliangkd"),
    "code": ("fh12345", "fh777"),
    "many hits": ("请", "您好", "f"),
    "no hit": ("zzzz", "c99", "齉", "您好请问要发什么快递呢", "qwertyuiopas", "退货流成"),
}

Find = Callable[[str], object]


@dataclass(frozen=True)
class Figures:
    """What one contender needs in one library."""

    contender: str
    size: int
    keystrokes: Series
    worst: float
    megabytes: float


def searches() -> Iterator[Figures]:
    """Each contender in each size; milliseconds a keystroke, and what its process holds more than before."""
    for size in SIZES:
        for contender in _CONTENDERS:
            runs = [_run(contender, size) for _ in range(RUNS)]
            yield min(runs, key=lambda run: run.keystrokes.p95)


def report() -> str:
    """The table of all figures."""
    rows = [
        (f.size, f.contender, f.keystrokes.p50, f.keystrokes.p95, f.worst, f.megabytes) for f in searches()
    ]
    headings = ["phrases", "search", "p50", "p95", "worst", "MB held"]
    return "## One keystroke of search (ms)\n\n" + table(headings, rows)


def keystrokes() -> list[str]:
    """All queries as they are typed."""
    every = (query for queries in _QUERIES.values() for query in queries)
    return [query[:length] for query in every for length in range(1, len(query) + 1)]


@cache
def phrases(size: int) -> tuple[Phrase, ...]:
    """So many phrases of about 60 characters."""
    random = Random(7)
    made = []
    for number in range(1, size + 1):
        words = random.choices(_WORDS, k=12)
        text = f"第{number}条，您好，" + "，".join(words) + "，请您放心。"
        group = random.randrange(1, 41)
        made.append(Phrase(number, 1, group, f"fh{number}", "".join(words[:3]), text))
    return tuple(made)


def _catalogue(size: int) -> Catalogue:
    groups = tuple(Group(number, 1, None, _WORDS[number % 20] * 2) for number in range(1, 41))
    library = Library(1, "bench", "Bench", LibraryKind.SHOP)
    return Catalogue(supply(Collection((library,), groups, phrases(size)), _Known()))


class _Known:
    """How the Hanzi of the titles are read: the tables of pinyin would count as memory."""

    def of(self, hanzi: str) -> Sequence[Sequence[str]]:
        return [_READ.get(one, ()) for one in hanzi]


def _list(size: int) -> Find:
    return _catalogue(size).suggest


def _palette(size: int) -> Find:
    return _catalogue(size).search


def _fts(size: int) -> Find:
    """Trigrams cannot find what is shorter: then every row is looked at. Neither ranks."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(code, title, body, tokenize = 'trigram')")
    rows = ((one.code, one.title, plain(one.text)) for one in phrases(size))
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)

    def find(query: str) -> object:
        words = plain(query).split()
        if not words:
            return None
        if all(len(word) > 2 for word in words):
            match = " ".join(f'"{word}"' for word in words)
            return connection.execute(
                f"SELECT rowid FROM t WHERE t MATCH ? LIMIT {COUNTED}", [match]
            ).fetchall()
        having = " AND ".join("(code LIKE ? OR title LIKE ? OR body LIKE ?)" for _ in words)
        likes = [f"%{word}%" for word in words for _ in range(3)]
        return connection.execute(f"SELECT rowid FROM t WHERE {having} LIMIT {COUNTED}", likes).fetchall()

    return find


def _scan(size: int) -> Find:
    """A string for each phrase, all looked through; it does not rank."""
    folded = [plain(f"{one.code}\n{one.title}\n{one.text}") for one in phrases(size)]

    def find(query: str) -> object:
        words = plain(query).split()
        return [number for number, text in enumerate(folded) if all(word in text for word in words)]

    return find


_CONTENDERS: dict[str, Callable[[int], Find]] = {
    "ours, at the slash": _list,
    "ours, search window": _palette,
    "FTS5, trigrams": _fts,
    "plain scan": _scan,
}


def _run(contender: str, size: int) -> Figures:
    command = [sys.executable, "-m", "tests.bench.search", contender, str(size)]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return Figures(
        contender, size, Series(contender, answer["values"]), max(answer["values"]), answer["held"]
    )


def _measured(contender: str, size: int) -> dict[str, object]:
    phrases(size)
    before = _held()
    find = _CONTENDERS[contender](size)
    held, values = _held() - before, []
    for query in keystrokes():
        began = time.thread_time()
        find(query)
        values.append((time.thread_time() - began) * 1000)
    return {"values": values, "held": held}


def _held() -> float:
    """Megabytes of this process, shared pages in parts."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_measured(sys.argv[1], int(sys.argv[2]))))  # noqa: T201 - for the parent
    else:
        print(report())  # noqa: T201 - that is what it is for
