import pytest

from quickreply.desktop.readings_x11 import Readings

FORMS = {1: "text", 2: "text", 3: "html", 4: "image"}


@pytest.mark.parametrize(
    ("read", "counted"),
    [
        ([[1], [1]], [True, True]),
        ([[1], [2]], [True, True]),  # two targets of one form
        ([[1], [3]], [True, False]),  # two forms are one look
        ([[1], [3], [3]], [True, False, True]),
        ([[1], [3], [1], [3]], [True, False, True, False]),
        ([[1, 3]], [True]),  # both at once
        ([[1, 2]], [True]),
        ([[4]], [True]),
    ],
)
def test_how_often_all_was_read_is_how_often_the_form_read_most_was(
    read: list[list[int]], counted: list[bool]
):
    readings = Readings(FORMS)
    assert [readings.again(given) for given in read] == counted
