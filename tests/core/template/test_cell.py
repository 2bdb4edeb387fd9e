import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.template.cell import in_a_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("破损", "破损"),
        ("破损\t一角\r\n补发", "破损 一角 补发"),
        ("\n 破损 \n", "破损"),
        ("甲\u2028乙\x85丙", "甲 乙 丙"),
        ("+86 138-0000-0000", "+86 138-0000-0000"),
        ("-9.90", "-9.90"),
        ("=1+1", " =1+1"),
        ("@SUM(A1)", " @SUM(A1)"),
        ("-1+cmd|'/C calc'!A0", " -1+cmd|'/C calc'!A0"),
        ("\t=1+1", " =1+1"),
        ("", ""),
    ],
)
def test_a_value_stays_in_its_cell_and_is_not_calculated(value: str, cell: str):
    assert in_a_cell(value) == cell


@given(st.text())
def test_no_value_ends_a_cell_or_a_row(value: str):
    cell = in_a_cell(value)

    assert "\t" not in cell
    assert len(cell.splitlines()) <= 1
    assert in_a_cell(cell) == cell
