"""The clipboard of X11 asked by other programs, large and small, patient and not, on a real server."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from quickreply.core.delivery import Content, Reading
from quickreply.core.ports import Window
from quickreply.desktop import board_x11, transfer_x11
from quickreply.desktop.clipboard_x11 import ClipboardX11
from quickreply.desktop.dates_x11 import NEWER
from tests.screen.desktop import Desktop, until
from tests.screen.odd_owner import content
from tests.screen.program import PATIENCE
from tests.screen.rigs_x11 import Bench
from tests.screen.taker import Taker, digest

pytestmark = pytest.mark.screen

TEXT, HTML = "UTF8_STRING", "text/html"
LARGE = content(20_000_000).decode()
SOME = content(1_000_000).decode()


class Asked:
    """Our clipboard, and the programs that ask for what is on it."""

    def __init__(self, bench: Bench, desktop: Desktop, end: ExitStack) -> None:
        self._bench, self._desktop, self._end = bench, desktop, end
        self.news: list[Reading] = []

    @property
    def clipboard(self) -> ClipboardX11:
        return self._bench.clipboard

    def taker(self) -> Taker:
        taker = Taker(self._desktop)
        self._end.callback(taker.close)
        return taker

    def keep(self, text: str) -> None:
        """We own the clipboard, and nobody waits for news of it."""
        self._bench.inside(lambda: self.clipboard.keep(Content(text)))

    def offer(self, text: str, reader: Taker) -> None:
        """We own the clipboard for the window of `reader`; what comes of it is in `news`."""
        window = Window(1, reader.order("window"), "taker")
        self._bench.inside(self.clipboard.remember)
        self._bench.inside(lambda: self.clipboard.offer(Content(text), window, self.news.append))
        assert until(lambda: Reading.OWNED in self.news, PATIENCE)

    def settle(self) -> None:
        self._bench.settle()

    def lets_go(self) -> bool:
        """Waits until nothing that was asked for is kept any more."""
        return until(lambda: not self.clipboard._transfer._under_way, PATIENCE)


@pytest.fixture
def asked(desktop: Desktop) -> Iterator[Asked]:
    bench = Bench(desktop)
    with ExitStack() as end:
        yield Asked(bench, desktop, end)
    bench.close()


@pytest.fixture
def taker(asked: Asked) -> Taker:
    return asked.taker()


class TestLarge:
    def test_two_take_twenty_megabytes_at_once(self, asked: Asked, taker: Taker):
        other = asked.taker()
        asked.keep(LARGE)
        taker.say("get", TEXT)
        other.say("get", TEXT)
        assert [given["digest"] for given in (taker.hear(), other.hear())] == [digest(LARGE.encode())] * 2
        assert asked.lets_go()

    def test_one_that_stops_half_way_holds_no_other_up_and_is_given_up(
        self, asked: Asked, taker: Taker, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(transfer_x11, "STALLED", 1.0)
        asked.keep(SOME)
        taker.order("begin", TEXT)
        assert asked.taker().order("get", TEXT)["digest"] == digest(SOME.encode())
        assert asked.lets_go()

    def test_one_that_is_slow_is_not_given_up(
        self, asked: Asked, taker: Taker, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(transfer_x11, "STALLED", 1.0)
        asked.keep(SOME)
        taker.order("begin", TEXT)
        taken = 0
        for _ in range(3):
            time.sleep(0.5)
            taken += taker.order("piece")
        assert taken + taker.order("end")["size"] == len(SOME)

    def test_one_that_closes_its_window_half_way_is_given_up_at_once(self, asked: Asked, taker: Taker):
        asked.keep(SOME)
        taker.order("begin", TEXT)
        taker.order("close_window")
        assert asked.lets_go()
        assert taker.order("get", TEXT)["digest"] == digest(SOME.encode())

    def test_what_is_put_back_meanwhile_changes_nothing_for_who_has_begun(self, asked: Asked, taker: Taker):
        asked.keep("old")
        asked.offer(SOME, taker)
        taker.order("begin", TEXT)
        first = taker.order("piece")
        assert asked._bench.inside(asked.clipboard.restore)
        assert first + taker.order("end")["size"] == len(SOME)
        assert taker.order("get", TEXT)["text"] == "old"

    def test_it_is_read_when_the_last_of_it_was_taken(self, asked: Asked, taker: Taker):
        asked.offer(SOME, taker)
        taker.order("begin", TEXT)
        taker.order("piece")
        asked.settle()
        assert asked.news == [Reading.OWNED]
        taker.order("end")
        asked.settle()
        assert asked.news == [Reading.OWNED, Reading.BY_READER]

    def test_a_window_that_stopped_half_way_is_heard_when_it_reads_again(self, asked: Asked, taker: Taker):
        # GIVEN a window that has left something large half taken
        asked.keep(SOME)
        taker.order("begin", TEXT, "FIRST")
        # WHEN it reads the next text
        asked.offer("new", taker)
        assert taker.order("get", TEXT, "SECOND")["text"] == "new"
        # THEN that is known
        assert until(lambda: asked.news == [Reading.OWNED, Reading.BY_READER], PATIENCE)


class TestMultiple:
    def test_several_formats_are_one_read(self, asked: Asked, taker: Taker):
        asked.offer("亲", taker)
        text, targets, plain, html = taker.order("multiple", TEXT, "TARGETS", "text/plain", HTML)
        assert text["text"] == plain["text"] == "亲"
        assert {"TARGETS", "MULTIPLE", "TIMESTAMP", TEXT} <= set(targets["atoms"])
        assert html is None
        asked.settle()
        assert asked.news == [Reading.OWNED, Reading.BY_READER]

    def test_several_large_ones_are_all_whole_and_one_read(self, asked: Asked, taker: Taker):
        asked.offer(SOME, taker)
        given = taker.order("multiple", TEXT, "STRING", "text/plain")
        assert [each["digest"] for each in given] == [digest(SOME.encode())] * 3
        assert until(lambda: Reading.BY_READER in asked.news, PATIENCE)
        asked.settle()
        assert asked.news == [Reading.OWNED, Reading.BY_READER]
        assert asked.lets_go()

    def test_nothing_that_we_have_is_no_read(self, asked: Asked, taker: Taker):
        asked.offer("new", taker)
        assert taker.order("multiple", HTML, "image/png") == [None, None]
        asked.settle()
        assert Reading.BY_READER not in asked.news


class TestQuestions:
    def test_what_there_is(self, asked: Asked, taker: Taker):
        asked.offer("new", taker)
        given = taker.order("get", "TARGETS")
        assert given["type"] == "ATOM"
        assert {"TARGETS", "MULTIPLE", "TIMESTAMP", TEXT, "STRING", "text/plain"} <= set(given["atoms"])
        assert HTML not in given["atoms"]
        asked.settle()
        assert asked.news == [Reading.OWNED, Reading.GLANCE]

    def test_since_when(self, asked: Asked, taker: Taker):
        before = taker.order("now")
        asked.keep("ours")
        after = taker.order("now")
        given = taker.order("get", "TIMESTAMP")
        assert given["type"] == "INTEGER"
        [since] = given["numbers"]
        assert before <= since <= after


class TestTimes:
    """As of when somebody asks; most ask as of the key that was pressed."""

    def test_what_stands_there_is_given_whatever_the_time(self, asked: Asked, taker: Taker):
        # GIVEN what was put back or left on the clipboard, and a window whose keys carry old times
        old = taker.order("now")
        time.sleep(0.01)
        asked.keep("ours")
        # THEN it is pasted, too
        assert taker.order("get", TEXT, "TAKEN", old)["text"] == "ours"

    def test_a_window_whose_keys_carry_an_old_time_reads_the_phrase(self, asked: Asked, taker: Taker):
        old = taker.order("now")
        time.sleep(0.01)
        # WHEN the window asks as of a time before the phrase was there, and not as of now
        asked.offer("first", taker)
        assert taker.order("get", TEXT, "TAKEN", old)["text"] == "first"
        # THEN it has read it
        assert until(lambda: Reading.BY_READER in asked.news, PATIENCE)

    def test_a_time_under_which_a_phrase_was_read_is_none(
        self, asked: Asked, taker: Taker, monkeypatch: pytest.MonkeyPatch
    ):
        # GIVEN a window that has read a phrase under the time of its first paste
        asked.offer("first", taker)
        first = taker.order("now")
        assert taker.order("get", TEXT, "TAKEN", first)["text"] == "first"
        assert asked._bench.inside(asked.clipboard.restore)
        # WHEN it asks for the next one under that time, THEN nothing is waited for
        monkeypatch.setattr(board_x11, "NEWER", 2 * PATIENCE)
        asked.offer("second", taker)
        assert taker.order("get", TEXT, "TAKEN", first)["text"] == "second"

    def test_a_window_that_was_told_to_paste_before_gets_what_was_there_before(
        self, asked: Asked, taker: Taker
    ):
        # GIVEN a window that has hung, and was told to paste before the phrase came and by the phrase
        asked.keep("copied")
        old = taker.order("now")
        time.sleep(0.01)
        asked.offer("phrase", taker)
        # WHEN it asks for both
        taker.order("ask", TEXT, "BEFORE", old)
        assert taker.order("get", TEXT, "NOW", taker.order("now"))["text"] == "phrase"
        time.sleep(3 * NEWER)
        assert asked.news.count(Reading.BY_READER) == 1
        # THEN it gets each in its place
        assert asked._bench.inside(asked.clipboard.restore)
        assert taker.order("fetch", "BEFORE")["text"] == "copied"


class TestVanished:
    @pytest.mark.parametrize("text", ["small", SOME], ids=["small", "large"])
    def test_a_window_that_is_gone_when_the_answer_comes_harms_nobody(
        self,
        asked: Asked,
        taker: Taker,
        text: str,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        capfd: pytest.CaptureFixture[str],
    ):
        monkeypatch.setattr(transfer_x11, "STALLED", 0.2)
        asked.keep(text)
        for target in (TEXT, "TARGETS", "MULTIPLE"):
            taker.order("ask_and_vanish", target)
        asked.settle()
        assert asked.taker().order("get", TEXT)["digest"] == digest(text.encode())
        assert asked.lets_go()
        assert caplog.records == []
        assert "rror" not in "".join(capfd.readouterr())
