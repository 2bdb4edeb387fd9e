import pytest

from quickreply.core.usage import HALF_LIFE, worth


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        pytest.param(0, 1, id="today"),
        pytest.param(HALF_LIFE, 0.5, id="half a life ago"),
        pytest.param(2 * HALF_LIFE, 0.25, id="two of them"),
        pytest.param(-1, 1, id="a clock that was wrong"),
    ],
)
def test_a_use_counts_by_its_age(days: float, counts: float):
    assert worth(days) == pytest.approx(counts)
