import pytest

from quickreply.core.keys import Key, Named
from quickreply.core.phrase import Phrase
from quickreply.core.search import Matches
from quickreply.core.settings import Fire
from quickreply.core.watch import LONGEST, Replace, Seen, watch

FH = Phrase(1, 1, None, "fh", "", "On its way!")
CODES = {"fh": FH, "fhd": Phrase(2, 1, None, "fhd", "", "Tomorrow")}

NAMED = {
    " ": Named.SPACE, "\n": Named.ENTER, "\t": Named.TAB, "<": Named.BACKSPACE, "^": Named.MODIFIER,
    "!": Named.OTHER, "↑": Named.UP,
}  # fmt: skip


def look(typed: str) -> Matches:
    begins = [code for code in CODES if code.startswith(typed)]
    return Matches(
        typed, (), len(begins), CODES.get(typed), bool(begins), len(begins) == 1 and typed in CODES
    )


def key(name: str, *, shortcut: bool = False) -> Key:
    named = NAMED.get(name, Named.CHARACTER)
    return Key(named, char=name if named is Named.CHARACTER else "", shortcut=shortcut)


def type_(text: str, fire: Fire = Fire.ACCEPT) -> tuple[Seen | None, Replace | None]:
    seen: Seen | None = Seen()
    found = None
    for name in text:
        seen, found = watch(seen, key(name), look, fire)
    return seen, found


@pytest.mark.parametrize(
    ("typed", "erase"),
    [
        pytest.param("fh ", 4, id="the slash, the letters and the space go"),
        pytest.param("fx<h ", 4, id="what was corrected is not counted"),
        pytest.param("f^h ", 4, id="a modifier types nothing"),
    ],
)
def test_space_replaces_a_whole_code(typed: str, erase: int):
    assert type_(typed) == (None, Replace(FH, "fh", erase))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("fx ", id="no code"),
        pytest.param(" ", id="nothing behind the slash"),
        pytest.param("fh\n", id="Enter has sent it"),
        pytest.param("fh\t", id="Tab has gone to the next field"),
        pytest.param("fh↑", id="the caret is somewhere else"),
        pytest.param("fh!", id="who knows what that did"),
        pytest.param("<", id="the slash is gone"),
        pytest.param("f" * (LONGEST + 1), id="too long for a code"),
    ],
)
def test_what_ends_it_without_a_phrase(typed: str):
    assert type_(typed) == (None, None)
    assert type_(typed + "fh ") == (None, None)


def test_a_shortcut_ends_it():
    assert watch(Seen("fh", "fh"), key("v", shortcut=True), look) == (None, None)


def test_nothing_is_seen_without_a_slash():
    assert watch(None, key("f"), look) == (None, None)


def test_instant_waits_only_where_a_code_goes_on():
    assert type_("fh", Fire.INSTANT) == (Seen("fh", "fh"), None)
    assert type_("fhd", Fire.INSTANT) == (None, Replace(CODES["fhd"], "fhd", 4))


@pytest.mark.parametrize("fire", Fire)
def test_on_a_keyboard_of_another_script_a_code_is_known_by_its_places(fire: Fire):
    # GIVEN the letters of a Russian keyboard in the places of fhd, which is no other code's beginning
    seen: Seen | None = Seen()
    found = None
    for char, latin in zip("арв", "fhd", strict=True):
        seen, found = watch(seen, Key(Named.CHARACTER, char, latin), look, fire)
    # WHEN it is complete: at once, or by Space
    if fire is not Fire.INSTANT:
        seen, found = watch(seen, key(" "), look, fire)
    # THEN what was typed is replaced
    assert found == Replace(CODES["fhd"], "арв", 4 if fire is Fire.INSTANT else 5)
