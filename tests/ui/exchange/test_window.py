from pathlib import Path
from sqlite3 import connect

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quickreply.app.clerk import Clerk
from quickreply.core.intake import Order, Reading, State
from quickreply.core.plan import Choice, Mode, Wish
from quickreply.store.library import Libraries
from quickreply.ui.exchange.window import ImportWindow

from .conftest import Table

ROWS = (("hy", "欢迎", "您好，欢迎光临", "开头"), ("fh", "发货", "今天发货", "物流"))


class Hand:
    """Works the window as somebody with a keyboard."""

    def __init__(self, window: ImportWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def settle(self) -> QWidget:
        """Waits for what is done beside the window; the page that is seen then."""
        self._qtbot.waitUntil(lambda: not self.window.working, timeout=20_000)
        page = self.window.pages.currentWidget()
        assert page is not None
        return page

    def key(self, key: Qt.Key) -> QWidget:
        self._qtbot.keyClick(self.window.focusWidget() or self.window, key)
        return self.settle()

    def enter(self) -> QWidget:
        return self.key(Qt.Key.Key_Return)

    def escape(self) -> QWidget:
        return self.key(Qt.Key.Key_Escape)

    def plan(self, path: Path) -> QWidget:
        """Brings a file and goes to its plan."""
        self.window.bring([path])
        assert self.settle() is self.window.sight
        return self.enter()

    def choose(self, combo: QWidget, value: object) -> None:
        combo.setCurrentIndex(combo.findData(value))  # type: ignore[attr-defined]
        combo.activated.emit(combo.currentIndex())  # type: ignore[attr-defined]
        self.settle()


@pytest.fixture
def hand(window: ImportWindow, qtbot: QtBot) -> Hand:
    return Hand(window, qtbot)


def codes(libraries: Libraries) -> set[str]:
    return {phrase.code for phrase in libraries.load().phrases}


def test_enter_leads_from_the_file_to_the_end_and_undo_leads_back(
    hand: Hand, table: Table, libraries: Libraries, qtbot: QtBot
):
    # GIVEN a file that was recognised
    window = hand.window
    assert hand.plan(table(*ROWS)) is window.plan
    assert window.on.text() == "Import 2 phrases"
    # WHEN she goes on
    with qtbot.waitSignal(window.stored):
        assert hand.enter() is window.end
    # THEN the phrases are there
    assert codes(libraries) == {"fh", "hy"}
    assert len(libraries.load().libraries) == 2
    assert "2 new" in window.end.words.text()
    # AND one button takes them back
    with qtbot.waitSignal(window.stored):
        window.back.click()
        hand.settle()
    assert codes(libraries) == {"fh"}
    assert len(libraries.load().libraries) == 1


def test_what_was_wished_on_the_command_line_is_chosen_already(
    hand: Hand, table: Table, libraries: Libraries
):
    # GIVEN a file that was brought with wishes, and columns that no header says
    window = hand.window
    path = table(("hy", "欢迎", "您好，欢迎光临", "开头"))
    wish = Wish("小店", ("新品", "开头"), Mode.APPEND, Choice.RENAME)
    window.bring([path], wish, ("code", "title", "text", ""))
    assert hand.settle() is window.sight
    assert [combo.currentData() for combo in window.sight.combos] == ["code", "title", "text", ""]
    # WHEN she goes on, and back, and on again
    for _ in range(2):
        assert hand.enter() is window.plan
        # THEN the plan is made and shown so
        assert window.plan.library.currentText() == "小店"
        assert window.plan.group.currentText() == "新品>开头"
        assert (window.plan.mode.currentData(), window.plan.clash.currentData()) == (
            Mode.APPEND,
            Choice.RENAME,
        )
        assert hand.escape() is window.sight
    hand.enter()
    hand.enter()
    assert "小店" in {library.name for library in libraries.load().libraries}
    # AND the next file is wished nothing of
    window.bring([path])
    hand.settle()
    assert window.plan.order.wish == Wish()


def test_esc_leads_back_step_by_step_and_nothing_was_done(hand: Hand, table: Table, libraries: Libraries):
    window = hand.window
    assert hand.plan(table(*ROWS)) is window.plan
    assert hand.escape() is window.sight
    assert hand.escape() is window.drop
    hand.escape()
    assert not window.isVisible()
    assert codes(libraries) == {"fh"}


def test_choices_for_rows_are_given_up_only_at_the_second_esc(hand: Hand, table: Table):
    window = hand.window
    hand.plan(table(*ROWS))
    hand.choose(window.plan.row_choice, Choice.SKIP)
    assert window.on.text() == "Import 1 phrase"
    assert hand.escape() is window.plan
    assert "again" in window.plan.trouble.text()
    assert hand.escape() is window.sight


def test_so_they_are_at_the_second_try_to_close_or_when_the_program_ends(hand: Hand, table: Table):
    window = hand.window
    hand.plan(table(*ROWS))
    hand.choose(window.plan.row_choice, Choice.SKIP)
    window.close()
    assert window.isVisible()
    window.leave()
    assert not window.isVisible()


def test_what_the_columns_hold_can_be_said(hand: Hand, table: Table, libraries: Libraries):
    # GIVEN a table in which nothing is known
    window = hand.window
    window.bring([table(("x", "甲"), ("y", "乙"), header=("一", "二"))])
    assert hand.settle() is window.sight
    assert not window.on.isEnabled()
    assert window.sight.trouble.isVisible()
    # WHEN she says what the columns hold
    hand.choose(window.sight.combos[0], "code")
    hand.choose(window.sight.combos[1], "text")
    # THEN it goes on
    assert window.on.isEnabled()
    assert hand.enter() is window.plan
    hand.enter()
    assert {"x", "y"} <= codes(libraries)


def test_another_encoding_can_be_said(hand: Hand, tmp_path: Path):
    window = hand.window
    path = tmp_path / "f.csv"
    path.write_bytes("编码,内容\nfh,今天发货\n".encode("gb18030"))
    window.bring([path])
    hand.settle()
    assert window.sight.encoding.currentText() == "GB18030"
    window.sight.encoding.setCurrentText("UTF-8")
    window.sight.encoding.activated.emit(window.sight.encoding.currentIndex())
    assert hand.settle() is window.sight
    assert "UTF-8" in window.sight.trouble.text()
    assert not window.on.isEnabled()


def test_a_library_can_be_new_and_replacing_says_what_goes(hand: Hand, table: Table, libraries: Libraries):
    window = hand.window
    hand.plan(table(*ROWS))
    window.plan.library.setEditText("新店")
    window.plan.library.activated.emit(0)
    hand.settle()
    assert hand.enter() is window.end
    assert [library.name for library in libraries.load().libraries][1:] == ["新店"]
    # WHEN a file with less takes its place
    hand.window.bring([table(("fh", "发货", "后天发货", "开头"), name="新店.csv")])
    hand.settle()
    hand.enter()
    hand.choose(window.plan.mode, Mode.REPLACE)
    # THEN what would go is told before
    assert window.plan.proposal.counts[State.GONE] == 1
    assert "1 phrase that is not in the file" in window.plan.trouble.text()
    assert window.on.text() == "Import 1 phrase, remove 1"


def test_a_code_can_be_written_anew(hand: Hand, table: Table, libraries: Libraries, qtbot: QtBot):
    # GIVEN two rows that want one code
    window = hand.window
    hand.plan(table(("hy", "一", "您好", ""), ("hy", "二", "欢迎", "")))
    window.plan.filters.buttons[State.CLASH].click()
    assert window.plan.model.rowCount() == 1
    # WHEN one of them gets another
    window.plan.code.setFocus()
    window.plan.code.setText("hy9")
    qtbot.keyClick(window.plan.code, Qt.Key.Key_Return)
    hand.settle()
    # THEN both come in
    assert window.plan.proposal.counts[State.CLASH] == 0
    assert window.on.text() == "Import 2 phrases"
    window.on.click()
    hand.settle()
    assert {"hy", "hy9"} <= codes(libraries)


def test_a_choice_for_all_goes_for_every_conflict(hand: Hand, table: Table, libraries: Libraries):
    window = hand.window
    hand.plan(table(("hy", "一", "您好", ""), ("hy", "二", "欢迎", ""), ("hy", "三", "再见", "")))
    assert window.plan.proposal.counts[State.CLASH] == 2
    hand.choose(window.plan.clash, Choice.RENAME)
    assert window.plan.proposal.counts[State.CLASH] == 0
    window.on.click()
    hand.settle()
    assert {"hy", "hy2", "hy3"} <= codes(libraries)


def test_what_changes_is_shown_word_by_word(hand: Hand, table: Table):
    window = hand.window
    hand.plan(table(("fh", "发货", "今天发货", "")))
    window.plan.library.setCurrentText("My phrases")
    window.plan.library.activated.emit(0)
    hand.settle()
    window.plan.filters.buttons[State.CHANGED].click()
    html = window.plan.details.toHtml()
    assert "line-through" in html
    assert window.plan.details.toPlainText() == "明今天发货"


class TestSeveralFiles:
    """They are looked at one after the other, and come in and go as one."""

    def test_those_without_doubt_are_one_plan(self, hand: Hand, table: Table, libraries: Libraries):
        # GIVEN two files that are known by their headers, with a code in both
        window = hand.window
        one = table(*ROWS, name="店铺.csv")
        two = table(("hy", "别的", "另一条", ""), ("th", "退货", "七天", ""), name="二.csv")
        # WHEN they are brought together THEN nothing is asked
        window.bring([one, two])
        assert hand.settle() is window.plan
        assert window.place.text() == "2 files"
        assert window.on.text() == "Import 4 phrases"
        assert window.plan.library.currentText() == ""
        assert [line.at for line in window.plan.proposal.lines] == [
            *("店铺.csv:2", "店铺.csv:3", "二.csv:2", "二.csv:3"),
        ]
        # AND they come in together, each into its library, and go together
        assert hand.enter() is window.end
        assert [library.name for library in libraries.load().libraries][1:] == ["店铺", "二"]
        window.back.click()
        hand.settle()
        assert codes(libraries) == {"fh"}
        assert len(libraries.load().libraries) == 1

    def test_in_one_library_a_file_meets_what_the_one_before_brings(
        self, hand: Hand, table: Table, libraries: Libraries
    ):
        window = hand.window
        window.bring(
            [table(*ROWS), table(("hy", "欢迎", "您好呀", "开头"), ("th", "", "七天", ""), name="二.csv")]
        )
        hand.settle()
        window.plan.library.setEditText("新店")
        window.plan.library.activated.emit(0)
        hand.settle()
        # THEN the second changes what the first brings
        assert [line.state for line in window.plan.proposal.lines] == [
            *(State.NEW, State.NEW, State.CHANGED, State.NEW),
        ]
        assert hand.enter() is window.end
        texts = {phrase.code: phrase.text for phrase in libraries.load().phrases if phrase.library != 1}
        assert texts == {"hy": "您好呀", "fh": "今天发货", "th": "七天"}
        window.back.click()
        hand.settle()
        assert codes(libraries) == {"fh"}

    def test_choices_are_for_the_row_they_were_made_for(self, hand: Hand, table: Table, libraries: Libraries):
        window = hand.window
        window.bring([table(*ROWS), table(("th", "", "七天", ""), ("dz", "", "地址", ""), name="二.csv")])
        hand.settle()
        window.plan.table.selectRow(3)
        hand.choose(window.plan.row_choice, Choice.SKIP)
        assert [line.state for line in window.plan.proposal.lines][2:] == [State.NEW, State.SKIPPED]
        window.on.click()
        hand.settle()
        assert "dz" not in codes(libraries)

    def test_one_that_cannot_be_read_is_told_with_the_plan(
        self, hand: Hand, table: Table, tmp_path: Path, libraries: Libraries
    ):
        window = hand.window
        window.bring([tmp_path / "none.csv", table(*ROWS)])
        assert hand.settle() is window.plan
        assert "none.csv" in window.plan.trouble.text()
        assert hand.enter() is window.end
        assert codes(libraries) == {"fh", "hy"}

    def test_if_none_can_be_read_that_is_the_end(self, hand: Hand, tmp_path: Path):
        window = hand.window
        window.bring([tmp_path / "none.csv", tmp_path / "nor.csv"])
        assert hand.settle() is window.end
        assert "none.csv" in window.end.words.text()
        assert "nor.csv" in window.end.words.text()

    def test_a_doubtful_one_is_shown_and_can_be_skipped(self, hand: Hand, table: Table):
        window = hand.window
        odd = table(("x", "甲"), ("y", "乙"), header=("一", "二"), name="odd.csv")
        window.bring([table(*ROWS), odd, table(("th", "", "七天", ""), name="三.csv")])
        assert hand.settle() is window.sight
        assert window.place.text() == "File 2 of 3"
        assert window.on.text() == "Next file"
        window.back.click()
        assert hand.settle() is window.plan
        assert window.on.text() == "Import 3 phrases"

    def test_back_from_the_plan_shows_each(self, hand: Hand, table: Table):
        window = hand.window
        window.bring([table(*ROWS), table(("th", "", "七天", ""), name="二.csv")])
        hand.settle()
        assert hand.escape() is window.sight
        assert (window.sight.heading.text(), window.place.text()) == ("店铺.csv", "File 1 of 2")
        assert hand.enter() is window.sight
        assert window.on.text() == "Show what would happen"
        window.back.click()
        assert hand.settle() is window.plan
        assert window.on.text() == "Import 2 phrases"

    def test_one_that_may_not_come_in_keeps_no_other_away(
        self, hand: Hand, table: Table, tmp_path: Path, clerk: Clerk
    ):
        # GIVEN a pack of which a newer version is installed
        pack = tmp_path / "team.yaml"
        for version in ("2.0", "1.0"):
            pack.write_text(
                f"format: 1\nid: team\nversion: {version}\nphrases: [{{code: p, text: t}}]\n",
                encoding="utf-8",
            )
            if version == "2.0":
                clerk.carry_out(clerk.propose([Reading(pack)], Order()), lambda _done: None)
        # WHEN it is brought with a table
        hand.window.bring([pack, table(*ROWS)])
        assert hand.settle() is hand.window.plan
        # THEN the table alone is planned, and it is told why
        assert hand.window.on.text() == "Import 2 phrases"
        assert "version 1.0" in hand.window.plan.trouble.text()


def test_the_sheets_that_are_read_can_be_chosen(hand: Hand, tmp_path: Path, qtbot: QtBot):
    # GIVEN a spreadsheet of which one sheet names its columns
    path = tmp_path / "店铺.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "售前": [("编码", "内容"), ("hy", "您好，欢迎光临")],
            "售后": [("th", "七天内可以退货，请放心"), ("hh", "换货请联系客服，谢谢")],
            "空": [],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    window = hand.window
    window.bring([path])
    assert hand.settle() is window.sight
    boxes = window.sight.sheets.boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {"售前": True, "售后": False}
    # WHEN the other one is ticked too
    qtbot.mouseClick(boxes["售后"], Qt.MouseButton.LeftButton)
    assert hand.settle() is window.sight
    hand.enter()
    # THEN both come in
    assert [line.at for line in window.plan.proposal.lines] == [
        *("店铺.xlsx[售前]:2", "店铺.xlsx[售后]:1", "店铺.xlsx[售后]:2"),
    ]
    # AND the last that is ticked stays so
    hand.escape()
    for name in ("售前", "售后"):
        qtbot.mouseClick(window.sight.sheets.boxes[name], Qt.MouseButton.LeftButton)
        hand.settle()
    assert window.sight.sheets.boxes["售后"].isChecked()


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"%PDF-1.4", b"PK\x03\x04 broken", bytes(range(256)) * 9])
def test_a_lone_file_that_holds_nothing_is_told_where_files_are_dropped(
    hand: Hand, tmp_path: Path, raw: bytes
):
    path = tmp_path / "odd.csv"
    path.write_bytes(raw)
    hand.window.bring([path])
    assert hand.settle() is hand.window.drop
    assert "odd.csv" in hand.window.drop.trouble.text()
    assert hand.window.drop.trouble.text().endswith("Your phrases are as they were.")


def test_a_busy_database_changes_nothing_and_can_be_tried_again(
    hand: Hand, table: Table, libraries: Libraries, tmp_path: Path
):
    # GIVEN a plan, and another program that writes
    window = hand.window
    hand.plan(table(*ROWS))
    other = connect(tmp_path / "home" / "quickreply.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    # WHEN she imports
    hand.enter()
    page = hand.settle()
    # THEN she is told, and the plan stands there still
    assert page is window.plan
    assert window.plan.trouble.text().startswith("Nothing was imported.")
    other.execute("ROLLBACK")
    other.close()
    assert codes(libraries) == {"fh"}
    # AND the next try brings them in
    window.on.click()
    assert hand.settle() is window.end
    assert codes(libraries) == {"fh", "hy"}


def test_phrases_that_changed_meanwhile_are_planned_anew(hand: Hand, table: Table, libraries: Libraries):
    window = hand.window
    hand.plan(table(*ROWS))
    libraries.create_library("anders")
    hand.enter()
    assert hand.settle() is window.plan
    assert window.plan.trouble.text().startswith("Nothing was imported.")
    window.on.click()
    assert hand.settle() is window.end


def test_an_import_that_is_cancelled_leaves_nothing(
    hand: Hand, table: Table, libraries: Libraries, qtbot: QtBot
):
    # GIVEN an import that takes some time
    window = hand.window
    hand.plan(table(*((f"c{n}", "", f"Text {n}", "") for n in range(6000))))
    before = libraries.load()
    # WHEN she cancels it as soon as some of it is written
    window._background.went.connect(lambda _done: window._stop())
    window.on.click()
    qtbot.waitUntil(lambda: not window.working, timeout=20_000)
    window._background.do(lambda _: None, lambda _: None, lambda _: None)
    hand.settle()
    # THEN there is nothing of it, and the plan stands there still
    assert libraries.load() == before
    assert window.pages.currentWidget() is window.plan


def test_cells_can_be_pasted(hand: Hand, libraries: Libraries):
    window = hand.window
    QApplication.clipboard().setText("编码\t内容\nhy\t您好\n")
    window.setFocus()
    window._paste()
    assert hand.settle() is window.sight
    assert hand.enter() is window.plan
    hand.enter()
    assert "hy" in codes(libraries)


def test_files_can_be_dropped(hand: Hand, table: Table):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table(*ROWS)))])
    hand.window._take(data)
    assert hand.settle() is hand.window.sight
