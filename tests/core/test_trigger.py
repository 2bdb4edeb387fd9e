"""The key table of the design, row by row; each case says why it is as it is."""

import pytest

from quickreply.core.settings import Fire
from quickreply.core.trigger import Idle, Open, abandon, feed
from tests.core.sample import empty, keys, press, said

LETTERS = {
    "the first letter of a code narrows the list": ("/f", "lists", "f"),
    "so does the next": ("/fh", "lists", "fh"),
    "a whole code waits for its accept key, because codes grow": ("/th", "lists", "th"),
    "the beginning of a title's word is a candidate too": ("/pri", "lists", "pri"),
    "a first character that begins nothing is given back at once": ("/z", "gives back", "/z"),
    "a second slash begins nothing": ("//", "gives back", "//"),
    "nor does a full stop": ("/.", "gives back", "/."),
    "a later letter that leaves no candidate is said, not given back": ("/fx", "astray", "fx"),
    "the next other key then gives all back": ("/fxy", "gives back", "/fxy"),
    "back at the slash, a letter that begins nothing is a first one again": (
        "/f<backspace>z",
        "gives back",
        "/z",
    ),
}

DIGITS = {
    "a digit that continues a code does so": ("/dz1", "lists", "dz1"),
    "even where it could pick a row": ("/dz12", "lists", "dz12"),
    "straight after the slash it begins a code if one begins so": ("/7", "lists", "7"),
    "else, behind a letter, it picks that row": ("/f2", "inserts from the list", "fhd"),
    "the row of the whole code is the code": ("/fh1", "inserts by code", "fh"),
    "else, behind an arrow, it picks that row": ("/<down>3", "inserts from the list", "th"),
    "straight after the slash where no code begins so it is given back": ("/1", "gives back", "/1"),
    "a row that is not there leads nowhere": ("/f3", "astray", "f3"),
    "nor is there a row nought": ("/f0", "astray", "f0"),
    "behind an arrow as well": ("/<down>9", "astray", "9"),
    "which Backspace corrects": ("/f3<backspace>", "lists", "f"),
    "with a letter erased, the slash is bare again": ("/f<backspace>1", "gives back", "/1"),
    "a full-width digit is a letter like any": ("/f２", "astray", "f２"),
    "behind a letter that led nowhere it is the next other key": ("/fx1", "gives back", "/fx1"),
}

ENTER_AND_TAB = {
    "Enter inserts the first row": ("/f<enter>", "inserts from the list", "fh"),
    "Tab does too": ("/f<tab>", "inserts from the list", "fh"),
    "a whole code is inserted by its code": ("/fh<enter>", "inserts by code", "fh"),
    "the row the user moved to is": ("/f<down><enter>", "inserts from the list", "fhd"),
    "a title is inserted from the list": ("/pri<enter>", "inserts from the list", "price list"),
    "with only the slash nothing is highlighted, and Enter itself is swallowed": (
        "/<enter>",
        "gives back",
        "/",
    ),
    "so is Tab": ("/<tab>", "gives back", "/"),
    "an arrow highlights, and Enter inserts": ("/<down><enter>", "inserts from the list", "fh"),
    "without candidates Enter gives the letters back and sends nothing": ("/fx<enter>", "gives back", "/fx"),
    "so does Tab without candidates": ("/fx<tab>", "gives back", "/fx"),
}

SPACE = {
    "Space inserts the whole code": ("/fh<space>", "inserts by code", "fh"),
    "the row the user moved to": ("/f<down><space>", "inserts from the list", "fhd"),
    "even off a whole code": ("/fh<down><space>", "inserts from the list", "fhd"),
    "a row moved to under the bare slash": ("/<down><space>", "inserts from the list", "fh"),
    "but not the first row by itself: it is no accept key there": ("/f<space>", "gives back", "/f "),
    "a title is not its code": ("/pri<space>", "gives back", "/pri "),
    "a lone slash and a space are a slash and a space": ("/<space>", "gives back", "/ "),
    "behind what leads nowhere it is the next other key": ("/fx<space>", "gives back", "/fx "),
    "a row moved to and typed over counts no more": ("/f<down>h<space>", "inserts by code", "fh"),
    "nor one moved to and erased over": ("/fh<down><backspace><space>", "gives back", "/f "),
}

BACKSPACE = {
    "it takes the last letter": ("/fh<backspace>", "lists", "f"),
    "held down it takes one after the other": ("/fhd<backspace><repeated backspace>", "lists", "f"),
    "down to the slash": ("/fh<backspace><backspace>", "lists", ""),
    "with nothing left the slash goes too": ("/<backspace>", "drops, passes on", ""),
    "a letter that led nowhere is corrected": ("/fx<backspace>", "lists", "f"),
    "and typing goes on": ("/fx<backspace>h<enter>", "inserts by code", "fh"),
    "what was erased is not given back": ("/fx<backspace>h<escape>", "gives back", "/fh"),
}

ESCAPE = {
    "it means: I meant the letters": ("/f<escape>", "gives back", "/f"),
    "also of a whole code": ("/fh<escape>", "gives back", "/fh"),
    "and of a lone slash": ("/<escape>", "gives back", "/"),
    "and of what leads nowhere": ("/fx<escape>", "gives back", "/fx"),
    "wherever the highlight is": ("/f<down><escape>", "gives back", "/f"),
}

ELSEWHERE = {
    "the left arrow drops an unfinished code, so that the next Enter cannot send it": (
        "/f<left>",
        "drops, passes on",
        "<LEFT>",
    ),
    "and a whole one that was not accepted": ("/fh<left>", "drops, passes on", "<LEFT>"),
    "a shortcut too, and then happens": ("/f<ctrl+c>", "drops, passes on", "c"),
    "what begins a title only is no code: it is given back first": (
        "/pri<left>",
        "gives back",
        "/pri<LEFT>",
    ),
    "a shortcut behind it as well": ("/pri<ctrl+c>", "gives back", "/pric"),
    "a lone slash is no code yet": ("/<left>", "gives back", "/<LEFT>"),
    "what leads nowhere is none either": ("/fx<left>", "gives back", "/fx<LEFT>"),
    "arrows have no rows to move there": ("/fx<down>", "gives back", "/fx<DOWN>"),
    "a shortcut behind what leads nowhere": ("/fx<ctrl+c>", "gives back", "/fxc"),
    "a function key means nothing to the list": ("/f<f5>", "drops, passes on", "<OTHER>"),
    "nor does one that types nothing": ("/f<character>", "drops, passes on", "<CHARACTER>"),
    "nor does a dead key": ("/f<dead_acute>", "drops, passes on", "<OTHER>"),
}

SHIFT_AND_REPEATS = {
    "a modifier by itself is no key": ("/f<modifier>", "lists", "f"),
    "also where nothing leads on": ("/fx<modifier>", "astray", "fx"),
    "a held letter counts once": ("/f<repeated f>", "lists", "f"),
    "a held slash too": ("/<repeated />", "lists", ""),
    "a held Space does not accept": ("/fh<repeated space>", "lists", "fh"),
    "a held Enter does not": ("/f<repeated enter>", "lists", "f"),
    "nor does a held letter end what leads nowhere": ("/fx<repeated x>", "astray", "fx"),
    "a held Escape is the Escape of before": ("/f<repeated escape>", "lists", "f"),
}

TABLE = {
    "letter": LETTERS,
    "digit": DIGITS,
    "enter and tab": ENTER_AND_TAB,
    "space": SPACE,
    "backspace": BACKSPACE,
    "escape": ESCAPE,
    "elsewhere": ELSEWHERE,
    "shift and repeats": SHIFT_AND_REPEATS,
}


@pytest.mark.parametrize(
    ("pressed", "does", "what"),
    [
        pytest.param(*case, id=f"{name}: {why}")
        for name, cases in TABLE.items()
        for why, case in cases.items()
    ],
)
def test_the_key_table(pressed: str, does: str, what: str):
    assert said(press(pressed)) == (does, what)


@pytest.mark.parametrize(
    ("pressed", "does", "what"),
    [
        pytest.param(
            "/th", "inserts by code", "th", id="at the last letter of a code that is no other's beginning"
        ),
        pytest.param("/fh", "lists", "fh", id="not where a longer code begins so"),
        pytest.param("/fhd", "inserts by code", "fhd", id="but at the end of that"),
        pytest.param("/dz12", "inserts by code", "dz12", id="a digit may be the last letter"),
        pytest.param("/fh<space>", "inserts by code", "fh", id="and the accept keys stay"),
        pytest.param("/pri", "lists", "pri", id="a title is no code"),
    ],
)
def test_instant_inserts(pressed: str, does: str, what: str):
    assert said(press(pressed, Fire.INSTANT)) == (does, what)


@pytest.mark.parametrize(
    ("pressed", "does", "what"),
    [
        pytest.param("/f", "drops, passes on", "", id="drops an unfinished code"),
        pytest.param("/fh", "drops, passes on", "", id="and a whole one"),
        pytest.param("/pri", "gives back", "/pri", id="gives back what begins a title only"),
        pytest.param("/", "gives back", "/", id="and a lone slash"),
        pytest.param("/fx", "gives back", "/fx", id="and what leads nowhere"),
    ],
)
def test_a_click_elsewhere_or_a_long_silence(pressed: str, does: str, what: str):
    state, _ = press(pressed)
    assert not isinstance(state, Idle)

    assert said(abandon(state)) == (does, what)


def test_a_deleted_phrase_is_not_offered_again():
    """The list is a snapshot; what a letter finds is looked up when it is typed."""
    state, _ = press("/f")
    assert isinstance(state, Open)

    assert said(feed(state, keys("h")[0], empty)) == ("astray", "fh")
