import pytest

from quickreply.desktop.polling import STEP, poll
from tests.fakes import FakeLoop


@pytest.fixture
def loop() -> FakeLoop:
    return FakeLoop()


def test_what_holds_already_is_not_waited_for(loop: FakeLoop):
    answers: list[bool] = []
    poll(loop, lambda: True, 1, answers.append)
    assert answers == [True]
    assert loop.planned == 0


def test_it_is_noticed_soon_once_it_holds(loop: FakeLoop):
    begun = loop.now()
    answers: list[float] = []
    poll(loop, lambda: loop.now() - begun > 0.1, 1, lambda there: answers.append(loop.now() if there else 0))
    loop.advance(1)
    assert answers == [pytest.approx(begun + 0.1, abs=2 * STEP)]
    assert loop.planned == 0


def test_after_the_deadline_nobody_asks_any_more(loop: FakeLoop):
    asked: list[float] = []
    answers: list[bool] = []

    def never() -> bool:
        asked.append(loop.now())
        return False

    poll(loop, never, 0.1, answers.append)
    loop.advance(0.1 + STEP)
    assert answers == [False]
    count = len(asked)
    loop.advance(10)
    assert len(asked) == count
    assert answers == [False]


def test_a_condition_that_holds_at_the_last_moment_counts(loop: FakeLoop):
    begun = loop.now()
    answers: list[bool] = []
    poll(loop, lambda: loop.now() >= begun + 0.1, 0.1, answers.append)
    loop.advance(1)
    assert answers == [True]
