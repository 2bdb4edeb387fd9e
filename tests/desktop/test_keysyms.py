"""What the symbols on keys type."""

import pytest

from quickreply.desktop.keysyms import UNKNOWN, character


@pytest.mark.parametrize(
    ("keysym", "char"),
    [
        pytest.param(0x2F, "/", id="ASCII"),
        pytest.param(0xE9, "é", id="Latin 1"),
        pytest.param(0x1B1, "ą", id="Latin 2"),
        pytest.param(0x2A1, "Ħ", id="Latin 3"),
        pytest.param(0x3BA, "ē", id="Latin 4"),
        pytest.param(0x4B1, "ア", id="kana"),
        pytest.param(0x4A4, "、", id="the comma of Chinese and Japanese"),
        pytest.param(0x5C7, "ا", id="Arabic"),
        pytest.param(0x6C1, "а", id="Cyrillic"),
        pytest.param(0x6A4, "є", id="Ukrainian"),
        pytest.param(0x6BF, "Џ", id="Serbian"),
        pytest.param(0x7C1, "Α", id="Greek"),
        pytest.param(0x7B1, "ά", id="Greek with an accent"),
        pytest.param(0x7F3, "ς", id="the sigma at the end of a word"),
        pytest.param(0x7F2, "σ", id="and the other"),
        pytest.param(0xCE0, "א", id="Hebrew"),
        pytest.param(0xDA1, "ก", id="Thai"),
        pytest.param(0x13BC, "Œ", id="Latin 9"),
        pytest.param(0x20AC, "€", id="the euro"),
        pytest.param(0xAA9, "—", id="a dash"),
        pytest.param(0x1003001, "、", id="Unicode"),
        pytest.param(0x100FF0F, "／", id="a full-width slash"),
        pytest.param(0xFFAF, "/", id="the keypad's slash"),
        pytest.param(0xFFB7, "7", id="the keypad's digits"),
        pytest.param(0xFFBD, "=", id="the keypad's equals sign"),
        pytest.param(0xFF0D, "", id="Enter"),
        pytest.param(0xFFE1, "", id="Shift"),
        pytest.param(0xFE51, "", id="a dead accent"),
        pytest.param(0, "", id="nothing"),
        pytest.param(0xEA1, UNKNOWN, id="a character of which no table is kept"),
        pytest.param(0x120, UNKNOWN, id="what no set has"),
    ],
)
def test_a_symbol(keysym: int, char: str):
    assert character(keysym) == char


def test_every_letter_of_old_keyboards_is_one_character():
    assert all(len(character(keysym)) == 1 for keysym in range(0x100, 0x2100))
