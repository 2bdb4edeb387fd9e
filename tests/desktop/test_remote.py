"""The program's side of the hands, with a test at the other end of its wires."""

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from quickreply.core.ports import Rect
from quickreply.core.search import COUNTED, EVERYWHERE, SHOWN, Among, Matches, Scope
from quickreply.desktop import remote
from quickreply.desktop.hands import Ability
from quickreply.desktop.remote import RemoteHands
from quickreply.desktop.wire import Message, Wire
from quickreply.engine.front import Offered
from tests.desktop.conftest import Passes
from tests.fakes import FakeLoop, FakeView

RUBBISH = b"\x04\x00\x00\x00zzzz"


@dataclass
class Far:
    """The other process: one that only sleeps, and the ends of its wires in the test's hands."""

    number: int
    wire: Wire
    questions: Wire
    raw: socket.socket
    asked: socket.socket

    def lives(self) -> bool:
        try:
            os.kill(self.number, 0)
        except ProcessLookupError:
            return False
        return True

    def hears(self, number: int) -> list[Message]:
        """What has come, until there are so many."""
        heard: list[Message] = []
        while len(heard) < number:
            heard.extend(self.wire.receive())
        return heard

    def close(self) -> None:
        self.raw.close()
        self.asked.close()


@pytest.fixture
def view() -> FakeView:
    return FakeView(FakeLoop())


@pytest.fixture
def pair(qtbot: QtBot, view: FakeView) -> Iterator[tuple[RemoteHands, Far]]:  # noqa: ARG001 - Qt must run
    (near, far), (asking, asked) = socket.socketpair(), socket.socketpair()
    child = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    hands = RemoteHands(child, Wire(near), Wire(asking), view)
    other = Far(child, Wire(far), Wire(asked), far, asked)
    yield hands, other
    other.close()
    if other.lives():
        hands.stop()
    near.close()
    asking.close()


@pytest.fixture
def hands(pair: tuple[RemoteHands, Far]) -> RemoteHands:
    return pair[0]


@pytest.fixture
def far(pair: tuple[RemoteHands, Far]) -> Far:
    return pair[1]


def test_commands_arrive_in_order(hands: RemoteHands, far: Far):
    hands.move(1)
    hands.shown(2, Rect(1, 2, 3, 4))
    assert far.hears(2) == [("move", (1,)), ("shown", (2, Rect(1, 2, 3, 4)))]


def test_what_hands_that_hang_did_not_take_reaches_them_when_they_read_again(
    hands: RemoteHands, far: Far, passes: Passes
):
    # GIVEN hands that read nothing until the pipe is full and more is waiting
    number = 0
    while not hands._wire.behind:
        hands.move(number)
        number += 1
    hands.hidden()
    # WHEN they read again, and nothing more is said
    heard: list[Message] = []

    def all_heard() -> bool:
        heard.extend(far.wire.receive())
        return len(heard) > number

    # THEN they get all of it, in order
    assert passes(all_heard)
    assert [args for _, args in heard[:-1]] == [(i,) for i in range(number)]
    assert heard[-1] == ("hidden", ())
    # AND nobody waits for room any more
    assert not hands._room.isEnabled()


def test_what_the_hands_say_reaches_the_front(far: Far, view: FakeView, passes: Passes):
    far.wire.send("hide")
    far.wire.send("looked", None, None)
    assert passes(lambda: view.looks == [(None, None)])


def test_the_hands_say_what_they_can_do(hands: RemoteHands, far: Far, view: FakeView, passes: Passes):
    assert hands.abilities == frozenset()
    far.wire.send("able", frozenset({Ability.PASTE}))
    far.wire.send("looked", None, None)
    assert passes(lambda: bool(view.looks))
    assert hands.abilities == {Ability.PASTE}


class TestGone:
    def test_that_they_are_gone_is_told_once(self, hands: RemoteHands, far: Far, passes: Passes):
        told: list[str] = []
        hands.died.connect(lambda: told.append("gone"))
        far.close()
        assert passes(lambda: bool(told))
        assert not far.lives()
        hands.move(1)
        hands.hidden()
        assert not passes(lambda: len(told) > 1)

    @pytest.mark.parametrize("rubbish", [RUBBISH, b"\xff" * 8])
    def test_hands_that_talk_rubbish_are_ended(
        self, hands: RemoteHands, far: Far, passes: Passes, rubbish: bytes
    ):
        told: list[str] = []
        hands.died.connect(lambda: told.append("gone"))
        far.raw.send(rubbish)
        assert passes(lambda: bool(told))
        assert not far.lives()

    def test_last_words_are_heard(self, far: Far, view: FakeView, passes: Passes):
        far.wire.send("looked", None, None)
        far.close()
        assert passes(lambda: view.looks == [(None, None)])


class TestSearch:
    @pytest.fixture(autouse=True)
    def _short_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(remote, "_ANSWER_LIMIT", 0.3)

    def test_the_answer_is_waited_for(self, hands: RemoteHands, far: Far):
        def answer() -> None:
            while not (questions := list(far.questions.receive())):
                pass
            for _, (query, scope, limit) in questions:
                far.questions.send("matches", Matches(str(query), total=7), scope, limit)

        thread = Thread(target=answer)
        thread.start()
        assert hands.search("fh") == Matches("fh", total=7)
        thread.join()

    def test_an_answer_to_an_earlier_question_is_none(self, hands: RemoteHands, far: Far):
        far.questions.send("matches", Matches("f", total=9), EVERYWHERE, SHOWN)
        far.questions.send("matches", Matches("fh", total=7), EVERYWHERE, SHOWN)
        assert hands.search("fh") == Matches("fh", total=7)

    def test_nor_is_one_that_was_sought_elsewhere(self, hands: RemoteHands, far: Far):
        far.questions.send("matches", Matches("fh", total=9), Scope(Among.PINNED), SHOWN)
        far.questions.send("matches", Matches("fh", total=7), EVERYWHERE, SHOWN)
        assert hands.search("fh") == Matches("fh", total=7)

    def test_nor_is_one_with_fewer_rows_than_are_wanted_now(self, hands: RemoteHands, far: Far):
        far.questions.send("matches", Matches("fh", total=9), EVERYWHERE, SHOWN)
        far.questions.send("matches", Matches("fh", total=7), EVERYWHERE, COUNTED)
        assert hands.search("fh", limit=COUNTED) == Matches("fh", total=7)

    def test_without_an_answer_in_time_nothing_is_found(self, hands: RemoteHands):
        assert hands.search("fh") == Matches("fh")

    @pytest.mark.parametrize("rubbish", [RUBBISH, b"\x04\x00"])
    def test_rubbish_is_no_answer(self, hands: RemoteHands, far: Far, rubbish: bytes):
        far.asked.send(rubbish)
        assert hands.search("fh") == Matches("fh")

    def test_what_the_menu_shows_is_asked_in_the_same_way(self, hands: RemoteHands, far: Far):
        far.questions.send("matches", Matches("f", total=9), EVERYWHERE, SHOWN)
        far.questions.send("offered", Offered(total=7))
        assert hands.offered() == Offered(total=7)
        assert hands.offered() is None

    def test_hands_that_are_gone_find_nothing(self, hands: RemoteHands, far: Far):
        far.close()
        assert hands.search("fh") == Matches("fh")


class TestStop:
    def test_the_last_command_gets_through_a_full_pipe(self, hands: RemoteHands, far: Far):
        while not hands._wire.behind:
            hands.move(1)
        heard: list[str] = []

        def work() -> None:
            while "stop" not in heard:
                heard.extend(name for name, _ in far.wire.receive())
            far.close()

        thread = Thread(target=work)
        thread.start()
        hands.stop()
        thread.join()
        assert heard[-1] == "stop"

    def test_hands_that_hang_are_ended(self, hands: RemoteHands, far: Far, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(remote, "_END_LIMIT", 0.1)
        hands.stop()
        assert not far.lives()
