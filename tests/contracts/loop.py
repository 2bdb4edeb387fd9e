"""The contract of `Loop`."""

import threading
from collections.abc import Callable
from typing import Protocol

import pytest

from quickreply.core.ports import Cancel, Loop


class LoopRig(Protocol):
    """A loop, and a way to let it work."""

    @property
    def loop(self) -> Loop:
        """The loop under test."""

    def inside(self, act: Callable[[], None]) -> None:
        """Does `act` in the loop's thread; returns when it is done."""

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        """Lets the loop work until the condition holds, two seconds at most; returns whether it does."""


class LoopContract:
    """Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> LoopRig:
        raise NotImplementedError

    def test_what_is_asked_for_is_done_later_and_never_at_once(self, rig: LoopRig):
        done: list[str] = []
        rig.inside(lambda: _now_and_later(rig.loop, done))
        assert rig.wait_until(lambda: len(done) == 3)
        assert done == ["asked", "called", "timed"]

    def test_an_act_is_done_no_sooner_than_its_time(self, rig: LoopRig):
        due: list[float] = []
        done: list[float] = []

        def ask() -> None:
            for seconds in (0.0015, 0.011, 0.02):
                due.append(rig.loop.now() + seconds)
                rig.loop.after(seconds, lambda: done.append(rig.loop.now()))

        rig.inside(ask)
        assert rig.wait_until(lambda: len(done) == 3)
        assert [at >= time for at, time in zip(done, due, strict=True)] == [True] * 3

    def test_acts_are_done_in_the_order_of_their_times(self, rig: LoopRig):
        done: list[int] = []

        def ask() -> None:
            for number, seconds in enumerate((0.06, 0.0, 0.03)):
                rig.loop.after(seconds, lambda number=number: done.append(number))

        rig.inside(ask)
        assert rig.wait_until(lambda: len(done) == 3)
        assert done == [1, 2, 0]

    def test_acts_of_the_same_time_are_done_in_the_order_they_were_asked_for(self, rig: LoopRig):
        done: list[int] = []

        def ask() -> None:
            for number in range(20):
                rig.loop.after(0.01, lambda number=number: done.append(number))

        rig.inside(ask)
        assert rig.wait_until(lambda: len(done) == 20)
        assert done == list(range(20))

    def test_what_was_called_off_does_not_happen(self, rig: LoopRig):
        done: list[str] = []

        def ask() -> None:
            never = rig.loop.after(0.01, lambda: done.append("never"))
            rig.loop.after(0.02, lambda: done.append("yes"))
            never.cancel()
            never.cancel()

        rig.inside(ask)
        assert rig.wait_until(lambda: bool(done))
        assert done == ["yes"]

    def test_an_act_may_call_off_another_that_is_due(self, rig: LoopRig):
        done: list[str] = []

        def ask() -> None:
            others: list[Cancel] = []

            def call_off() -> None:
                others[0].cancel()

            rig.loop.after(0.0, call_off)
            others.append(rig.loop.after(0.0, lambda: done.append("never")))
            rig.loop.after(0.02, lambda: done.append("yes"))

        rig.inside(ask)
        assert rig.wait_until(lambda: bool(done))
        assert done == ["yes"]

    def test_calling_off_what_has_happened_harms_nothing_that_came_later(self, rig: LoopRig):
        done: list[str] = []

        def ask() -> None:
            first = rig.loop.after(0.0, lambda: done.append("first"))

            def later() -> None:
                rig.loop.after(0.01, lambda: done.append("second"))
                first.cancel()

            rig.loop.after(0.01, later)

        rig.inside(ask)
        assert rig.wait_until(lambda: len(done) == 2)
        assert done == ["first", "second"]

    def test_an_act_may_ask_for_the_next(self, rig: LoopRig):
        done: list[int] = []

        def step() -> None:
            done.append(len(done))
            if len(done) < 5:
                rig.loop.after(0.001, step)

        rig.inside(step)
        assert rig.wait_until(lambda: len(done) == 5)

    def test_calls_are_done_in_order(self, rig: LoopRig):
        done: list[int] = []
        for number in range(50):
            rig.loop.call(lambda number=number: done.append(number))
        assert rig.wait_until(lambda: len(done) == 50)
        assert done == list(range(50))

    def test_what_a_call_calls_comes_after_it(self, rig: LoopRig):
        done: list[str] = []

        def first() -> None:
            rig.loop.call(lambda: done.append("second"))
            done.append("first")

        rig.loop.call(first)
        assert rig.wait_until(lambda: len(done) == 2)
        assert done == ["first", "second"]

    def test_calls_from_other_threads_are_done_in_the_loops_own(self, rig: LoopRig):
        home: list[int] = []
        done: list[int] = []
        rig.inside(lambda: home.append(threading.get_ident()))

        def ask() -> None:
            for _ in range(100):
                rig.loop.call(lambda: done.append(threading.get_ident()))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert rig.wait_until(lambda: len(done) == 400)
        assert set(done) == set(home)


def _now_and_later(loop: Loop, done: list[str]) -> None:
    loop.after(0.01, lambda: done.append("timed"))
    loop.call(lambda: done.append("called"))
    done.append("asked")
