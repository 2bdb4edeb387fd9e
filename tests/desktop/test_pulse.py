"""Whether the hands are felt while the keyboard is held, and only then."""

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from quickreply.desktop import pulse
from quickreply.desktop.pulse import Pulse, works
from tests.desktop.conftest import Passes


@pytest.fixture
def child() -> Iterator[int]:
    """A process that sleeps."""
    number = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    yield number
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)


class Felt:
    """The hands' end of it: questions are counted, and so are the times they were given up."""

    def __init__(self, child: int) -> None:
        self.asked = self.lost = 0
        self.pulse = Pulse(child, self._ask, self._lose)

    def _ask(self) -> None:
        self.asked += 1

    def _lose(self) -> None:
        self.lost += 1

    @property
    def at_rest(self) -> bool:
        return not (self.pulse._next.isActive() or self.pulse._limit.isActive())


@pytest.fixture
def felt(qtbot: QtBot, child: int, monkeypatch: pytest.MonkeyPatch) -> Felt:  # noqa: ARG001 - Qt must run
    monkeypatch.setattr(pulse, "BEAT", 5)
    monkeypatch.setattr(pulse, "LIMIT", 30)
    return Felt(child)


def test_they_are_asked_once_and_left_alone_if_they_hold_nothing(felt: Felt):
    felt.pulse.feel()
    felt.pulse.feel()
    assert felt.asked == 1
    felt.pulse.beats(False)
    assert felt.at_rest


def test_they_are_asked_again_while_they_hold_the_keyboard(felt: Felt, passes: Passes):
    for number in range(1, 4):
        felt.pulse.feel()
        felt.pulse.beats(True)
        assert passes(lambda number=number: felt.asked > number)
    felt.pulse.beats(False)
    assert felt.at_rest
    assert felt.lost == 0


def test_without_a_sign_of_life_they_are_given_up_once(felt: Felt, passes: Passes):
    felt.pulse.feel()
    assert passes(lambda: felt.lost == 1)
    assert felt.at_rest


def test_who_has_slept_as_well_is_asked_for_longer(
    felt: Felt, passes: Passes, monkeypatch: pytest.MonkeyPatch
):
    # GIVEN a question, and a computer that sleeps behind it
    felt.pulse.feel()
    now = pulse.time.monotonic
    monkeypatch.setattr(pulse.time, "monotonic", lambda: now() + 100)
    # WHEN it wakes up, THEN the hands have as long as ever
    felt.pulse._miss()
    assert felt.lost == 0
    assert not felt.at_rest
    # AND are given up then
    assert passes(lambda: felt.lost == 1)


def test_who_works_has_more_time(felt: Felt, passes: Passes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pulse, "works", lambda _: True)
    monkeypatch.setattr(pulse, "BUSY_LIMIT", 0.2)
    felt.pulse.feel()
    felt.pulse._miss()
    assert felt.lost == 0
    assert passes(lambda: felt.lost == 1)


def test_after_the_end_nobody_is_asked(felt: Felt):
    felt.pulse.feel()
    felt.pulse.stop()
    assert felt.at_rest


def test_who_works(child: int, passes: Passes):
    assert works(os.getpid())
    assert passes(lambda: not works(child))
    assert not works(1 << 30)
