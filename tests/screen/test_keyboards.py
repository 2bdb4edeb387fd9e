"""Whatever the keyboard: a code works, what is no code stands as typed, and no lock or modifier is changed.

What stands as typed is what the same keys leave in the window when the program is paused.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.screen.abroad import GERMAN, LAYOUTS, PHRASES, RUSSIAN_TOO, SEVERAL, SHIFT, US, Abroad, Layout
from tests.screen.desktop import Desktop, until
from tests.screen.keyboard import CODES, Keyboard
from tests.screen.program import PATIENCE
from tests.screen.windows import Mousepad, QtBox, Target
from tests.screen.xkb import KeyboardState

Act = Callable[[Keyboard], None]

CAPS, NUM = 2, 16

in_soak = pytest.mark.soak

SLOWLY = 0.03

SOME = [pytest.param(one, marks=[in_soak] if number % 3 else []) for number, one in enumerate(SEVERAL)]
"""One of three and two of four are enough for every day."""


@pytest.fixture(scope="module")
def abroad() -> Iterator[Abroad]:
    with Desktop() as desktop:
        place = Abroad(desktop)
        yield place
        place.close()


@pytest.fixture
def box(abroad: Abroad) -> Iterator[Target]:
    yield abroad.targets.ready(QtBox)
    abroad.xkb.stick(on=False)
    abroad.xkb.lock(0)
    assert until(lambda: not abroad.program.eye.keys_down(), PATIENCE)


@pytest.fixture
def editor(abroad: Abroad, box: Target) -> Target:  # noqa: ARG001 - it leaves the keyboard as it was
    """Where keys are dead: Qt puts what they make before what was typed earlier, with us and without."""
    return abroad.targets.ready(Mousepad)


def typed(keys: str, pause: float = 0.005) -> Act:
    return lambda keyboard: keyboard.type(keys, pause)


def assert_as_without(abroad: Abroad, window: Target, act: Act):
    """The same text, and the keyboard in the same state."""
    before = abroad.xkb.state()
    expected = abroad.without(lambda: act(abroad.keyboard), window)
    after = abroad.xkb.state()
    set_back(abroad, before)
    act(abroad.keyboard)
    assert window.wait_for(expected, PATIENCE) == expected
    assert until(lambda: abroad.xkb.state() == after, PATIENCE)
    assert until(lambda: not abroad.program.eye.keys_down(), PATIENCE)


def set_back(abroad: Abroad, state: KeyboardState):
    abroad.xkb.lock_group(state.group)
    abroad.xkb.lock(state.locked)
    abroad.afresh()


def assert_code(abroad: Abroad, window: Target, keys: str, code: str):
    before = abroad.xkb.state()
    abroad.keyboard.type(keys)
    assert window.wait_for(PHRASES[code], PATIENCE) == PHRASES[code]
    assert until(lambda: abroad.xkb.state() == before, PATIENCE)
    window.clear()
    abroad.afresh()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout(abroad: Abroad, request: pytest.FixtureRequest, layout: Layout):
    # GIVEN another layout
    window: Target = request.getfixturevalue("editor" if layout.dead else "box")
    abroad.use(layout)
    # WHEN its codes are typed, they work
    for keys, code in layout.codes:
        assert_code(abroad, window, layout.keys(f"S {keys} space"), code)
    # AND what is no code stands as typed: slashes, dead keys, AltGr, letters of every script
    assert_as_without(abroad, window, typed(layout.keys(layout.plain), SLOWLY))


@pytest.mark.parametrize("layout", SOME, ids=lambda layout: f"{layout.name}-{layout.group}")
def test_one_of_several_layouts(abroad: Abroad, request: pytest.FixtureRequest, layout: Layout):
    test_a_layout(abroad, request, layout)


@pytest.mark.soak
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("pause", [0.002, 0.03, 0.08])
def test_a_layout_in_gtk(abroad: Abroad, layout: Layout, pause: float):
    abroad.use(layout)
    editor = abroad.targets.ready(Mousepad)
    for keys, code in layout.codes:
        assert_code(abroad, editor, layout.keys(f"S {keys} space"), code)
    assert_as_without(abroad, editor, typed(layout.keys(layout.plain), pause))


def test_layouts_that_are_switched_while_the_program_runs(abroad: Abroad, box: Target):
    # GIVEN three layouts, each with its slash elsewhere, and a key that goes from one to the next
    abroad.use(replace(US, name="us,de,ru"), "grp:menu_toggle")
    expected = ""
    for slash, keys, code in (
        (("slash", 0), "slash f h", "fh"),
        (("7", SHIFT), "shift+7 y z", "zy"),
        (("\\", SHIFT), "shift+\\ f h", "fh"),
        (("slash", 0), "slash z y", "zy"),
    ):
        # WHEN a code is typed in each, THEN it is one
        assert until(lambda at=slash: abroad.program.eye.is_caught(CODES[at[0]], at[1]), PATIENCE)
        abroad.keyboard.type(f"{keys} space menu", SLOWLY)
        expected += PHRASES[code]
        assert box.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize(
    ("layout", "options", "keys"),
    [
        pytest.param("us,de", "grp:menu_toggle", "slash f y menu y menu y q space", id="the layout"),
        pytest.param("us", "", "slash f y caps y caps y q space", id="Caps Lock"),
        pytest.param("us", "", "slash f y numlock y numlock y q kp5 space", id="Num Lock"),
    ],
)
def test_what_is_switched_in_the_middle(abroad: Abroad, box: Target, layout: str, options: str, keys: str):
    # GIVEN something that may still become a code
    abroad.use(Layout(layout, "slash", (), ""), options)
    # WHEN a layout or lock is switched before it is none
    # THEN each letter is what it was when it was typed
    assert_as_without(abroad, box, typed(keys, SLOWLY))


@pytest.mark.parametrize(
    ("layout", "locked"),
    [
        pytest.param(GERMAN, CAPS | NUM, id="de-both"),
        pytest.param(GERMAN, CAPS, id="de-caps", marks=in_soak),
        pytest.param(GERMAN, NUM, id="de-num", marks=in_soak),
        pytest.param(RUSSIAN_TOO, CAPS, id="ru-caps"),
        pytest.param(RUSSIAN_TOO, NUM, id="ru-num", marks=in_soak),
        pytest.param(RUSSIAN_TOO, CAPS | NUM, id="ru-both", marks=in_soak),
    ],
)
def test_locks_make_no_difference(abroad: Abroad, editor: Target, layout: Layout, locked: int):
    abroad.use(layout)
    abroad.xkb.lock(locked)
    keys, code = layout.codes[0]
    assert_code(abroad, editor, layout.keys(f"S {keys} space"), code)
    assert_as_without(abroad, editor, typed(layout.keys(layout.plain), SLOWLY))


@pytest.mark.parametrize("keys", ["kp/ f h space", "1 kp/ 2 space kp7 kp8 kp/ kp9 slash kp1 kp2 q"])
def test_the_keypad_types_what_it_types(abroad: Abroad, box: Target, keys: str):
    abroad.use(Layout("us", "slash", (), ""))
    abroad.xkb.lock(NUM)
    assert_as_without(abroad, box, typed(keys))


def shift_comes_up(where: int) -> Act:
    """Shift goes down before the slash and comes up behind so many letters."""

    def act(keyboard: Keyboard) -> None:
        keyboard.down("shift")
        for number, key in enumerate(["7", "f", "h", "space", "a"]):
            if number == where:
                keyboard.up("shift")
            keyboard.type(key, SLOWLY)
        if where >= 5:
            keyboard.up("shift")

    return act


@pytest.mark.parametrize("where", range(1, 6))
def test_shift_is_held_until_some_letter(abroad: Abroad, box: Target, where: int):
    # GIVEN a slash with Shift
    abroad.use(GERMAN)
    before = abroad.xkb.state()
    # WHEN Shift is still down for a letter or more, or behind the code
    shift_comes_up(where)(abroad.keyboard)
    # THEN it is the code, the letter behind it is as typed, and Shift is up
    expected = PHRASES["fh"] + ("A" if where == 5 else "a")
    assert box.wait_for(expected, PATIENCE) == expected
    assert until(lambda: abroad.xkb.state() == before, PATIENCE)


@pytest.mark.parametrize(
    "keys",
    [
        "shift+7 f shift+q space",
        pytest.param("shift+7 shift+q a", marks=in_soak),
        pytest.param("a shift+7 shift+b", marks=in_soak),
    ],
)
def test_capitals_stand_as_typed(abroad: Abroad, box: Target, keys: str):
    abroad.use(GERMAN)
    assert_as_without(abroad, box, typed(keys))


@pytest.mark.parametrize(
    "keys", ["shift 7 f h space", pytest.param("shift 7 shift f h space", marks=in_soak)]
)
def test_a_code_with_sticky_keys(abroad: Abroad, box: Target, keys: str):
    # GIVEN Sticky Keys: a modifier that was pressed and released counts for the next key
    abroad.use(GERMAN)
    abroad.xkb.stick(on=True)
    # WHEN a code is typed with one finger
    # THEN it is one, nothing stays latched, and Sticky Keys is on
    assert_code(abroad, box, keys, "fh")
    assert abroad.xkb.sticks()


@pytest.mark.parametrize(
    "keys",
    [
        "shift 7 f shift q a",
        pytest.param("shift 7 q q", marks=in_soak),
        pytest.param("shift 7 f q shift a", marks=in_soak),
        pytest.param("shift shift a 7", marks=in_soak),
    ],
)
def test_what_is_no_code_with_sticky_keys(abroad: Abroad, box: Target, keys: str):
    abroad.use(GERMAN)
    abroad.xkb.stick(on=True)
    assert_as_without(abroad, box, typed(keys, SLOWLY))
    assert abroad.xkb.sticks()


def test_a_modifier_that_is_latched_when_all_is_given_back(abroad: Abroad, box: Target):
    # GIVEN Sticky Keys, and letters that lead nowhere
    abroad.use(GERMAN)
    abroad.xkb.stick(on=True)
    # WHEN Shift is latched for the next letter, and they are given back before that comes
    abroad.keyboard.type("shift 7 f q shift", SLOWLY)
    # THEN they are as typed, and so is the next letter
    assert box.wait_for("/fq", PATIENCE) == "/fq"
    abroad.keyboard.type("a a")
    assert box.wait_for("/fqAa", PATIENCE) == "/fqAa"


@pytest.mark.parametrize("keys", ["f h space a n d", "f f q a n d", "q q a n d"])
def test_overlapping_keys(abroad: Abroad, box: Target, keys: str):
    # GIVEN a key that goes down before the one before it is up
    abroad.use(Layout("us", "slash", (), ""))
    abroad.keyboard.roll(f"slash {keys}", SLOWLY)
    # THEN nothing is lost, doubled or out of order
    expected = f"/{keys}".replace(" ", "").replace("/fhspace", PHRASES["fh"])
    assert box.wait_for(expected, PATIENCE) == expected


def test_a_slash_behind_a_dead_key_or_compose_is_part_of_a_character(abroad: Abroad, editor: Target):
    abroad.use(Layout("us-intl", "slash", (), ""), "compose:menu")
    assert_as_without(abroad, editor, typed("menu slash f h space ' slash f h space", SLOWLY))
