from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
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


def test_files_may_be_dropped_anywhere_and_words_are_for_the_box(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    box = QLineEdit(window)
    door = Door(window)
    dropped: list[object] = []
    door.files.connect(dropped.append)
    file, word = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/tmp/a.csv")])
    word.setText("发货")

    for widget in (window, box):
        assert drop(widget, file)
    assert dropped == []  # not before Qt is through with the drop: then the window may be closed
    qtbot.waitUntil(lambda: dropped == [(Path("/tmp/a.csv"),)] * 2, timeout=2000)
    drop(box, word)
    assert (box.text(), len(dropped)) == ("发货", 2)


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Whether it is taken, when it comes over the widget and when it is let go there."""
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    no = Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(1, 1), action, data, button, no)
    drops = QDropEvent(QPointF(1, 1), action, data, button, no)
    QApplication.sendEvent(widget, enters)
    QApplication.sendEvent(widget, drops)
    return enters.isAccepted() and drops.isAccepted()
