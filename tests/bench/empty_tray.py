"""The least a PySide6 tray program can be: an icon."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

app = QApplication([])
picture = QPixmap(16, 16)
picture.fill("blue")
icon = QSystemTrayIcon(QIcon(picture))
icon.show()
QTimer.singleShot(0, lambda: print("ready", flush=True))  # noqa: T201 - the one who waits reads it
app.exec()
