"""A window out of which files are dragged, as out of a file manager; `dragger.py TITLE FILE…`."""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Pressed and moved, it hands the files to whoever is under the pointer when it is let go."""

    def __init__(self, title: str, files: list[str]) -> None:
        super().__init__("\n".join(files))
        self.setWindowTitle(title)
        self.setFixedSize(260, 120)
        self._urls = [QUrl.fromLocalFile(name) for name in files]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        data = QMimeData()
        data.setUrls(self._urls)
        drag = QDrag(self)
        drag.setMimeData(data)
        print(drag.exec(Qt.DropAction.CopyAction).name, flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    program = QApplication(sys.argv[:1])
    source = Source(sys.argv[1], sys.argv[2:])
    source.show()
    sys.exit(program.exec())
