import pytest

from quickreply.core.ports import Rect


@pytest.mark.parametrize(
    ("x", "y", "inside"),
    [
        pytest.param(10, 20, True, id="its first point"),
        pytest.param(39, 59, True, id="its last point"),
        pytest.param(9, 30, False, id="left of it"),
        pytest.param(40, 30, False, id="right of it"),
        pytest.param(20, 19, False, id="above it"),
        pytest.param(20, 60, False, id="below it"),
    ],
)
def test_a_rectangle_holds_its_points_and_no_others(x: int, y: int, inside: bool):
    assert Rect(10, 20, 30, 40).holds(x, y) is inside
