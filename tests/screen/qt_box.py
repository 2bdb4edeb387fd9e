"""A text box of another program, in Qt: writes its whole text to a file at each change.

Usage: qt_box.py FILE. A line on the standard input empties the box.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QPlainTextEdit


def save(text: str, file: Path) -> None:
    """Replaces the file in one go: a reader never sees half of it."""
    draft = file.with_suffix(".draft")
    draft.write_bytes(text.encode("utf-8", "surrogatepass"))
    draft.replace(file)


def main() -> None:
    """Shows the box until it is ended."""
    app = QApplication([sys.argv[0], "-name", "qtbox"])
    file = Path(sys.argv[1])
    box = QPlainTextEdit()
    box.textChanged.connect(lambda: save(box.toPlainText(), file))
    orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    orders.activated.connect(lambda: box.clear() if os.read(sys.stdin.fileno(), 100) else app.quit())
    box.setWindowTitle("Qt text box")
    box.resize(600, 300)
    box.show()
    app.exec()


if __name__ == "__main__":
    main()
