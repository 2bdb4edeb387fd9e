"""The contract of `Windows`, for systems that let a program know of other programs' windows."""

from collections.abc import Callable
from typing import Protocol

import pytest

from quickreply.core.ports import Window, Windows


class WindowsRig(Protocol):
    """Windows of other programs, and somebody who opens and closes them."""

    @property
    def windows(self) -> Windows:
        """The adapter under test."""

    def open(self) -> Window:
        """Another program opens a window and has the keyboard."""

    def close(self, window: Window) -> None:
        """The program goes, and its window with it."""

    def leave(self) -> None:
        """No window has the keyboard any more."""

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        """Lets the system work until the condition holds, two seconds at most; returns whether it does."""


class WindowsContract:
    """Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> WindowsRig:
        raise NotImplementedError

    def test_the_window_with_the_keyboard_is_known(self, rig: WindowsRig):
        opened = rig.open()
        here = rig.windows.focused()
        assert here is not None
        assert here.id == opened.id
        assert here.cls == opened.cls
        assert here.cls

    def test_two_programs_are_told_apart(self, rig: WindowsRig):
        first, second = rig.open(), rig.open()
        here = rig.windows.focused()
        assert here is not None
        assert here.id == second.id != first.id
        assert here.pid != first.pid or first.pid == 0

    def test_without_a_window_there_is_none(self, rig: WindowsRig):
        rig.open()
        rig.leave()
        assert rig.windows.focused() is None

    def test_a_window_is_brought_to_the_front(self, rig: WindowsRig):
        first = rig.open()
        rig.open()
        answers = _activate(rig, first)
        here = rig.windows.focused()
        assert answers == [True]
        assert here is not None
        assert here.id == first.id

    def test_a_window_in_front_is_there_already(self, rig: WindowsRig):
        opened = rig.open()
        assert _activate(rig, opened) == [True]

    def test_a_window_comes_back_when_none_had_the_keyboard(self, rig: WindowsRig):
        opened = rig.open()
        rig.leave()
        assert _activate(rig, opened) == [True]

    def test_a_window_that_is_gone_does_not_come(self, rig: WindowsRig):
        first, second = rig.open(), rig.open()
        rig.close(first)
        assert _activate(rig, first) == [False]
        here = rig.windows.focused()
        assert here is not None
        assert here.id == second.id

    def test_no_window_at_all_does_not_come(self, rig: WindowsRig):
        rig.open()
        assert _activate(rig, Window(0, 0, "")) == [False]

    def test_no_window_at_all_does_not_come_where_none_has_the_keyboard_either(self, rig: WindowsRig):
        rig.open()
        rig.leave()
        assert _activate(rig, Window(0, 0, "")) == [False]

    def test_a_program_that_works_answers(self, rig: WindowsRig):
        opened = rig.open()
        answers: list[bool] = []
        rig.windows.answers(opened, 1.0, answers.append)
        assert rig.wait_until(lambda: bool(answers))
        assert answers == [True]

    def test_the_place_of_a_window_that_is_gone_is_unknown(self, rig: WindowsRig):
        opened = rig.open()
        rig.open()
        rig.close(opened)
        assert rig.windows.area(opened) is None

    def test_facts_are_known_of_a_window_that_is_gone(self, rig: WindowsRig):
        opened = rig.open()
        facts = rig.windows.facts(opened)
        rig.close(opened)
        assert rig.windows.facts(opened) == facts


def _activate(rig: WindowsRig, window: Window) -> list[bool]:
    """All answers; there must be one, and no second."""
    answers: list[bool] = []
    rig.windows.activate(window, answers.append)
    assert rig.wait_until(lambda: bool(answers))
    return answers
