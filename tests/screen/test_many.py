"""A library of 10,000 phrases on the real screen: the right one at the slash, and by search."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screen.desktop import Desktop
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.windows import QtBox

MANY = 10_000
WORDS = ("发货", "退货", "尺码", "优惠券", "包邮", "发票")


def text(number: int) -> str:
    """What the phrase with this number says."""
    return f"亲，{WORDS[number % len(WORDS)]}的说明在第 {number} 条 😊"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Quickreply, Desktop, QtBox]]:
    table: Path = tmp_path_factory.mktemp("many") / "shop.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("编码", "标题", "内容"))
        rows.writerows((f"k{n}", f"{WORDS[n % len(WORDS)]}{n}", text(n)) for n in range(MANY))
    with Desktop() as desktop:
        program = Quickreply(desktop)
        program.run("import", str(table))
        box = Targets(desktop).ready(QtBox)
        program.start().settle()
        assert program.ask(do="status")["phrases"] >= MANY
        yield program, desktop, box


@pytest.mark.parametrize("number", [0, 777, MANY - 1])
def test_a_code_among_all_of_them(shop: tuple[Quickreply, Desktop, QtBox], number: int):
    _, desktop, box = shop
    box.focus()
    box.clear()
    desktop.type(f"/k{number} ")
    assert box.wait_for(text(number), PATIENCE) == text(number)


@pytest.mark.parametrize("number", [123, 9_876])
def test_a_title_among_all_of_them(shop: tuple[Quickreply, Desktop, QtBox], number: int):
    program, desktop, box = shop
    box.focus()
    box.clear()
    palette = Palette(program, desktop)
    palette.find(f"k{number}", "Return")
    assert box.wait_for(text(number), PATIENCE) == text(number)
    assert palette.closed()


def test_the_list_is_left_by_the_last_row_of_all_that_are_counted(shop: tuple[Quickreply, Desktop, QtBox]):
    program, desktop, box = shop
    box.focus()
    box.clear()
    # GIVEN a list of more phrases than are counted
    desktop.type("/k")
    assert program.shows("list")
    # WHEN the row before the first is wanted, it is the last one there is; Esc leaves what was typed
    desktop.key("Up")
    desktop.key("Escape")
    assert box.wait_for("/k", PATIENCE) == "/k"
    assert program.hides("list")
