"""Our own keys are taken out of those that come; what the user did in between is in its place."""

from types import SimpleNamespace
from typing import Any

import pytest
from Xlib import X

from quickreply.desktop.devices_x11 import Said
from quickreply.desktop.hearing_x11 import Hearing

DOWN, UP = X.KeyPress, X.KeyRelease


def said(text: str) -> list[Said]:
    """`+30` a key of the user's goes down, `-30` up; with an `o` behind it is ours. Each has its own time."""
    return [
        Said(DOWN if word[0] == "+" else UP, int(word[1:].rstrip("o")), time, word.endswith("o"))
        for time, word in enumerate(text.split())
    ]


class Events:
    """A display with a queue, devices that say what they are told to, and hands."""

    def __init__(self, down: set[int]) -> None:
        self.event_queue: list[Any] = []
        self.words: list[Said] = []
        self.display = self
        self._down = down

    def sync(self) -> None:
        """All is here already."""

    def screen(self) -> SimpleNamespace:
        return SimpleNamespace(root=None)

    def listen(self) -> None:
        """Nothing to do."""

    stop = listen

    def heard(self) -> list[Said]:
        words, self.words = self.words, []
        return words

    def look(self) -> frozenset[int]:
        return frozenset(self._down)

    def come(self, words: list[Said], *, but: set[int] = frozenset()):
        """These are said, and come as events, except those at these places."""
        self.words += words
        self.event_queue += [
            SimpleNamespace(type=word.kind, detail=word.code, time=word.time, state=0)
            for place, word in enumerate(words)
            if place not in but
        ]

    def left(self) -> str:
        return " ".join(f"{'+' if event.type == DOWN else '-'}{event.detail}" for event in self.event_queue)


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Events:
    events = Events({40})
    monkeypatch.setattr("quickreply.desktop.hearing_x11.Devices", lambda _: events)
    monkeypatch.setattr(
        Hearing,
        "_event",
        lambda _, word, state: SimpleNamespace(type=word.kind, detail=word.code, time=word.time, state=state),
    )
    return events


@pytest.fixture
def hearing(events: Events) -> Hearing:
    hearing: Any = Hearing
    made: Hearing = hearing(events, events)
    made.begin()
    return made


def test_ours_are_taken_out(hearing: Hearing, events: Events):
    events.come(said("+30 +31o -30 -31o +61"))
    assert [word.code for word in hearing.sort()] == [30, 30, 61]
    assert events.left() == "+30 -30 +61"


def test_a_key_of_the_users_that_waits_is_no_key_of_ours_behind_it(events: Events, hearing: Hearing):
    # GIVEN a slash of the user's that was not handled yet
    events.come(said("+61 -61"))
    hearing.begin()
    # WHEN we play one
    events.come(said("+61o -61o"))
    hearing.sort()
    # THEN hers is left
    assert events.left() == "+61 -61"


def test_a_release_that_the_server_dropped_stands_before_the_next_press(hearing: Hearing, events: Events):
    # GIVEN a key that the user holds and we lift, so that her release makes no difference
    words = said("-40o -40 +40")
    # WHEN she releases and presses it
    events.come(words, but={1})
    hearing.sort()
    # THEN both are there, in order
    assert events.left() == "-40 +40"
    assert hearing.fingers == hearing.down == {40}


def test_a_press_that_the_server_dropped_is_put_in(hearing: Hearing, events: Events):
    events.come(said("+30o +30 -30o -30 +31"), but={1, 3})
    hearing.sort()
    assert events.left() == "+30 -30 +31"


def test_what_the_frozen_keyboard_keeps_is_told_apart_when_it_comes(hearing: Hearing, events: Events):
    # GIVEN keys that have been heard but wait in the server
    words = said("+30 -30 +31o -31o")
    events.words = words
    hearing.sort()
    assert events.left() == ""
    # WHEN they come
    events.come(words)
    events.words = []
    hearing.sort()
    # THEN the user's are left
    assert events.left() == "+30 -30"


def test_what_goes_to_the_window_does_not_come_to_us(hearing: Hearing, events: Events):
    # GIVEN a key that we lifted, and its release, which goes to the window
    events.come(said("-40o -40"), but={1})
    # WHEN only ours are taken out
    hearing.sort(ours_alone=True)
    # THEN nothing is made up
    assert events.left() == ""


def test_a_key_that_repeats_is_the_users(hearing: Hearing, events: Events):
    events.event_queue = [SimpleNamespace(type=DOWN, detail=40, time=7, state=0)]
    assert hearing.sort() == []
    assert events.left() == "+40"


def test_keys_are_put_down_as_the_fingers_have_them(hearing: Hearing, events: Events):
    # GIVEN a key that the user released while we had pressed it again to last
    events.come(said("-40o -40 +40o"), but={1})
    hearing.sort()
    assert (hearing.down, hearing.fingers) == ({40}, set())
    # WHEN it is put right
    events.press = lambda codes: events.come([Said(DOWN, code, 9, ours=True) for code in codes])  # type: ignore[attr-defined]
    events.release = lambda codes: events.come([Said(UP, code, 9, ours=True) for code in codes])  # type: ignore[attr-defined]
    hearing.put_right()
    # THEN it is up, and nobody sees that but us
    assert hearing.down == set()
    assert events.left() == "-40"
