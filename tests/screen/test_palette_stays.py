"""The palette that stays: Ctrl+Enter gives the keyboard back to it, pinned it stands beside the window."""

import json
from collections.abc import Iterator

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.fingers import hold
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import HOTKEY, Palette, keyboard_owner
from tests.screen.targets import Targets
from tests.screen.texts import LONGER, SHORT
from tests.screen.web import Textarea, WebChat
from tests.screen.windows import Mousepad, QtBox, Target

STAY = "ctrl+Return"


@pytest.fixture
def palette(quickreply: Quickreply, desktop: Desktop) -> Iterator[Palette]:
    """Closed and not pinned, before and after."""
    used = Palette(quickreply, desktop)
    yield used
    if quickreply.sees("panel"):
        if not used.has_keyboard():
            desktop.key(HOTKEY)
            assert until(used.has_keyboard, PATIENCE)
        desktop.key("ctrl+p")
        assert quickreply.shows("palette")
    if quickreply.sees("palette"):
        desktop.key("Escape")
        assert used.closed()


def burst(desktop: Desktop, delay: int, *parts: str) -> None:
    """Types texts, and presses keys that are written as `<Return>`, all in one breath."""
    chain: list[str] = []
    for part in parts:
        pressed = part.startswith("<")
        chain += ["key" if pressed else "type", "--delay", str(delay)]
        chain += [part.strip("<>")] if pressed else ["--args", "1", "--", part]
    desktop.xdotool(*chain)


@pytest.mark.parametrize(
    ("kind", "speed"), [(Mousepad, 5), (Mousepad, 80), (QtBox, 5), (Textarea, 5), (Textarea, 30)]
)
def test_two_phrases_and_what_is_typed_behind_them(
    palette: Palette, desktop: Desktop, targets: Targets, kind: type[Target], speed: int
):
    target = targets.ready(kind)
    palette.open()
    # WHEN two phrases are inserted by Ctrl+Enter and one by Enter, without a look at the screen
    burst(desktop, speed, "xx", f"<{STAY}>", "fhd", f"<{STAY}>", "xx", "<Return>", "ok")
    # THEN each query took the place of the one before, and all of it is there, in order
    expected = f"{SHORT}{LONGER}{SHORT}ok"
    assert target.wait_for(expected, PATIENCE) == expected
    assert palette.closed()


@pytest.mark.parametrize("speed", [5, 80])
def test_the_search_goes_on_with_the_query_selected(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad, speed: int
):
    palette.open()
    burst(desktop, speed, "xx", f"<{STAY}>")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    # THEN the palette has the keyboard again, and goes on
    assert until(palette.has_keyboard, PATIENCE)
    assert quickreply.frees_keyboard()
    desktop.type("hello", speed)
    assert palette.query() == "hello"
    assert mousepad.text() == SHORT


def test_an_enter_that_is_held_inserts_once(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, web_chat: WebChat
):
    palette.open()
    desktop.type("xx")
    desktop.xdotool("keydown", "ctrl")
    try:
        hold(desktop, "Return")
    finally:
        desktop.xdotool("keyup", "ctrl")
    assert web_chat.wait_for(SHORT, PATIENCE) == SHORT
    assert web_chat.sent() == []
    assert until(palette.has_keyboard, PATIENCE)
    assert quickreply.frees_keyboard()


def test_who_turns_to_another_window_closes_it(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, targets: Targets
):
    other = targets.ready(QtBox)
    target = targets.ready(Mousepad)
    palette.open()
    burst(desktop, 5, "xx", f"<{STAY}>")
    assert target.wait_for(SHORT, PATIENCE) == SHORT
    assert until(palette.has_keyboard, PATIENCE)
    # WHEN another window is brought to the front
    other.focus()
    # THEN the palette is gone, and what is typed is there
    assert quickreply.hides("palette")
    desktop.type("here")
    assert other.wait_for("here", PATIENCE) == "here"


# Pinned.


@pytest.fixture
def pinned(quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad) -> Palette:
    """Beside a window at the left, which has the keyboard."""
    desktop.xdotool("windowsize", "--sync", str(mousepad.window), "600", "500")
    desktop.xdotool("windowmove", str(mousepad.window), "40", "60")
    palette.open()
    desktop.key("ctrl+p")
    assert quickreply.shows("panel")
    return palette


def row(quickreply: Quickreply, number: int) -> tuple[int, int]:
    """Where to click for a row of the pinned palette, counted from 1."""
    x, y, width, _ = quickreply.place_of("panel")
    return x + width // 2, y + 56 + 6 + 36 * number - 18


def test_it_stands_beside_the_window(
    quickreply: Quickreply, pinned: Palette, desktop: Desktop, mousepad: Mousepad
):
    x, y, width, height = desktop.place(mousepad.window)
    left, top, _, _ = quickreply.place_of("panel")
    assert left >= x + width
    assert left - (x + width) < 20
    assert top < y + height
    assert until(pinned.has_keyboard, PATIENCE)


def test_it_stays_and_leaves_the_keyboard_to_the_window(
    quickreply: Quickreply, pinned: Palette, desktop: Desktop, mousepad: Mousepad
):
    # WHEN a phrase is chosen by Enter
    desktop.type("xx\nok")
    # THEN it and what was typed behind it is in the window, and the palette is still there
    assert mousepad.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"
    assert keyboard_owner(desktop) == mousepad.window
    assert quickreply.sees("panel")
    # AND the hotkey leads there and back
    desktop.key(HOTKEY)
    assert until(pinned.has_keyboard, PATIENCE)
    desktop.key(HOTKEY)
    assert until(lambda: keyboard_owner(desktop) == mousepad.window, PATIENCE)
    assert quickreply.sees("panel")


def test_a_click_inserts_into_the_window_used_last(
    quickreply: Quickreply, pinned: Palette, desktop: Desktop, targets: Targets, mousepad: Mousepad
):
    # GIVEN a pinned palette that shows a phrase, and the window it was pinned for
    desktop.type("xx\n")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    # WHEN its row is clicked
    desktop.click(*row(quickreply, 1))
    # THEN it is inserted once more, and the keyboard has never left
    assert mousepad.wait_for(SHORT * 2, PATIENCE) == SHORT * 2
    assert keyboard_owner(desktop) == mousepad.window
    # AND once the user has turned to another window, it goes there
    other = targets.ready(QtBox)
    desktop.click(*row(quickreply, 1))
    assert other.wait_for(SHORT, PATIENCE) == SHORT
    desktop.type("ok")
    assert other.wait_for(f"{SHORT}ok", PATIENCE) == f"{SHORT}ok"
    assert mousepad.text() == SHORT * 2
    assert not pinned.has_keyboard()


def test_a_click_into_its_search_box_wakes_it(
    quickreply: Quickreply, pinned: Palette, desktop: Desktop, mousepad: Mousepad
):
    desktop.type("xx\n")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    x, y, width, _ = quickreply.place_of("panel")
    # WHEN the search box is clicked, and a phrase searched
    desktop.click(x + width // 2, y + 28)
    assert until(pinned.has_keyboard, PATIENCE)
    desktop.type("fhd\n")
    # THEN it goes where the user was
    assert mousepad.wait_for(f"{SHORT}{LONGER}", PATIENCE) == f"{SHORT}{LONGER}"
    assert keyboard_owner(desktop) == mousepad.window


def test_it_can_stay_with_the_keyboard_too(pinned: Palette, desktop: Desktop, mousepad: Mousepad):
    burst(desktop, 5, "xx", f"<{STAY}>", "fhd", f"<{STAY}>")
    assert mousepad.wait_for(f"{SHORT}{LONGER}", PATIENCE) == f"{SHORT}{LONGER}"
    assert until(pinned.has_keyboard, PATIENCE)


def test_esc_closes_it(quickreply: Quickreply, pinned: Palette, desktop: Desktop, mousepad: Mousepad):
    assert until(pinned.has_keyboard, PATIENCE)
    desktop.key("Escape")
    assert quickreply.hides("panel")
    assert until(lambda: keyboard_owner(desktop) == mousepad.window, PATIENCE)
    # AND the next time it is where it was
    desktop.key(HOTKEY)
    assert quickreply.shows("panel")


# Writing.


def test_a_phrase_written_there_has_its_code_at_the_slash(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad
):
    # GIVEN a query that finds nothing
    palette.find("uvwz")
    # WHEN it is written as a new phrase: it is the code, and the title comes next
    lines = "Goodbye!", "<Return>", "See you, 20% off."
    burst(desktop, 5, "<ctrl+n>", "bye", "<Tab>", *lines, "<ctrl+Return>")
    # THEN it is found and can be inserted
    assert until(lambda: palette.query() == "uvwz", PATIENCE)
    text = "Goodbye!\nSee you, 20% off."
    desktop.key("Escape")
    assert palette.closed()

    def there() -> bool:
        mousepad.focus()
        mousepad.clear()
        desktop.type("/uvwz ")
        return mousepad.wait_for(text, 2) == text

    assert until(there, PATIENCE)
    quickreply.run("remove", "uvwz")


def test_a_phrase_is_changed_there(
    quickreply: Quickreply, palette: Palette, desktop: Desktop, mousepad: Mousepad
):
    quickreply.run("add", "--code", "uzz", "--text", "old")
    palette.open()
    desktop.type("uzz")
    burst(desktop, 5, "<ctrl+e>", "<ctrl+a>", "new", "<ctrl+Return>")

    def inserted() -> str:
        palette.find("uzz", "Return") if not quickreply.sees("palette") else desktop.key("Return")
        mousepad.wait_for("new", 2)
        text, _ = mousepad.text(), mousepad.clear()
        return text

    assert until(lambda: inserted() == "new", PATIENCE)
    quickreply.run("remove", "uzz")


def test_what_is_missing_is_counted_when_it_closes(quickreply: Quickreply, palette: Palette):
    quickreply.run("missing", "--clear")
    # WHEN queries find nothing, one of them about a customer, and one is no query that ended
    for query in ("uvw wz", "UVW  wz", "order 248177", "xx"):
        palette.find(query, "Escape")
        assert palette.closed()

    def told() -> list[tuple[str, int]]:
        return [(one["query"], one["count"]) for one in json.loads(quickreply.run("missing", "--json"))]

    # THEN those that may be kept are counted, once for each time
    assert until(lambda: told() == [("uvw wz", 2)], PATIENCE)
