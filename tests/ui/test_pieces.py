import pytest

from quickreply.ui.pieces import Hints
from quickreply.ui.theme import Theme

KEYS = tuple((f"Ctrl {letter}", "does something") for letter in "ABCDE")


@pytest.mark.parametrize(("width", "shown"), [(2000, "ABCDE"), (10, "E")])
def test_hints_without_room_are_left_out_but_for_the_last(theme: Theme, width: int, shown: str):
    hints = Hints(theme)
    hints.resize(width, 20)
    hints.take(*KEYS)
    assert [key[-1] for key, _ in hints.fitting()] == list(shown)


def test_those_that_come_first_stay(theme: Theme):
    hints = Hints(theme)
    hints.take(*KEYS)
    seen = set()
    for width in range(20, 1000, 5):
        hints.resize(width, 20)
        seen.add("".join(key[-1] for key, _ in hints.fitting()))
    assert seen == {"E", "AE", "ABE", "ABCE", "ABCDE"}
