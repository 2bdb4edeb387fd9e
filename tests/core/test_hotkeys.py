import pytest

from quickreply.core.hotkeys import chord, clashes


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("ctrl+alt+space", "ctrl+alt+space", id="as it is"),
        pytest.param("Alt + Ctrl+Del", "ctrl+alt+delete", id="one order, one name"),
        pytest.param("super+shift+F12", "shift+super+f12", id="of all four"),
        pytest.param("Control+Esc", "ctrl+escape", id="what people write"),
        pytest.param("ctrl+PageUp", "ctrl+page_up", id="in one word"),
        pytest.param("ctrl+;", "ctrl+;", id="a sign"),
        pytest.param("None", "none", id="none at all"),
    ],
)
def test_a_combination_is_written_in_one_way(written: str, kept: str):
    assert chord(written) == kept
    assert chord(kept) == kept


NONE_OF_THEM = (
    "", "+", "space", "f5", "ctrl+", "ctrl", "ctrl+alt", "hyper+x", "ctrl+ctrl+x", "ctrl+f25",
    "ctrl+nosuchkey", "ctrl+x+y", "ctrl+ß", "ctrl+货",
)  # fmt: skip


@pytest.mark.parametrize("written", NONE_OF_THEM)
def test_what_is_no_combination_is_refused(written: str):
    with pytest.raises(ValueError, match=r"a combination like ctrl\+alt\+space"):
        chord(written)


def told(hotkeys: dict[str, str], prefix: str = "/") -> dict[str, str]:
    return {key: str(refusal) for key, refusal in clashes(hotkeys, prefix)}


def test_different_combinations_are_in_nobodys_way():
    assert told({"hotkey.palette": "ctrl+alt+space", "hotkey.repeat": "ctrl+alt+r"}) == {}


def test_of_two_that_are_the_same_the_later_is_told_with_both_names():
    hotkeys = {"hotkey.palette": "ctrl+k", "hotkey.repeat": "ctrl+alt+r", "hotkey.phrase.fh": "ctrl+k"}

    assert told(hotkeys) == {"hotkey.phrase.fh": "hotkey.palette and hotkey.phrase.fh cannot both be ctrl+k."}


@pytest.mark.parametrize(
    ("hotkey", "prefix", "why"),
    [
        pytest.param("shift+enter", "/", "Enter, Tab and Space insert", id="Enter accepts"),
        pytest.param("shift+tab", "/", "Enter, Tab and Space insert", id="so does Tab"),
        pytest.param("shift+space", "/", "Enter, Tab and Space insert", id="and Space"),
        pytest.param("ctrl+/", "/", "begins a code", id="the slash"),
        pytest.param("ctrl+;", ";", "begins a code", id="or what the user chose for one"),
        pytest.param("shift+k", "/", "type a character", id="a capital letter"),
        pytest.param("ctrl+v", "/", "that pastes", id="what pastes"),
        pytest.param("ctrl+shift+v", "/", "that pastes", id="in terminals"),
        pytest.param("shift+insert", "/", "that pastes", id="and in others"),
        pytest.param("alt+1", "/", "picks a row", id="a row of the search window"),
    ],
)
def test_what_is_needed_for_something_else_is_told(hotkey: str, prefix: str, why: str):
    [said] = told({"hotkey.repeat": hotkey}, prefix).values()

    assert said.startswith(f"hotkey.repeat cannot be {hotkey}: ")
    assert why in said


@pytest.mark.parametrize("hotkey", ["ctrl+;", "ctrl+alt+v", "alt+0", "shift+f5", "ctrl+enter", "alt+shift+1"])
def test_what_only_looks_like_it_may_be_had(hotkey: str):
    assert told({"hotkey.repeat": hotkey}) == {}
