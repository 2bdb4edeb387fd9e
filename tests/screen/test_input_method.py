"""With a Chinese input method on: codes are caught, no composition is broken, all else is as without us.

What is tried is the same in every seat: a framework, an engine and a window. The fast suite takes some.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache

import pytest

from quickreply.core.draft import Draft
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from tests.screen.desktop import Desktop, until
from tests.screen.input_method import Fcitx, Ibus, InputMethod
from tests.screen.program import PATIENCE
from tests.screen.stage_chinese import Chinese, QuietXterm
from tests.screen.stage_palette import Palette
from tests.screen.texts import HANZI, SHORT
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

StageOf = Callable[[type[InputMethod]], Chinese]


@dataclass(frozen=True)
class Seat:
    """Where somebody types, and with what."""

    framework: type[InputMethod]
    engine: str
    window: type[Target]

    def __str__(self) -> str:
        return f"{self.framework.framework}-{self.engine}-{self.window.name}"


WINDOWS = (Mousepad, QtBox, Textarea)
FAST = [*(Seat(Fcitx, "pinyin", window) for window in WINDOWS), Seat(Ibus, "libpinyin", QtBox)]
SLOW = [
    *(Seat(Fcitx, engine, window) for engine in ("wbx", "wbpy", "rime") for window in WINDOWS),
    *(Seat(Ibus, "libpinyin", window) for window in (Mousepad, Textarea)),
]
WUBI, RIME = Seat(Fcitx, "wbx", QtBox), Seat(Fcitx, "rime", QtBox)

COPIED = "订单号 2481"

CHOSEN = "字字,字字!"
"""The phrase of the code `xx`, as it is compared."""

WORDS = {"wbx": "w q", "wbpy": "w q"}
"""Keys that compose 你 by shape; the others compose 你好 by sound."""


def seats(fast: list[Seat], slow: list[Seat]) -> pytest.MarkDecorator:
    """One after the other; the slow ones in the long suite only."""
    soak = [pytest.param(seat, marks=pytest.mark.soak) for seat in slow if seat not in fast]
    return pytest.mark.parametrize("seat", [*fast, *soak], ids=str)


everywhere = seats(FAST, SLOW)
with_pinyin = seats(FAST[:1], [seat for seat in FAST[1:] if seat.framework is Fcitx])
in_qt = seats([FAST[1]], [])
with_it_off = seats(FAST[:1], [Seat(Ibus, "libpinyin", Mousepad), *FAST[1:]])
with_wubi = seats([WUBI], [Seat(Fcitx, "wbx", window) for window in WINDOWS])
with_rime = seats(
    [], [RIME, *(Seat(Fcitx, "rime", window) for window in (Mousepad, Textarea))]
)  # it starts for long


@pytest.fixture(scope="module")
def stage_of() -> Iterator[StageOf]:
    with ExitStack() as desktops:
        yield cache(lambda kind: Chinese(desktops.enter_context(Desktop()), kind))


@pytest.fixture
def stage(stage_of: StageOf, seat: Seat) -> Chinese:
    return stage_of(seat.framework)


@pytest.fixture
def desktop(stage: Chinese) -> Desktop:
    return stage.desktop


@pytest.fixture
def window(stage: Chinese, seat: Seat) -> Iterator[Target]:
    """The window with the engine on. Afterwards that is on still, and nothing is left on the screen."""
    yield stage.ready(seat.window, seat.engine)
    stage.press("Escape Escape")
    stage.method.settle()
    assert stage.method.engine() == seat.engine
    assert stage.program.hides("list")


@everywhere
def test_a_code_is_caught_behind_whatever_was_committed(stage: Chinese, seat: Seat, window: Target):
    # GIVEN nothing, or a word that was committed by Space, a digit, Enter and a mark
    word = WORDS.get(seat.engine, "n i h a o")
    marks = [] if seat.engine == "libpinyin" else ["exclam", "comma"]  # it takes none while it composes
    for commits in ("space", "1", "Return", *marks):
        with stage.without_us():
            text = stage.typed(window, f"{word} {commits}")
        assert text
        # WHEN a code follows as soon as the candidates are gone
        window.clear()
        stage.press(f"{word} {commits}")
        stage.method.settle()
        # THEN its phrase stands behind the word
        assert stage.typed(window, "slash x x Return", behind=True) == text + CHOSEN


@everywhere
def test_a_code_is_caught_where_nothing_was_typed(stage: Chinese, window: Target):
    stage.press("slash x x Return slash f h space")
    assert window.wait_for(SHORT + HANZI, PATIENCE) == SHORT + HANZI


@everywhere
@pytest.mark.parametrize(
    "keys",
    [
        "{word} slash Return",
        "{word} slash x x Return Return",
        "1 2 slash 3",
        "slash z z space",
        "slash 5 slash",
        "slash period slash slash exclam",
    ],
)
def test_what_is_no_code_comes_out_as_without_us(stage: Chinese, seat: Seat, window: Target, keys: str):
    # GIVEN a slash in a composition, in a number, or behind which no code begins
    keys = keys.format(word=WORDS.get(seat.engine, "n i h a o"))
    with stage.without_us():
        text = stage.typed(window, keys)
    # WHEN the same is typed with us
    # THEN the same stands there: the composition is not broken, Hanzi come of the letters given back
    assert stage.typed(window, keys) == text


@everywhere
@pytest.mark.parametrize(
    ("typed", "keys"), [("slash", "slash"), ("slash x", "slash x"), ("slash f h z", "slash f h z")]
)
def test_escape_gives_back_to_the_input_method(stage: Chinese, window: Target, typed: str, keys: str):
    with stage.without_us():
        text = stage.typed(window, f"{keys} space")
    assert stage.typed(window, f"{typed} Escape space") == text


@with_pinyin
def test_a_candidate_shorter_than_the_word_leaves_the_rest_composed(stage: Chinese, window: Target):
    # GIVEN a candidate that takes the first syllable only
    keys = "n i h a o s h i j i e 3 slash x x Return Return"
    with stage.without_us():
        text = stage.typed(window, keys)
    # WHEN a slash follows
    # THEN it is the input method's
    assert stage.typed(window, keys) == text
    assert CHOSEN not in text


@with_wubi
def test_a_code_is_caught_behind_what_wubi_commits_by_itself(stage: Chinese, window: Target):
    # GIVEN a character that its fourth letter commits, since nothing else begins so
    stage.press("q q q q")
    assert window.wait_for("金", PATIENCE) == "金"
    # WHEN a code follows
    stage.press("slash x x Return")
    # THEN its phrase stands behind it
    assert window.wait_for(f"金{SHORT}", PATIENCE) == f"金{SHORT}"


@with_wubi
def test_the_fifth_letter_of_wubi_begins_the_next_character(stage: Chinese, window: Target):
    keys = "w q v b w slash x x Return Return"
    with stage.without_us():
        text = stage.typed(window, keys)
    assert stage.typed(window, keys) == text
    assert CHOSEN not in text


@with_rime
def test_a_page_turned_in_rime_is_no_commitment(stage: Chinese, window: Target):
    keys = "n i h a o period slash Return Return"
    with stage.without_us():
        text = stage.typed(window, keys)
    assert stage.typed(window, keys) == text
    assert text


@in_qt
def test_switched_off_by_its_key_all_is_as_ever(stage: Chinese, seat: Seat, window: Target):
    # GIVEN the input method is switched off by a tap of Shift
    stage.press("Shift_L")
    assert until(lambda: stage.method.engine() == "keyboard-us", PATIENCE)
    # WHEN a code follows a word, and another a blank
    stage.press("a n d slash x x space slash x x Return")
    # THEN only the second is one
    assert window.wait_for(f"and/xx {SHORT}", PATIENCE) == f"and/xx {SHORT}"
    stage.method.choose(seat.engine)


@with_it_off
def test_switched_off_every_phrase_is_pasted(stage: Chinese, desktop: Desktop, seat: Seat, window: Target):
    # GIVEN the input method is off, and something was copied and pasted
    stage.method.choose(stage.method.off)
    desktop.clipboard.own(text=COPIED)
    stage.press("ctrl+v")
    assert window.wait_for(COPIED, PATIENCE) == COPIED
    # WHEN codes follow, THEN each becomes its phrase
    for number in range(1, 4):
        stage.press("slash x x space")
        assert window.wait_for(COPIED + SHORT * number, PATIENCE) == COPIED + SHORT * number
    # AND what was copied can be pasted again
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
    stage.press("ctrl+v")
    text = COPIED + SHORT * 3 + COPIED
    assert window.wait_for(text, PATIENCE) == text
    stage.method.choose(seat.engine)


@with_pinyin
def test_the_list_opens_and_the_input_method_does_not(stage: Chinese, window: Target):
    stage.press("slash f")
    assert stage.program.shows("list")
    assert not stage.method.shows_candidates()
    stage.press("Down Return")
    assert until(window.text, PATIENCE)


@with_pinyin
def test_the_palette_takes_chinese_and_its_enter_commits_first(
    stage: Chinese, desktop: Desktop, seat: Seat, window: Target
):
    # GIVEN the palette
    palette = Palette(stage.program, desktop)
    palette.open()
    # WHEN a word is composed there, and committed as letters by Enter
    stage.press("h u o")
    assert until(stage.method.shows_candidates, PATIENCE)
    stage.press("Return")
    stage.method.settle()
    # THEN the palette is open still
    assert stage.program.sees("palette")
    # WHEN Hanzi are composed and committed in their place, and Enter pressed
    stage.press("BackSpace BackSpace BackSpace n i n h a o space Return")
    # THEN the phrase that holds them is inserted
    assert palette.closed()
    assert window.wait_for(HANZI, PATIENCE) == HANZI
    assert stage.method.engine() == seat.engine


@in_qt
def test_the_palette_finds_by_letters_with_it_off(
    stage: Chinese, desktop: Desktop, seat: Seat, window: Target
):
    stage.method.choose("keyboard-us")
    Palette(stage.program, desktop).find("xx", "Return")
    assert window.wait_for(SHORT, PATIENCE) == SHORT
    stage.method.choose(seat.engine)


@seats([FAST[0], FAST[-1]], [])
def test_it_says_which_one_is_on(stage: Chinese, seat: Seat, window: Target):
    assert window.text() == ""
    told = f"{seat.framework.framework} {seat.engine} on"
    assert until(lambda: stage.program.ask(do="status")["input_method"] == told, PATIENCE)


@in_qt
def test_what_is_left_of_a_phrase_takes_no_key_of_a_composition(stage: Chinese, window: Target):
    program, composing = stage.program, "n i h a o Tab space n i Escape"
    with stage.without_us():
        text = stage.typed(window, composing)
    libraries = Libraries(Database.open(program.places))
    number = libraries.add(1, Draft("One{分段}Two", code="seg"))
    total = program.ask(do="status")["phrases"]
    program.ask(do="reload")
    assert until(lambda: program.ask(do="status")["phrases"] == total + 1, PATIENCE)
    try:
        # GIVEN the second of two messages is on offer
        window.clear()
        stage.press("slash s e g Return")
        assert program.shows("next")
        # WHEN Tab and Esc are pressed while something is composed
        assert stage.typed(window, f"Return {composing}", behind=True) == f"One\n{text}"
        # THEN they are the input method's, and otherwise ours
        assert program.sees("next")
        stage.press("Tab")
        assert until(lambda: window.text().endswith("0Two"), PATIENCE), window.text()
    finally:
        libraries.remove(number)
        program.ask(do="reload")
        assert until(lambda: program.ask(do="status")["phrases"] == total, PATIENCE)


@seats([Seat(Fcitx, "pinyin", QuietXterm)], [Seat(Ibus, "libpinyin", QuietXterm)])
@pytest.mark.parametrize("keys", ["slash z z a space", "n i h a o slash Return", "slash 5 slash period"])
def test_an_xterm_with_quiet_grabs_composes_what_is_given_back(stage: Chinese, window: Target, keys: str):
    with stage.without_us():
        text = stage.typed(window, keys)
    assert stage.typed(window, keys) == text
    # AND a code is one
    window.clear()
    stage.press("Return slash x x space")
    assert until(lambda: SHORT in window.text(), PATIENCE), window.text()


@seats(FAST, [])
def test_no_hotkey_inserts_into_a_composition(stage: Chinese, window: Target):
    # GIVEN a word that is being composed
    program = stage.program
    program.set("hotkey.phrase.xx", "ctrl+alt+1")
    program.dismiss_notice()
    stage.press("n i h a o")
    assert until(stage.method.shows_candidates, PATIENCE)
    # WHEN a phrase's hotkey is pressed
    stage.press("ctrl+alt+1")
    # THEN nothing is inserted, and that is told
    assert program.shows("notice")
    # AND what was composed is there: as it was, or its letters where the window has ended it
    stage.press("space")
    stage.method.settle()
    assert until(window.text, PATIENCE)
    text = window.text()
    assert SHORT not in text
    # AND now the phrase is inserted behind it
    stage.press("ctrl+alt+1")
    assert window.wait_for(text + SHORT, PATIENCE) == text + SHORT
    program.reset_settings()


@seats(FAST[:3], [])
def test_the_search_windows_hotkey_ends_a_composition_as_any_window_does(
    stage: Chinese, desktop: Desktop, window: Target
):
    # GIVEN what a composition leaves where another window comes to the front: its letters
    palette = Palette(stage.program, desktop)
    stage.press("n i h a o")
    assert until(stage.method.shows_candidates, PATIENCE)
    # WHEN the search window is opened in the middle of it
    palette.open()
    stage.method.settle()
    # THEN so it is here, and the phrase comes to the caret: Chromium has put that before them
    stage.press("x x")
    assert until(stage.method.shows_candidates, PATIENCE)
    stage.press("Return")
    stage.method.settle()
    stage.press("Return")
    assert until(lambda: SHORT in window.text(), PATIENCE), window.text()
    assert window.text() in {f"ni hao{SHORT}", f"{SHORT}ni hao"}
