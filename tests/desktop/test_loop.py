"""What `SelectorLoop` does beside the contract of `Loop`: sources, failures, an orderly end."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from quickreply.desktop.loop import SelectorLoop

PATIENCE = 10.0
"""Seconds for what takes milliseconds: a loop that hangs ends the test instead of the run."""

SAID = "zqwords"
"""Stands for what was typed: it must be in no log."""


class Line:
    """A `Source` at one end of a socket; the test has the other, `far`."""

    def __init__(self, then: Callable[[bytes], None]) -> None:
        self._near, self.far = socket.socketpair()
        self._then = then
        self.read_before = b""
        self.unsent = 0
        self.stumbles = 0

    def fileno(self) -> int:
        return self._near.fileno()

    def waiting(self) -> bool:
        return bool(self.read_before)

    def ready(self) -> None:
        data, self.read_before = self.read_before, b""
        self.unsent = 0
        self._near.setblocking(False)
        with suppress(BlockingIOError):
            data += self._near.recv(64)
        self._then(data)

    def behind(self) -> bool:
        return self.unsent > 0

    def stumbled(self) -> None:
        self.stumbles += 1

    def close(self) -> None:
        self._near.close()
        self.far.close()


@pytest.fixture
def loop() -> SelectorLoop:
    return SelectorLoop()


@pytest.fixture
def line(loop: SelectorLoop) -> Iterator[Callable[[Callable[[bytes], None]], Line]]:
    """Makes lines that the loop watches."""
    lines: list[Line] = []

    def make(then: Callable[[bytes], None]) -> Line:
        lines.append(Line(then))
        loop.watch(lines[-1])
        return lines[-1]

    yield make
    for made in lines:
        made.close()


Make = Callable[[Callable[[bytes], None]], Line]


def run(loop: SelectorLoop) -> None:
    """Until the loop ends by itself; a test that fails to end it fails."""
    loop.after(PATIENCE, lambda: pytest.fail("the loop goes on"))
    thread = threading.Thread(target=loop.run)
    thread.start()
    thread.join(PATIENCE / 2)
    ended = not thread.is_alive()
    loop.stop()
    thread.join()
    assert ended


class TestOrder:
    def test_in_one_turn_news_comes_before_calls_and_calls_before_timers(
        self, loop: SelectorLoop, line: Make
    ):
        done: list[str] = []

        def timed() -> None:
            done.append("timer")
            loop.stop()

        news = line(lambda _: done.append("news"))
        loop.after(0, timed)
        loop.call(lambda: done.append("call"))
        news.far.send(b".")
        run(loop)
        assert done == ["news", "call", "timer"]

    def test_what_was_read_already_is_handled_without_waiting_for_more(self, loop: SelectorLoop, line: Make):
        done: list[bytes] = []

        def handle(data: bytes) -> None:
            done.append(data)
            loop.stop()

        line(handle).read_before = b"old"
        run(loop)
        assert done == [b"old"]

    def test_a_source_that_could_not_send_is_called_when_there_is_room(self, loop: SelectorLoop, line: Make):
        done: list[bytes] = []

        def handle(data: bytes) -> None:
            done.append(data)
            loop.stop()

        line(handle).unsent = 1
        run(loop)
        assert done == [b""]

    def test_one_that_is_left_is_looked_at_no_more(self, loop: SelectorLoop, line: Make):
        done: list[bytes] = []

        def handle(data: bytes) -> None:
            done.append(data)
            left.read_before = b"more"
            loop.leave(left)
            loop.after(0.05, loop.stop)

        left = line(handle)
        left.far.close()
        run(loop)
        assert done == [b""]


class TestTimers:
    def test_one_may_be_cancelled_in_its_own_act(self, loop: SelectorLoop):
        done: list[str] = []

        def act() -> None:
            done.append("once")
            timer.cancel()
            loop.after(0, loop.stop)

        timer = loop.after(0, act)
        run(loop)
        assert done == ["once"]

    def test_one_that_fails_takes_no_other_with_it(self, loop: SelectorLoop):
        done: list[str] = []

        def fail() -> None:
            raise RuntimeError(SAID)

        loop.after(0, fail)
        loop.after(0, lambda: done.append("next"))
        loop.after(0, loop.stop)
        run(loop)
        assert done == ["next"]

    def test_a_cancelled_one_keeps_nothing_awake(self, loop: SelectorLoop):
        loop.after(0, lambda: None).cancel()
        assert loop._pause() is None


class TestFailures:
    def test_a_source_that_fails_once_goes_on_and_every_source_is_told(
        self, loop: SelectorLoop, line: Make, caplog: pytest.LogCaptureFixture
    ):
        seen: list[bytes] = []

        def handle(data: bytes) -> None:
            seen.append(data)
            if len(seen) == 1:
                failing.far.send(b"again")
                raise RuntimeError(SAID)
            loop.stop()

        failing, other = line(handle), line(lambda _: None)
        failing.far.send(b"first")
        run(loop)
        assert seen == [b"first", b"again"]
        assert (failing.stumbles, other.stumbles) == (1, 1)
        assert "RuntimeError at" in caplog.text
        assert SAID not in caplog.text

    def test_what_was_called_behind_a_failure_is_done(self, loop: SelectorLoop):
        done: list[str] = []

        def fail() -> None:
            raise RuntimeError(SAID)

        loop.call(fail)
        loop.call(lambda: done.append("next"))
        loop.call(loop.stop)
        run(loop)
        assert done == ["next"]

    def test_one_that_fails_whenever_it_is_asked_ends_the_loop(self, loop: SelectorLoop, line: Make):
        def fail(_data: bytes) -> None:
            failing.read_before = b"still"
            raise RuntimeError(SAID)

        failing = line(fail)
        failing.far.send(b".")
        run(loop)
        assert failing.stumbles > 1

    def test_one_that_was_closed_ends_the_loop_and_the_others_are_told(self, loop: SelectorLoop, line: Make):
        other = line(lambda _: None)
        gone = line(lambda _: gone.close())
        gone.far.send(b".")
        run(loop)
        assert other.stumbles > 1

    def test_one_that_cannot_even_be_made_safe_ends_the_loop_at_once(
        self,
        loop: SelectorLoop,
        line: Make,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ):
        def fail(_data: bytes = b"") -> None:
            raise RuntimeError(SAID)

        failing, other = line(fail), line(lambda _: None)
        monkeypatch.setattr(failing, "stumbled", fail)
        failing.far.send(b".")
        run(loop)
        assert other.stumbles == 1
        assert SAID not in caplog.text


class TestOtherThreads:
    def test_a_call_wakes_it_up(self, loop: SelectorLoop):
        here: list[int] = []

        def act() -> None:
            here.append(threading.get_ident())
            loop.stop()

        begun = threading.Event()
        loop.call(begun.set)
        caller = threading.Thread(target=lambda: begun.wait(PATIENCE) and loop.call(act))
        caller.start()
        run(loop)
        caller.join()
        assert here
        assert here != [caller.ident]

    def test_more_calls_than_its_pipe_holds_are_all_done(self, loop: SelectorLoop):
        done: list[int] = []
        for number in range(70_000):
            loop.call(lambda number=number: done.append(number))
        loop.call(loop.stop)
        run(loop)
        assert done == list(range(70_000))

    def test_what_is_done_aside_is_followed_up_in_the_loop(self, loop: SelectorLoop):
        threads: list[int] = []

        def follow() -> None:
            threads.append(threading.get_ident())
            loop.stop()

        loop.call(lambda: threads.append(threading.get_ident()))
        loop.call(lambda: loop.aside(lambda: threads.append(threading.get_ident()), follow))
        run(loop)
        home, beside, then = threads
        assert home == then != beside

    def test_a_failure_aside_is_logged_without_its_words_and_not_followed_up(
        self, loop: SelectorLoop, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
    ):
        followed: list[str] = []

        def end_soon() -> None:
            loop.after(0.05, loop.stop)

        def fail() -> None:
            loop.call(end_soon)
            raise RuntimeError(SAID)

        loop.aside(fail, lambda: followed.append("up"))
        run(loop)
        assert followed == []
        assert "RuntimeError at" in caplog.text
        assert SAID not in caplog.text + "".join(capfd.readouterr())
