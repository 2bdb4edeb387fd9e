from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from quickreply.ui.exchange import arrival


def data(text: str = "", html: str = "") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


def test_files_of_this_computer_are_taken_and_addresses_are_not():
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile("/tmp/a.csv"), QUrl("https://example.org/b.csv")])
    assert arrival.files(made) == (Path("/tmp/a.csv"),)


def test_cells_with_tabs_come_before_their_html():
    assert arrival.table(data("a\tb\n", "<table><tr><td>x<td>y</table>")) == "a\tb\n"


def test_the_table_of_a_page_becomes_cells_with_tabs():
    html = (
        "<style>p</style><table><tr><th>编码<th>内容</tr><tr><td>fh</td><td>一<br>二&amp;</td></tr></table>"
    )
    assert arrival.table(data("编码 内容", html)) == '编码\t内容\r\nfh\t"一\n二&"\r\n'


def test_a_text_without_a_table_stays_what_it_is():
    assert arrival.table(data("格式: 1", "<p>格式: 1</p>")) == "格式: 1"


@pytest.mark.parametrize(("text", "several"), [("a\tb\nc\td", True), ("a\tb\n", False), ("a\nb", False)])
def test_only_several_lines_of_cells_are_a_table(text: str, several: bool):
    assert arrival.is_table(data(text)) == several
