"""A box of another program, in Qt, that takes pictures as chats do: it writes down what was pasted.

Usage: picture_box.py FILE. The text is written to FILE, each picture as PNG to FILE.1, FILE.2 …
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTextEdit


class Box(QTextEdit):
    """Takes text, and pictures too."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._count = 0
        self.textChanged.connect(lambda: file.write_text(self.toPlainText(), "utf-8"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - same
        image = source.imageData() if source.hasImage() else None
        if isinstance(image, QImage) and not source.hasText():
            self._count += 1
            draft = self._file.with_suffix(".draft.png")
            image.save(str(draft))
            draft.replace(self._file.with_suffix(f".{self._count}.png"))
        else:
            super().insertFromMimeData(source)


def main() -> None:
    """Shows the box until it is ended."""
    app = QApplication([sys.argv[0], "-name", "picturebox"])
    box = Box(Path(sys.argv[1]))
    box.setWindowTitle("Picture box")
    box.resize(600, 300)
    box.show()
    app.exec()


if __name__ == "__main__":
    main()
