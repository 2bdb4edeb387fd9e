import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row

SHOP = Library(1, "shop", "Shop", LibraryKind.SHOP)


@pytest.mark.parametrize(
    ("fates", "acts"),
    [
        pytest.param([Fate.NEW], True, id="something new"),
        pytest.param([Fate.SAME, Fate.CHANGED], True, id="something changed"),
        pytest.param([Fate.SAME, Fate.CLASH], False, id="nothing but clashes"),
        pytest.param([], False, id="nothing at all"),
    ],
)
def test_a_plan_knows_whether_it_changes_anything(fates: list[Fate], acts: bool):
    assert Plan(SHOP, tuple(Row(Draft("Hi"), fate) for fate in fates)).acts is acts


def test_a_plan_counts_its_rows_by_fate():
    rows = tuple(Row(Draft("Hi"), fate) for fate in (Fate.NEW, Fate.SAME, Fate.NEW))

    assert Plan(SHOP, rows).counts() == dict.fromkeys(Fate, 0) | {Fate.NEW: 2, Fate.SAME: 1}
