"""A program somebody copied something in: owns the clipboard until another program copies.

Usage: clipboard_owner.py FOLDER clipboard|primary, with the files `text`, `html`, `png`, `files` (one path a
line), `drawn` (a size in pixels) and `secret` in the folder; an empty one is not offered.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication, QImage

_MODES = {"clipboard": QClipboard.Mode.Clipboard, "primary": QClipboard.Mode.Selection}


def offer(folder: Path) -> QMimeData:
    """What is copied: PNG as the very bytes, as browsers and picture programs offer it."""
    mime = QMimeData()
    if text := (folder / "text").read_text("utf-8"):
        mime.setText(text)
    if html := (folder / "html").read_text("utf-8"):
        mime.setHtml(html)
    if png := (folder / "png").read_bytes():
        mime.setData("image/png", png)
    if files := (folder / "files").read_text("utf-8").splitlines():
        urls = [QUrl.fromLocalFile(file) for file in files]
        mime.setUrls(urls)
        names = [url.toEncoded().toStdString() for url in urls]
        mime.setData("x-special/gnome-copied-files", "\n".join(["copy", *names]).encode())
    if size := (folder / "drawn").read_text():
        mime.setImageData(draw(int(size)))
    if secret := (folder / "secret").read_bytes():
        mime.setData("x-kde-passwordManagerHint", secret)
    return mime


def draw(size: int) -> QImage:
    """A picture that Qt turns into PNG anew for everybody who asks, as screenshot programs have it."""
    return QImage(os.urandom(size * size * 4), size, size, QImage.Format.Format_RGB32).copy()


def main() -> None:
    """Says `ready` once the clipboard is ours and goes when it no longer is."""
    app = QGuiApplication(sys.argv)
    mode = _MODES[sys.argv[2]]
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(offer(Path(sys.argv[1])), mode)
    app.sync()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    ours = clipboard.ownsClipboard if mode is QClipboard.Mode.Clipboard else clipboard.ownsSelection
    clipboard.changed.connect(lambda _: None if ours() else app.quit())
    app.exec()


if __name__ == "__main__":
    main()
