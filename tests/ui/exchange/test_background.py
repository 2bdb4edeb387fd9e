from collections.abc import Callable, Iterator
from threading import Event, current_thread

import pytest
from pytestqt.qtbot import QtBot

from quickreply.core.words import Refusal
from quickreply.ui.exchange.background import UNKNOWN, Background, Going


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:  # noqa: ARG001 - signals need one
    made = Background()
    yield made
    made.close()
    made.join(10)


def test_work_is_done_in_another_thread_and_arrives_in_this_one(background: Background, qtbot: QtBot):
    arrived: list[object] = []
    background.do(
        lambda _: current_thread().name, lambda name: arrived.append((name, current_thread())), print
    )
    qtbot.waitUntil(lambda: bool(arrived), timeout=10_000)
    assert arrived == [("import", current_thread())]
    assert not background.busy


@pytest.mark.parametrize(
    ("fault", "told"),
    [(Refusal("no {x}", x=1), "no 1"), (ZeroDivisionError("a text"), UNKNOWN), (MemoryError(), "memory")],
)
def test_what_goes_wrong_is_told_in_words(background: Background, qtbot: QtBot, fault: Exception, told: str):
    faults: list[Refusal] = []

    def act(_going: Going) -> object:
        raise fault

    background.do(act, print, faults.append)
    qtbot.waitUntil(lambda: bool(faults), timeout=10_000)
    assert told in str(faults[0])


def test_what_is_stopped_learns_it_where_it_tells_how_far_it_is(background: Background, qtbot: QtBot):
    # GIVEN work on its way
    begun, goes_on, ended = Event(), Event(), Event()

    def act(going: Callable[[int], None]) -> None:
        begun.set()
        goes_on.wait(10)
        try:
            going(1)
        finally:
            ended.set()

    arrived: list[object] = []
    background.do(act, arrived.append, arrived.append)
    assert begun.wait(10)
    # WHEN nobody waits for it any more
    background.stop()
    goes_on.set()
    # THEN it ends, and nothing arrives
    assert ended.wait(10)
    background.do(lambda _: "next", arrived.append, arrived.append)
    qtbot.waitUntil(lambda: bool(arrived), timeout=10_000)
    assert arrived == ["next"]


def test_what_was_through_when_it_was_stopped_is_undone(background: Background, qtbot: QtBot):
    # GIVEN work that is through, and whose result is on its way
    through = Event()
    undone: list[object] = []
    arrived: list[object] = []
    background.do(lambda _: through.set() or "done", arrived.append, arrived.append, undone.append)
    assert through.wait(10)
    # WHEN it is stopped before that arrives
    background.stop()
    qtbot.waitUntil(lambda: bool(undone), timeout=10_000)
    # THEN it is undone, once
    background.do(lambda _: "next", arrived.append, arrived.append)
    qtbot.waitUntil(lambda: bool(arrived), timeout=10_000)
    assert (undone, arrived) == (["done"], ["next"])
