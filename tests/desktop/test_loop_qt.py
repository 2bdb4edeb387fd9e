import gc
import logging
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from quickreply.desktop.loop_qt import QtLoop
from tests.contracts.loop import LoopContract
from tests.desktop.conftest import Passes


@dataclass(frozen=True)
class QtLoopRig:
    loop: QtLoop
    wait_until: Passes

    def inside(self, act: Callable[[], None]) -> None:
        act()


class TestQtLoop(LoopContract):
    @pytest.fixture
    def rig(self, passes: Passes) -> QtLoopRig:
        return QtLoopRig(QtLoop(), passes)


@pytest.fixture
def loop(qapp: object) -> QtLoop:  # noqa: ARG001 - timers need an application
    return QtLoop()


def fail() -> None:
    raise ValueError("what was typed")


@pytest.mark.parametrize("ask", [lambda loop: loop.call(fail), lambda loop: loop.after(0, fail)])
def test_a_failure_ends_nothing(
    loop: QtLoop, passes: Passes, caplog: pytest.LogCaptureFixture, ask: Callable[[QtLoop], object]
):
    done: list[str] = []
    loop.stumbled = lambda: done.append("safe")
    with caplog.at_level(logging.ERROR):
        ask(loop)
        assert passes(lambda: done == ["safe"])
    loop.call(lambda: done.append("goes on"))
    assert passes(lambda: done == ["safe", "goes on"])
    assert len(caplog.records) == 1


def test_the_log_tells_the_kind_of_failure_and_not_what_was_typed(
    loop: QtLoop, passes: Passes, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR):
        loop.call(fail)
        assert passes(lambda: bool(caplog.records))
    assert "ValueError at" in caplog.text
    assert "typed" not in caplog.text


def test_a_failure_while_making_safe_ends_nothing(
    loop: QtLoop, passes: Passes, caplog: pytest.LogCaptureFixture
):
    loop.stumbled = fail
    done: list[str] = []
    with caplog.at_level(logging.ERROR):
        loop.call(fail)
        loop.call(lambda: done.append("goes on"))
        assert passes(lambda: bool(done))
    assert len(caplog.records) == 2


def test_nothing_is_kept_of_what_is_over(loop: QtLoop, passes: Passes):
    class Act:
        def __call__(self) -> None:
            done.append(1)

    done: list[int] = []
    act, called_off = Act(), Act()
    watch = [weakref.ref(act), weakref.ref(called_off)]
    shot = loop.after(0, act)
    never = loop.after(60, called_off)
    never.cancel()
    assert passes(lambda: bool(done))
    del act, called_off, shot, never
    gc.collect()
    assert [ref() for ref in watch] == [None, None]


def test_after_it_is_closed_nothing_happens_any_more(loop: QtLoop, passes: Passes):
    done: list[str] = []
    other = QtLoop()
    loop.call(lambda: done.append("called"))
    loop.after(0, lambda: done.append("timed"))
    loop.close()
    loop.call(lambda: done.append("called too late"))
    loop.after(0, lambda: done.append("timed too late"))
    other.after(0.05, lambda: done.append("other"))
    assert passes(lambda: bool(done))
    assert done == ["other"]


def test_what_is_done_beside_it_delays_nothing_and_is_followed_up_in_it(loop: QtLoop, passes: Passes):
    home = threading.get_ident()
    threads: list[int] = []
    free = threading.Event()

    def work() -> None:
        free.wait(2)
        threads.append(threading.get_ident())

    loop.aside(work, lambda: threads.append(threading.get_ident()))
    loop.call(free.set)  # is done only if the loop does not wait for the work
    assert passes(lambda: len(threads) == 2)
    assert threads[0] != home
    assert threads[1] == home


def test_what_fails_beside_it_is_logged_and_not_followed_up(
    loop: QtLoop, passes: Passes, caplog: pytest.LogCaptureFixture
):
    followed: list[int] = []
    with caplog.at_level(logging.ERROR):
        loop.aside(fail, lambda: followed.append(1))
        assert passes(lambda: bool(caplog.records))
    assert "typed" not in caplog.text
    assert followed == []


def test_it_outlives_its_last_reference_in_another_thread(passes: Passes):
    """Deleted there, its timer would call what is gone."""
    done: list[int] = []
    holder = [QtLoop()]
    holder[0].after(0.05, lambda: done.append(1))

    def let_go() -> None:
        holder.clear()
        gc.collect()

    thread = threading.Thread(target=let_go)
    thread.start()
    thread.join()
    assert passes(lambda: done == [1])
