"""The hands' side of the wires: commands as a source of their loop, and one list at a time to the eye."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from quickreply.core.phrase import Phrase
from quickreply.core.ports import Suggestions
from quickreply.core.search import Match, Matches, Rank
from quickreply.core.usage import How, UsageEvent
from quickreply.desktop import hands_x11
from quickreply.desktop.hands_x11 import Farewell, WiredFront, shortened, watch_commands
from quickreply.desktop.loop import SelectorLoop
from quickreply.desktop.wire import Message, Wire
from quickreply.engine.desk import Hotkeys
from quickreply.engine.front import Caught, Offered
from tests.fakes import FakeLoop

LARGE = "亲" * 1_000_000


@pytest.fixture
def ends() -> Iterator[tuple[Wire, Wire]]:
    """Ours and that of the program in front."""
    here, there = socket.socketpair()
    yield Wire(here), Wire(there)
    here.close()
    there.close()


@pytest.fixture
def wire(ends: tuple[Wire, Wire]) -> Wire:
    return ends[0]


@pytest.fixture
def far(ends: tuple[Wire, Wire]) -> Wire:
    return ends[1]


class TestCommands:
    @pytest.fixture
    def loop(self) -> SelectorLoop:
        return SelectorLoop()

    @pytest.fixture
    def acts(self, loop: SelectorLoop, wire: Wire) -> list[Message]:
        """What was asked for; the loop ends when nobody is there to ask for more."""
        acts: list[Message] = []
        watch_commands(loop, wire, acts.append, loop.stop)
        return acts

    def test_what_is_asked_for_is_done_in_order_to_the_last(
        self, loop: SelectorLoop, far: Wire, acts: list[Message]
    ):
        for number in range(3):
            far.send("move", number)
        far.close()
        loop.run()
        assert acts == [("move", (number,)) for number in range(3)]

    @pytest.mark.parametrize("rubbish", [b"\xff" * 100, b"\x04\x00\x00\x00zzzz"])
    def test_one_who_talks_rubbish_is_left(
        self, loop: SelectorLoop, far: Wire, acts: list[Message], rubbish: bytes
    ):
        far.send("move", 1)
        far._link.send(rubbish)
        loop.run()
        assert acts == [("move", (1,))]

    def test_half_a_command_keeps_nothing_waiting(self, loop: SelectorLoop, far: Wire, acts: list[Message]):
        far._link.send(b"\x40\x00\x00\x00half")
        done: list[str] = []
        loop.after(0.05, lambda: done.append("timer"))
        loop.after(0.05, loop.stop)
        loop.run()
        assert done == ["timer"]
        assert acts == []

    def test_an_answer_larger_than_the_pipe_goes_out_while_the_loop_works(
        self, loop: SelectorLoop, wire: Wire, far: Wire, acts: list[Message]
    ):
        heard: list[Message] = []

        def hear() -> None:
            heard.extend(far.receive())
            if heard:
                far.close()
            else:
                loop.after(0.001, hear)

        wire.send("matches", LARGE)
        assert wire.behind
        loop.after(0, hear)
        loop.run()
        assert heard == [("matches", (LARGE,))]
        assert acts == []

    def test_a_command_that_fails_takes_none_behind_it_along(self, loop: SelectorLoop, wire: Wire, far: Wire):
        done: list[object] = []

        def act(message: Message) -> None:
            done.append(message[1][0] / 0 if message[0] == "fail" else message)  # type: ignore[operator]

        watch_commands(loop, wire, act, loop.stop)
        for name in ("move", "fail", "hidden"):
            far.send(name, 1)
        far.close()
        loop.run()
        assert done == [("move", (1,)), ("hidden", (1,))]


class TestFarewell:
    """The real courier is tried on a screen."""

    @dataclass
    class Courier:
        busy: bool

    @dataclass
    class Tap:
        catches: int = 0

        def catch(self, slash: str | None, hotkeys: Hotkeys) -> Caught:
            assert (slash, hotkeys) == (None, {})
            self.catches += 1
            return Caught(armed=False)

    def end(self, courier: Courier, tap: Tap, *then: tuple[float, Callable[[], None]]) -> None:
        """Says farewell twice and waits for the end; what is in `then` happens after so many seconds."""
        loop = SelectorLoop()
        farewell = Farewell(loop, tap, courier)  # type: ignore[arg-type]
        loop.call(farewell.say)
        loop.call(farewell.say)
        for seconds, act in then:
            loop.after(seconds, act)
        loop.run()

    def test_with_nothing_on_its_way_it_ends_at_once(self):
        tap = self.Tap()
        self.end(self.Courier(busy=False), tap, (0.3, lambda: pytest.fail("it goes on")))
        assert tap.catches == 0

    def test_what_is_on_its_way_arrives_and_nothing_new_is_begun(self):
        tap, courier, seen = self.Tap(), self.Courier(busy=True), list[str]()

        def arrive() -> None:
            seen.append("arrived")
            courier.busy = False

        self.end(courier, tap, (0.05, arrive))
        assert seen == ["arrived"]
        assert tap.catches == 1

    def test_it_is_not_waited_for_without_end(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(hands_x11, "LAST_DELIVERY", 0.05)
        courier = self.Courier(busy=True)
        self.end(courier, self.Tap())
        assert courier.busy


class TestWiredFront:
    @pytest.fixture
    def front(self, wire: Wire, time: FakeLoop) -> WiredFront:
        return WiredFront(wire, time)

    @pytest.fixture
    def time(self) -> FakeLoop:
        return FakeLoop()

    def test_one_list_is_on_its_way_at_a_time_and_the_newest_comes_next(self, front: WiredFront, far: Wire):
        for number in (1, 2, 3):
            front.suggest(_list(number))
        assert _numbers(far) == [1]
        front.seen()
        assert _numbers(far) == [3]
        front.seen()
        assert _numbers(far) == []

    def test_a_list_that_waits_is_dropped_when_all_are_closed(self, front: WiredFront, far: Wire):
        front.suggest(_list(1))
        front.suggest(_list(2))
        front.hide()
        front.seen()
        assert [name for name, _ in far.receive()] == ["suggest", "hide"]

    def test_a_window_that_reads_is_not_disturbed_by_a_count(
        self, front: WiredFront, far: Wire, time: FakeLoop
    ):
        # WHEN two insertions are counted, and the stock with them
        for characters in (1, 2):
            front.used(_use(characters))
            front.stocked(Offered(total=characters))
        assert [*far.receive()] == []
        # THEN that is said a moment later, the stock once
        time.advance(0.2)
        assert [*far.receive()] == [
            ("used", (_use(1),)), ("used", (_use(2),)), ("stocked", (Offered(total=2),))
        ]  # fmt: skip
        # AND what is no count is said at once
        front.stocked(Offered(total=3))
        assert [*far.receive()] == [("stocked", (Offered(total=3),))]
        time.advance(1)
        assert [*far.receive()] == []

    def test_what_was_held_back_is_said_before_the_end(self, front: WiredFront, far: Wire):
        front.used(_use(1))
        front.say_the_rest()
        assert [*far.receive()] == [("used", (_use(1),))]

    def test_no_more_of_a_text_is_sent_than_can_be_seen(self, front: WiredFront, far: Wire):
        front.suggest(_list(1, LARGE))
        [(_, (suggestions,))] = far.receive()
        assert isinstance(suggestions, Suggestions)
        assert suggestions.matches == shortened(_list(1, LARGE).matches)
        assert len(suggestions.matches.rows[0].phrase.text) == 2000


def _use(characters: int) -> UsageEvent:
    return UsageEvent(datetime(2026, 1, 2, tzinfo=UTC), 1, How.CODE, "chat", characters, 9)


def _list(number: int, text: str = "text") -> Suggestions:
    row = Match(Phrase(1, 1, None, "fh", "Shipping", text), Rank.CODE, "fh")
    return Suggestions(number, "/f", Matches("f", (row,), 1), 0, None)


def _numbers(far: Wire) -> list[int]:
    return [args[0].number for _, args in far.receive() if isinstance(args[0], Suggestions)]
