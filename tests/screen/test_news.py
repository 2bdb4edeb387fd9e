"""What a table has brought into a library that was there is found by itself, until that is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_palette import Palette
from tests.screen.windows import Mousepad

OLD, NEW = "wa,以前的话术", "wb,刚刚更新的话术"


def count(program: Quickreply) -> int:
    return int(program.ask(do="status")["phrases"])


@pytest.fixture
def updated(quickreply: Quickreply, tmp_path: Path) -> Iterator[Quickreply]:
    """A shop that came as a table, and once more with a phrase behind the first."""
    before, table = count(quickreply), tmp_path / "shop.csv"
    for lines in ([OLD], [OLD, NEW]):
        table.write_text("\n".join(["编码,内容", *lines]), encoding="utf-8")
        quickreply.run("import", str(table))
    assert until(lambda: count(quickreply) == before + 2, PATIENCE)
    yield quickreply
    for _ in range(2):
        quickreply.run("undo-import")
    assert until(lambda: count(quickreply) == before, PATIENCE)


def test_what_is_new_is_found_by_itself(updated: Quickreply, desktop: Desktop, mousepad: Mousepad):
    # GIVEN a running program in which an import has brought one phrase
    palette = Palette(updated, desktop)
    palette.open()
    # WHEN the shelf behind all, pinned and recent phrases is looked at, and Enter pressed
    desktop.key("Tab", "Tab", "Tab", "Return")
    # THEN it is that phrase
    assert mousepad.wait_for(NEW.partition(",")[2], PATIENCE) == NEW.partition(",")[2]
    assert palette.closed()
