import pytest
from pytestqt.qtbot import QtBot

from quickreply.app.later import Later
from quickreply.core.words import Refusal


class Paper:
    """Takes what is written, while it can be written on."""

    def __init__(self) -> None:
        self.dry = True
        self.lines: list[int] = []
        self.complaints: list[Refusal] = []
        self.tries = 0

    def write(self, line: int) -> None:
        if not self.dry:
            raise Refusal("wet")
        self.lines.append(line)

    def tried(self) -> None:
        self.tries += 1


@pytest.fixture
def paper(qtbot: QtBot) -> Paper:  # noqa: ARG001 - timers want a loop
    return Paper()


def test_what_can_be_written_is_written_at_once_and_no_timer_runs(paper: Paper):
    later = Later(paper.write, paper.complaints.append)
    later.add(1)

    assert paper.lines == [1]
    assert not later.retry.isActive()


def test_it_is_tried_again_in_order_and_told_once(paper: Paper, qtbot: QtBot):
    later = Later(paper.write, paper.complaints.append, paper.tried)
    later.retry.setInterval(10)
    paper.dry = False
    for line in (1, 2):
        later.add(line)
    qtbot.waitUntil(lambda: paper.tries > 1)
    assert len(paper.complaints) == 1

    paper.dry = True
    qtbot.waitUntil(lambda: paper.lines == [1, 2])
    assert not later.retry.isActive()


def test_of_too_many_the_oldest_go(paper: Paper):
    later = Later(paper.write, paper.complaints.append, most=2)
    paper.dry = False
    for line in (1, 2, 3):
        later.add(line)
    paper.dry = True
    later.write()

    assert paper.lines == [2, 3]
