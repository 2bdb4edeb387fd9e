import pytest

from quickreply.core.template.values import Values, renewed


def test_a_library_speaks_before_what_holds_everywhere():
    mine = Values({"电话": "1"}, {"时效表": {"北京": "1天"}})
    all_of_us = Values({"电话": "2", "链接": "x"}, {"时效表": {"上海": "2天"}, "价目": {"a": "1"}})

    assert mine.over(all_of_us) == Values(
        {"电话": "1", "链接": "x"}, {"时效表": {"北京": "1天"}, "价目": {"a": "1"}}
    )


CELLS = Values({"电话": "1", "链接": "x"}, {"时效表": {"江浙沪": "2天", "*": "4天"}})


def test_cells_are_all_there_is():
    assert CELLS.cells()[("时效表", "*")] == "4天"
    assert CELLS.cells()[("电话", "")] == "1"
    assert Values.of(CELLS.cells().items()) == CELLS


@pytest.mark.parametrize(
    ("there", "delivered", "new", "changed"),
    [
        pytest.param({}, {}, {"电话": "1"}, {"电话": "1"}, id="new"),
        pytest.param({"电话": "1"}, {}, {"电话": "1"}, {}, id="the same"),
        pytest.param({"电话": "9"}, {}, {"电话": "1"}, {}, id="her own stays"),
        pytest.param({"电话": "1"}, {"电话": "1"}, {"电话": "2"}, {"电话": "2"}, id="changed by the pack"),
        pytest.param({"电话": "9"}, {"电话": "1"}, {"电话": "2"}, {}, id="changed by her"),
        pytest.param({}, {"电话": "1"}, {"电话": "1"}, {}, id="removed by her"),
        pytest.param({"电话": "1"}, {"电话": "1"}, {}, {"电话": None}, id="taken out of the pack"),
        pytest.param({"电话": "9"}, {"电话": "1"}, {}, {}, id="taken out, but hers"),
        pytest.param({"链接": "x"}, {}, {"电话": "1"}, {"电话": "1"}, id="others are not asked"),
    ],
)
def test_what_a_pack_changes(
    there: dict[str, str], delivered: dict[str, str], new: dict[str, str], changed: dict[str, str | None]
):
    found = renewed(Values(new), Values(there), Values(delivered), sheds=True)

    assert found == {(name, ""): value for name, value in changed.items()}


def test_rows_of_a_table_are_looked_at_one_by_one():
    delivered = Values(tables={"t": {"a": "1", "b": "2"}})
    there = Values(tables={"t": {"a": "mine", "b": "2", "c": "3"}})
    new = Values(tables={"t": {"a": "4", "b": "5", "d": "6"}})

    assert renewed(new, there, delivered, sheds=False) == {("t", "b"): "5", ("t", "d"): "6"}


def test_only_a_new_version_takes_something_out():
    was = Values({"电话": "1"})
    assert renewed(Values(), was, was, sheds=False) == {}
