"""Keys from a keyboard that is not the one our fakes come from, as on every real computer.

Under Xvfb alone both are XTEST's, and a grab of the server keeps the user's keys away from ours. A real
keyboard is not kept away.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from Xlib.display import Display
from Xlib.ext import xinput

from tests.screen.abroad import GERMAN, SHIFT, Abroad
from tests.screen.desktop import until
from tests.screen.eye import Eye
from tests.screen.keyboard import CODES, Keyboard
from tests.screen.nested import NestedDesktop
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, LONGER, SHORT
from tests.screen.windows import Mousepad, QtBox, Target
from tests.screen.xkb import KeyboardState, Xkb

LINES = (
    ("/zzz a /xx b /q. xx/xx ok.", f"/zzz a {SHORT}b /q. xx/xx ok."),
    ("a /xx and /zz b/c 1/2 /fhd /xx ok.", f"a {SHORT}and /zz b/c 1/2 {LONGER}{SHORT}ok."),
    ("/f9z //u /w, /fh and so on;", f"/f9z //u /w, {HANZI}and so on;"),
)
"""What is typed, and what stands there: given back, let pass and inserted in one breath."""

_NAMES = {" ": "space", "/": "slash"}

FAST = 0.002
REPEATS = 1.2
"""Seconds after which a held key has come again and again."""


class Nested:
    """The program on the inner display, hands on the outer one."""

    def __init__(self, desktop: NestedDesktop) -> None:
        self.targets = Targets(desktop)
        self.program = Quickreply(desktop).start()
        self.keyboard = Keyboard(desktop.outside)
        self.xkb = Xkb(desktop.env["DISPLAY"])
        self.eye = Eye(desktop.env["DISPLAY"])

    def ready(self, kind: type[Target]) -> Target:
        window: Target = self.targets.ready(kind)
        self.program.pause()
        self.program.resume()
        return window

    def type(self, text: str, pause: float, *, rolling: bool = False) -> None:
        keys = " ".join(_NAMES.get(character, character) for character in text)
        (self.keyboard.roll if rolling else self.keyboard.type)(keys, pause)

    def untouched(self) -> bool:
        """No key is down, no modifier held, latched or locked."""
        return self.xkb.state() == KeyboardState(0, 0, 0, 0) and not self.eye.keys_down()


@pytest.fixture(scope="module")
def nested() -> Iterator[Nested]:
    with NestedDesktop() as desktop:
        nested = Nested(desktop)
        yield nested
        nested.keyboard.close()
        nested.xkb.close()
        nested.eye.close()


def series(nested: Nested, kind: type[Target], rounds: int, pause: float, *, rolling: bool = False):
    """Each line in turn; returns what came out wrong."""
    wrong = []
    for number in range(rounds):
        keys, text = LINES[number % len(LINES)]
        window = nested.ready(kind)
        nested.type(keys, pause, rolling=rolling)
        there = window.wait_for(text, PATIENCE)
        if there != text or not until(nested.untouched, PATIENCE):
            wrong.append((number, there, nested.xkb.state()))
    return wrong


@pytest.mark.parametrize(("kind", "rounds"), [(QtBox, 30), (Mousepad, 6)], ids=["qt", "mousepad"])
def test_no_key_is_lost_misplaced_or_left_down(nested: Nested, kind: type[Target], rounds: int):
    assert series(nested, kind, rounds, FAST) == []


def test_nor_when_keys_overlap(nested: Nested):
    assert series(nested, QtBox, 6, 0.006, rolling=True) == []


@pytest.mark.soak
@pytest.mark.parametrize("rolling", [False, True], ids=["tapping", "rolling"])
@pytest.mark.parametrize("kind", [QtBox, Mousepad], ids=lambda kind: kind.name)
@pytest.mark.parametrize("pause", [FAST, 0.013, 0.06])
def test_two_hundred_lines(nested: Nested, kind: type[Target], pause: float, rolling: bool):
    assert series(nested, kind, 200, pause, rolling=rolling) == []


@pytest.mark.parametrize(
    ("before", "held", "after", "stands"),
    [
        pytest.param("/f", "h", " .", f"{HANZI}.", id="a letter of a code counts once"),
        pytest.param("/fhd", "backspace", ".", ".", id="Backspace goes on"),
        pytest.param("/xx", "return", ".", f"{SHORT}.", id="the accept key inserts once and types nothing"),
    ],
)
def test_a_key_that_is_held(nested: Nested, before: str, held: str, after: str, stands: str):
    box = nested.ready(QtBox)
    nested.type(before, FAST)
    nested.keyboard.hold(held, REPEATS)
    nested.type(after, FAST)
    assert box.wait_for(stands, PATIENCE) == stands
    assert until(nested.untouched, PATIENCE)


def test_a_key_that_is_given_back_and_still_held_repeats_until_it_is_up(nested: Nested):
    # GIVEN a letter that makes no code of what was typed, and is held
    box = nested.ready(QtBox)
    nested.type("/", FAST)
    nested.keyboard.hold("u", REPEATS)
    # WHEN it comes up
    assert until(nested.untouched, PATIENCE)
    nested.type(".", FAST)
    # THEN it has repeated, as without us, and repeats no more
    assert until(lambda: box.text().endswith("."), PATIENCE)
    assert re.fullmatch(r"/uuu+\.", box.text())


def test_shift_that_is_held_over_a_code_is_up_in_the_end(nested: Nested):
    # GIVEN Shift, pressed before the code and up in the middle of it, behind it, or long after
    for up in range(5):
        box = nested.ready(QtBox)
        nested.keyboard.type("space")
        for number, key in enumerate(["slash", "f", "h", "d", "space"]):
            if number == 1:
                nested.keyboard.down("shift")
            nested.keyboard.type(key, FAST)
            if number == up:
                nested.keyboard.up("shift")
        nested.keyboard.up("shift")
        nested.type("ok", FAST)
        # THEN the code is the code, and what follows is no capital
        expected = f" {LONGER}ok"
        assert box.wait_for(expected, PATIENCE) == expected
        assert until(nested.untouched, PATIENCE)


@pytest.fixture(scope="module")
def german() -> Iterator[Abroad]:
    with NestedDesktop() as desktop:
        place = Abroad(desktop)
        place.keyboard.close()
        place.keyboard = Keyboard(desktop.outside)
        yield place
        place.close()


def the_whole_server(german: Abroad):
    german.use(GERMAN)


def the_users_keyboard_alone(german: Abroad):
    """As Debian does where no desktop sets it: XTEST's keyboard stays a US one."""
    german.desktop.run("setxkbmap", "us")
    display = Display(german.desktop.env["DISPLAY"])
    devices = display.xinput_query_device(xinput.AllDevices).devices
    display.close()
    number = next(device.deviceid for device in devices if device.name == "Xephyr virtual keyboard")
    german.desktop.run("setxkbmap", "-device", str(number), "de")
    german.keyboard.type("shift")  # the server takes the keyboard that was used last for all of them
    assert until(lambda: german.program.eye.is_caught(CODES["7"], SHIFT), PATIENCE)


@pytest.mark.parametrize("has_layout", [the_whole_server, the_users_keyboard_alone])
def test_a_slash_with_shift_from_another_device(german: Abroad, has_layout: Callable[[Abroad], None]):
    has_layout(german)
    box = german.targets.ready(QtBox)
    for pause in (FAST, 0.02):
        german.keyboard.type(GERMAN.keys("S f h space S q q space a S b space S y z space"), pause)
        expected = "今天发货。/qq a/b 中午以前。"
        assert box.wait_for(expected, PATIENCE) == expected
        assert until(lambda: not german.program.eye.keys_down(), PATIENCE)
        assert german.xkb.state() == KeyboardState(0, 0, 0, 0)
        box.clear()
        german.afresh()
