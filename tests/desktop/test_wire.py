"""Both ends of a wire, and what must not happen to one end when the other is slow, gone or mad."""

import pickle
import socket
import struct
from collections.abc import Iterator

import pytest

from quickreply.desktop.wire import Message, Wire

LARGE = bytes(range(256)) * 20_000
"""5 MB: many times what a socket takes."""


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    yield here, there
    here.close()
    there.close()


@pytest.fixture
def here(ends: tuple[socket.socket, socket.socket]) -> Wire:
    return Wire(ends[0])


@pytest.fixture
def there(ends: tuple[socket.socket, socket.socket]) -> Wire:
    return Wire(ends[1])


@pytest.fixture
def raw(ends: tuple[socket.socket, socket.socket]) -> socket.socket:
    """The other end without a wire: it can say anything."""
    return ends[1]


def framed(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


def message(name: str, *args: object) -> bytes:
    return framed(pickle.dumps((name, args)))


def heard(sender: Wire, hearer: Wire, number: int) -> list[Message]:
    """So many messages, while the sender sends what it can."""
    messages: list[Message] = []
    while len(messages) < number and hearer.open:
        sender.flush()
        messages.extend(hearer.receive())
    return messages


class TestSaying:
    def test_what_is_said_is_heard_in_order(self, here: Wire, there: Wire):
        for number in range(3):
            here.send("count", number, None, "亲")
        assert list(there.receive()) == [("count", (number, None, "亲")) for number in range(3)]
        assert list(there.receive()) == []
        assert there.open

    def test_what_the_pipe_does_not_take_waits_and_arrives_whole(self, here: Wire, there: Wire):
        # GIVEN a message larger than the pipe, and one behind it
        here.send("large", LARGE)
        here.send("small")
        # THEN saying it has not waited
        assert here.behind
        # AND it arrives as soon as there is room
        assert heard(here, there, 2) == [("large", (LARGE,)), ("small", ())]
        assert not here.behind

    def test_many_small_ones_fill_the_pipe_too(self, here: Wire, there: Wire):
        number = 0
        while not here.behind:
            here.send("count", number)
            number += 1
        assert [args for _, args in heard(here, there, number)] == [(i,) for i in range(number)]

    def test_both_may_be_behind_at_once(self, here: Wire, there: Wire):
        here.send("large", LARGE)
        there.send("large", LARGE)
        messages: list[Message] = []
        while len(messages) < 2:
            for wire in (here, there):
                wire.flush()
                messages.extend(wire.receive())
        assert messages == [("large", (LARGE,))] * 2


class TestHearing:
    def test_a_message_may_come_byte_by_byte(self, here: Wire, raw: socket.socket):
        for byte in message("slow", 1):
            assert list(here.receive()) == []
            raw.send(bytes([byte]))
        assert list(here.receive()) == [("slow", (1,))]

    def test_half_a_message_and_silence_keep_nobody_waiting(self, here: Wire, raw: socket.socket):
        whole = message("half", "x" * 100)
        raw.send(whole[:-1])
        assert list(here.receive()) == []
        assert here.open
        assert not here.waiting
        raw.send(whole[-1:])
        assert list(here.receive()) == [("half", ("x" * 100,))]

    def test_what_was_read_but_not_taken_is_known_to_wait(self, here: Wire, there: Wire):
        there.send("one")
        there.send("two")
        assert next(here.receive()) == ("one", ())
        assert here.waiting
        assert list(here.receive()) == [("two", ())]
        assert not here.waiting


class TestGone:
    def test_what_was_said_before_is_heard(self, here: Wire, there: Wire):
        there.send("last words")
        there.close()
        assert list(here.receive()) == [("last words", ())]
        assert not here.open

    def test_last_words_are_heard_though_nobody_hears_us(self, here: Wire, there: Wire):
        there.send("last words")
        there.close()
        here.send("hello?")
        assert not here.open
        assert list(here.receive()) == [("last words", ())]

    def test_half_a_message_is_none(self, here: Wire, raw: socket.socket):
        raw.send(message("half")[:-1])
        raw.close()
        assert list(here.receive()) == []
        assert not here.open

    def test_nothing_is_kept_for_who_does_not_hear(self, here: Wire, there: Wire):
        here.send("large", LARGE)
        there.close()
        here.flush()
        here.send("large", LARGE)
        assert not here.behind
        assert here._unsent == b""

    def test_saying_and_hearing_after_the_end_harm_nothing(self, here: Wire):
        here.close()
        here.close()
        here.send("hello?")
        here.flush()
        assert (here.open, here.behind, here.waiting) == (False, False, False)


RUBBISH = {
    "noise": framed(bytes(range(200, 256))),
    "nothing": framed(b""),
    "longer than anything we say": b"\xff" * 100,
    "no message": framed(pickle.dumps(["x"])),
    "no name": framed(pickle.dumps((1, ()))),
    "of a class that is not here": framed(b"cno\nsuch\n."),
}


class TestRubbish:
    @pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
    def test_it_is_taken_for_the_end(self, here: Wire, raw: socket.socket, rubbish: bytes):
        raw.send(message("before") + rubbish + message("behind"))
        assert list(here.receive()) == [("before", ())]
        assert not here.open
        assert not here.waiting
        here.send("hello?")
        assert not here.behind
