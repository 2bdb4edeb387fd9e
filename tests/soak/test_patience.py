"""What is rare or slow: asked to quit at many moments, hanging and sleeping at many moments, a long rest.

`SOAK` says how many of each (200 for moments; a second of rest for each of them).
"""

import time
from collections.abc import Iterator
from random import Random

import psutil
import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Place, hands_of, wake_ups
from tests.screen.stage_hang import Hang
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.windows import Mousepad, QtBox

COPIED = "订单号 2481-77"
SOON = 5
"""Seconds to end in."""


@pytest.fixture(scope="module")
def own_desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def place(own_desktop: Desktop) -> Iterator[Place]:
    place = Place(own_desktop, Targets(own_desktop).ready(QtBox))
    yield place
    place.clean_up()


def test_quit_at_any_moment_after_the_start(place: Place, luck: Random, rounds: int):
    slow = []
    for _ in range(rounds // 4):
        place.program.start()
        wait = luck.uniform(0, 0.6)
        time.sleep(wait)
        asked = time.monotonic()
        status = place.program.quit()
        if status != 0 or time.monotonic() - asked > SOON:
            slow.append((wait, status, time.monotonic() - asked))
    assert slow == []


def test_a_hang_at_any_moment_of_a_paste(place: Place, luck: Random, rounds: int):
    program = place.start()
    editor, hang, wrong = Targets(place.desktop), Hang(place.desktop), []
    for _ in range(rounds // 4):
        target = editor.ready(Mousepad)
        place.desktop.clipboard.own(text=COPIED)
        program.dismiss_notice()
        place.desktop.type("/xx")
        place.desktop.key("space")
        delay, length = luck.uniform(0, 40), luck.choice((0.2, 0.5, 1.9))
        hang.begin(target, round(delay))
        hang.last(length)
        stood = target.wait_for(SHORT, PATIENCE)
        expected = {COPIED, SHORT} if length > 1 else {COPIED}
        if stood != SHORT or not until(lambda among=expected: place.desktop.clipboard.text() in among):
            wrong.append((delay, length, stood, place.desktop.clipboard.text()))
    assert wrong == []


def test_sleep_at_any_moment_of_a_code(place: Place, luck: Random, rounds: int):
    program = place.start()
    both = [psutil.Process(program.process.pid), hands_of(program)]
    wrong = []
    for _ in range(rounds // 10):
        place.ready()
        place.desktop.type("/xx ", 0)
        time.sleep(luck.uniform(0, 0.1))
        for process in luck.sample(both, 2):
            process.suspend()
        time.sleep(1.8)
        for process in luck.sample(both, 2):
            process.resume()
        stood = place.box.wait_for(SHORT, 3)
        if stood not in {SHORT, "", " ", "x ", "xx ", "/xx "}:
            wrong.append(stood)
        assert place.catches()
    assert wrong == []


def test_a_long_rest_without_a_wake_up(place: Place, rounds: int):
    program = place.start()
    assert place.catches()
    time.sleep(2)
    program.dismiss_notice()
    assert until(lambda: _sleeps(program, 3), PATIENCE)
    assert _sleeps(program, rounds)


def _sleeps(program: Quickreply, seconds: float) -> bool:
    before = wake_ups(program)
    time.sleep(seconds)
    return wake_ups(program) == before
