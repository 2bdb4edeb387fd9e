"""What stands before a slash, by events as a server sends them; on a screen it is tried in the rules."""

import struct
from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from Xlib import XK, X
from Xlib.ext import ge, xinput

from quickreply.desktop.context_x11 import Context
from quickreply.desktop.keymap_x11 import Keymap

XI2 = 131
"""The number of the extension on this server."""

ACTIVE = 300
"""The atom of _NET_ACTIVE_WINDOW."""

SHIFT, CTRL, ALT, CAPS = 50, 37, 64, 66
CODES = {"a": 38, "b": 56, "1": 10, "/": 61, "space": 65, "Left": 113}


class Server:
    """A display of a US keyboard, as far as a context needs one, and what its user does."""

    def __init__(self, *, xi2: bool = True) -> None:
        self._xi2 = xi2
        self.down = 0
        """The modifiers that are down, as the server knows."""
        self.asked = 0
        self.later: deque[Any] = deque()
        """What was read from the connection and not handled yet."""
        info = SimpleNamespace(min_keycode=8, max_keycode=255)
        self.display = SimpleNamespace(
            info=info, event_queue=self.later, get_extension_major=lambda _name: XI2
        )
        self._root = SimpleNamespace(
            query_pointer=self._pointer,
            change_attributes=lambda **_: None,
            xinput_select_events=lambda _: None,
        )

    def screen(self) -> Any:  # noqa: ANN401 - stands for python-xlib
        return SimpleNamespace(root=self._root)

    def get_atom(self, _name: str) -> int:
        return ACTIVE

    def query_extension(self, _name: str) -> None:
        """Without XKB the keys are read from the core keymap."""

    def has_extension(self, _name: str) -> bool:
        return self._xi2

    def xinput_query_version(self) -> Any:  # noqa: ANN401 - same
        return SimpleNamespace(major_version=2, minor_version=4)

    def flush(self) -> None: ...

    def get_keyboard_mapping(self, first: int, count: int) -> list[tuple[int, ...]]:
        syms = {
            SHIFT: (XK.XK_Shift_L,),
            CTRL: (XK.XK_Control_L,),
            ALT: (XK.XK_Alt_L,),
            CAPS: (XK.XK_Caps_Lock,),
            CODES["a"]: (ord("a"), ord("A")),
            CODES["b"]: (ord("b"), ord("B")),
            CODES["1"]: (ord("1"), ord("!")),
            CODES["/"]: (ord("/"), ord("?")),
            CODES["space"]: (XK.XK_space,),
            CODES["Left"]: (XK.XK_Left,),
        }
        return [syms.get(code, ()) for code in range(first, first + count)]

    def get_modifier_mapping(self) -> list[tuple[int, ...]]:
        return [(SHIFT,), (CAPS,), (CTRL,), (ALT,), (), (), (), ()]

    def _pointer(self) -> Any:  # noqa: ANN401 - same
        self.asked += 1
        return SimpleNamespace(mask=self.down)


def raw(kind: int, code: int = 0) -> Any:  # noqa: ANN401 - same
    """A raw event as it comes: a device, a time, a key and the device behind it, then what nobody reads."""
    data = struct.pack("<HIIH", 3, 12345, code, 5) + bytes(18)
    return SimpleNamespace(type=ge.GenericEventCode, extension=XI2, evtype=kind, data=data)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def context(server: Server) -> Context:
    return Context(server, Keymap(server))


MASKS = {SHIFT: X.ShiftMask, CTRL: X.ControlMask, ALT: X.Mod1Mask}


class Hands:
    """Presses keys. What somebody else's grab hides is not told."""

    def __init__(self, server: Server, context: Context) -> None:
        self._server, self._context = server, context

    def press(self, code: int, *, hidden: bool = False) -> None:
        self._tell(raw(xinput.RawKeyPress, code), hidden)
        self._server.down |= MASKS.get(code, 0)

    def lift(self, code: int, *, hidden: bool = False) -> None:
        self._server.down &= ~MASKS.get(code, 0)
        self._tell(raw(xinput.RawKeyRelease, code), hidden)

    def type(self, *keys: str) -> None:
        for key in keys:
            self.press(CODES[key])
            self.lift(CODES[key])

    def _tell(self, event: Any, hidden: bool) -> None:  # noqa: ANN401 - same
        if not hidden:
            assert self._context.takes(event)


@pytest.fixture
def hands(server: Server, context: Context) -> Hands:
    return Hands(server, context)


class TestOneCharacter:
    def test_before_the_slash_stands_the_key_before_it(self, hands: Hands, context: Context):
        hands.type("a", "/")
        assert context.before == "a"
        hands.type("space", "/")
        assert context.before == " "

    def test_capitals_and_signs_are_what_they_are(self, hands: Hands, context: Context):
        hands.press(SHIFT)
        hands.type("a")
        hands.lift(SHIFT)
        hands.type("/")
        assert context.before == "A"

    def test_a_shortcut_leaves_nothing_known(self, hands: Hands, context: Context):
        hands.type("a")
        hands.press(CTRL)
        hands.type("b")
        hands.lift(CTRL)
        hands.type("/")
        assert context.before is None

    def test_caps_lock_is_no_key_that_is_held(self, server: Server, hands: Hands, context: Context):
        hands.press(CAPS)
        hands.lift(CAPS)
        hands.type("a", "/")
        assert context.before == "a"
        assert server.asked == 0

    @pytest.mark.parametrize(
        "event",
        [
            raw(xinput.RawButtonPress),
            SimpleNamespace(type=X.PropertyNotify, atom=ACTIVE),
        ],
        ids=["click", "window"],
    )
    def test_a_click_and_another_window_leave_nothing_known(
        self, hands: Hands, context: Context, event: object
    ):
        hands.type("a")
        assert context.takes(event)
        hands.type("/")
        assert context.before is None

    def test_keys_played_before_a_click_and_heard_after_it_do_not_count(self, hands: Hands, context: Context):
        context.lose(2)
        hands.type("a", "b", "1", "/")
        assert context.before == "1"

    def test_what_is_something_else_is_left_to_others(self, context: Context):
        assert not context.takes(SimpleNamespace(type=X.PropertyNotify, atom=ACTIVE + 1))
        assert not context.takes(SimpleNamespace(type=X.KeyPress))


class TestStuckModifiers:
    @pytest.mark.parametrize("modifier", [SHIFT, CTRL, ALT])
    def test_one_that_was_lifted_while_another_program_held_the_keyboard_is_up(
        self, hands: Hands, context: Context, modifier: int
    ):
        hands.press(modifier)
        hands.lift(modifier, hidden=True)
        hands.type("a", "/")
        assert context.before == "a"

    def test_one_of_two_may_be_stuck(self, hands: Hands, context: Context):
        hands.press(CTRL)
        hands.press(SHIFT)
        hands.lift(CTRL, hidden=True)
        hands.type("a")
        hands.lift(SHIFT)
        hands.type("/")
        assert context.before == "A"

    def test_one_that_is_really_held_stays_held(self, hands: Hands, context: Context):
        hands.press(CTRL)
        hands.type("a", "b", "/")
        assert context.before is None

    def test_one_lifted_behind_a_press_that_is_handled_late_was_down_for_it(
        self, server: Server, hands: Hands, context: Context
    ):
        # GIVEN a shortcut that is over by the time its first news is handled
        hands.press(CTRL)
        server.later.append(raw(xinput.RawKeyRelease, CTRL))
        server.down = 0
        # WHEN its letter is handled
        hands.press(CODES["b"])
        server.later.clear()
        hands.lift(CTRL)
        hands.type("/")
        # THEN it was a shortcut and no letter
        assert context.before is None

    def test_nobody_is_asked_while_no_modifier_is_down(self, server: Server, hands: Hands):
        hands.type("a", "b", "1", "/")
        assert server.asked == 0

    def test_after_it_was_switched_off_and_on_nothing_is_stuck(self, hands: Hands, context: Context):
        hands.press(CTRL)
        context.forget()
        hands.lift(CTRL, hidden=True)
        context.watch()
        hands.type("a", "/")
        assert context.before == "a"


class TestWithoutXinput:
    def test_nothing_is_known(self):
        server = Server(xi2=False)
        context = Context(server, Keymap(server))
        assert not context.available
        context.watch()
        assert not context.takes(raw(xinput.RawKeyPress, CODES["a"]))
        assert context.before is None
