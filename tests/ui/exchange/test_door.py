from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quickreply.ui.exchange.door import Door


def test_a_table_that_is_pasted_is_for_the_import_and_a_word_is_for_the_box(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    box = QLineEdit(window)
    door = Door(window)
    tables: list[str] = []
    door.table.connect(tables.append)
    window.show()

    QApplication.clipboard().setText("编码\t内容\nfh\t发货\n")
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (box.text(), tables) == ("", ["编码\t内容\nfh\t发货\n"])

    QApplication.clipboard().setText("发货")
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (box.text(), len(tables)) == ("发货", 1)
