"""Hotkeys that insert: what is typed behind them stands behind the phrase, and nothing is lost or doubled."""

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.fingers import LONG_ENOUGH
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.texts import PHRASES, SHORT
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, Target

WINDOWS = pytest.mark.parametrize("kind", [Mousepad, Textarea], ids=lambda kind: kind.name)
TYPED_ON = "Thanks, 20% off! OK?"
COPIED = "订单号 2481-77 😀\n第二行"


@pytest.fixture
def bound(quickreply: Quickreply) -> Quickreply:
    """With a hotkey for everything."""
    quickreply.configure(
        {
            "hotkey.repeat": "ctrl+alt+r",
            "hotkey.greeting": "ctrl+alt+b",
            "hotkey.greeting_code": "em",
            "hotkey.pause": "ctrl+alt+p",
            "hotkey.phrase.dh": "ctrl+alt+1",
            "hotkey.phrase.xx": "ctrl+shift+F5",
        }
    )
    return quickreply


def strike(desktop: Desktop, hotkey: str, then: str, delay: int = 5) -> None:
    """Presses a hotkey and types on, all in one breath."""
    desktop.xdotool("key", "--delay", str(delay), hotkey, "type", "--delay", str(delay), "--args", "1", then)


@pytest.mark.parametrize(
    ("kind", "delay"), [(Mousepad, 5), (Textarea, 5), (Textarea, 30)], ids=["mousepad", "textarea", "slowly"]
)
@pytest.mark.usefixtures("bound")
def test_what_is_typed_behind_a_phrases_hotkey_follows_it(
    desktop: Desktop, targets: Targets, kind: type[Target], delay: int
):
    desktop.clipboard.own(text=COPIED)
    expected = f"{PHRASES['dh']}{TYPED_ON} {SHORT}ok"
    target = targets.ready(kind)
    # WHEN the hotkey is pressed, and typed on with a code in it
    strike(desktop, "ctrl+alt+1", f"{TYPED_ON} /xx ok", delay)
    # THEN all of it is there, exact and in order
    assert target.wait_for(expected, PATIENCE) == expected
    # AND the clipboard is as it was
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)


@WINDOWS
@pytest.mark.usefixtures("bound")
def test_the_greeting_and_its_repetition(desktop: Desktop, targets: Targets, kind: type[Target]):
    target = targets.ready(kind)
    # WHEN the greeting is wanted, and right behind it once more what was inserted last
    strike(desktop, "ctrl+alt+b", " a ")
    strike(desktop, "ctrl+alt+r", " b")
    expected = f"{PHRASES['em']} a {PHRASES['em']} b"
    assert target.wait_for(expected, PATIENCE) == expected


@WINDOWS
@pytest.mark.usefixtures("bound")
def test_behind_a_code_it_repeats_that_phrase(desktop: Desktop, targets: Targets, kind: type[Target]):
    target = targets.ready(kind)
    # WHEN a code is typed, and its phrase repeated before it can have arrived
    desktop.xdotool(
        "type",
        "--delay",
        "5",
        "--args",
        "1",
        "a /xx b",
        "key",
        "--delay",
        "5",
        "ctrl+alt+r",
        "c",
        "ctrl+alt+r",
    )
    expected = f"a {SHORT}b{SHORT}c{SHORT}"
    assert target.wait_for(expected, PATIENCE) == expected


@pytest.mark.usefixtures("bound")
def test_a_code_that_is_being_typed_is_turned_away_from(desktop: Desktop, mousepad: Mousepad):
    desktop.xdotool("type", "--delay", "5", "--args", "1", "a /f", "key", "--delay", "5", "ctrl+alt+1", "b")
    expected = f"a {PHRASES['dh']}b"
    assert mousepad.wait_for(expected, PATIENCE) == expected


def test_it_is_counted_as_a_hotkey(bound: Quickreply, desktop: Desktop, mousepad: Mousepad):
    before = len(bound.usage())
    desktop.key("ctrl+shift+F5")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert bound.counted(before, "hotkey", "Mousepad", SHORT)


@pytest.mark.parametrize(("key", "held"), [("1", ("ctrl", "alt")), ("F5", ("ctrl", "shift"))])
def test_held_until_it_repeats_it_inserts_once(
    bound: Quickreply, desktop: Desktop, mousepad: Mousepad, key: str, held: tuple[str, ...]
):
    phrase = PHRASES["dh"] if key == "1" else SHORT
    # WHEN the hotkey stays down, its modifiers too
    down = [word for name in (*held, key) for word in ("keydown", name)]
    up = [word for name in (key, *held) for word in ("keyup", name)]
    desktop.xdotool(*down, "sleep", str(LONG_ENOUGH), *up, "key", "o", "k")
    # THEN the phrase is there once, and what is typed when all is up is plain text
    assert mousepad.wait_for(f"{phrase}ok", PATIENCE) == f"{phrase}ok"
    assert bound.frees_keyboard()
    assert not bound.eye.keys_down()


def test_it_works_while_codes_are_paused(bound: Quickreply, desktop: Desktop, mousepad: Mousepad):
    bound.pause()
    strike(desktop, "ctrl+shift+F5", "/xx ")
    assert mousepad.wait_for(f"{SHORT}/xx ", PATIENCE) == f"{SHORT}/xx "


def test_in_the_search_window_it_inserts_where_the_user_was(
    bound: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    palette = Palette(bound, desktop)
    palette.find("fh", "ctrl+shift+F5")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    assert palette.closed()
    desktop.type("ok")
    assert mousepad.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"


def test_pause_by_hotkey(bound: Quickreply, desktop: Desktop, mousepad: Mousepad):
    # WHEN the hotkey is pressed, and stays down for long
    desktop.xdotool("keydown", "ctrl+alt+p", "sleep", str(LONG_ENOUGH), "keyup", "ctrl+alt+p")
    # THEN codes are not caught, which is told, and keys are free
    assert until(lambda: not bound.holds_slash(), PATIENCE)
    assert bound.shows("notice")
    assert bound.ask(do="status")["why"] == "Paused."
    desktop.type("/xx ")
    assert mousepad.wait_for("/xx ", PATIENCE) == "/xx "
    # WHEN it is pressed once more, THEN they are caught
    desktop.key("ctrl+alt+p")
    assert until(bound.holds_slash, PATIENCE)
