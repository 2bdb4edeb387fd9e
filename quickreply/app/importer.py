"""The import window in a process of its own, so that no code waits for a file and its memory goes with it.

Started by the running program; `python -m quickreply.app.importer`. A line of JSON on the standard input says
what is brought, `{"files": […], "said": {…}}` or `{"text": "…"}`; a line on the standard output says that the
stored phrases have changed. Without a standard input it ends.
"""

import gc
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quickreply.app.clerk import Clerk
from quickreply.app.office import Office, open_office
from quickreply.core.plan import Choice, Mode, Wish
from quickreply.core.words import Refusal
from quickreply.desktop.session import System, session
from quickreply.store.paths import places, resource
from quickreply.ui.exchange.window import ImportWindow
from quickreply.ui.qtwords import qt_words
from quickreply.ui.theme import Theme

log = logging.getLogger(__name__)

STORED = b"stored\n"
"""What it says when phrases have come in or gone."""

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets the window draw."""

_ENDING = 10.0
"""Seconds for an import that is being stopped to leave nothing."""


class Post(QObject):
    """Hands over what comes in on the standard input.

    Signals:
        brought: one request.
        ended: there will be none any more.
    """

    brought = Signal(object)
    ended = Signal()

    def listen(self) -> None:
        """Reads in a thread: a pipe cannot be watched on every system."""
        Thread(target=self._read, name="post", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin.buffer:
            try:
                request = json.loads(line)
            except ValueError:
                continue
            if isinstance(request, dict):
                self.brought.emit(request)
        self.ended.emit()


def main(environ: Mapping[str, str] = os.environ) -> int:
    """Shows the window until it is closed; returns the exit status."""
    sys.setswitchinterval(_SWITCH)
    gc.disable()  # to look for cycles among 100,000 phrases is to stand still; memory goes with the process
    here = session(environ)
    qt = QApplication(["quickreply"])
    qt.setApplicationName("quickreply")
    qt.setDesktopFileName("quickreply")
    qt.setWindowIcon(QIcon(str(resource("assets/icons/quickreply.svg"))))
    if here.system is System.X11:
        _compose(here.display)
    try:
        office = open_office(places(environ), environ)
    except Refusal as fault:
        log.error("no import window: %s", fault.message)
        return 1
    if translator := qt_words(office.language):
        qt.installTranslator(translator)
    window = _window(office)
    status = qt.exec()
    window.finish(_ENDING)
    return status


def _compose(display: str) -> None:
    from quickreply.desktop.inputmethod_qt import choose_plugin  # noqa: PLC0415 - X11

    choose_plugin(display)


def _window(office: Office) -> ImportWindow:
    hints = QApplication.styleHints()
    theme = Theme(office.settings.theme, hints, resource("assets/icons"))
    window = ImportWindow(office.say, theme, Clerk(office.database, office.say))
    post = Post()
    post.setParent(window)
    window.stored.connect(_tell)
    window.closed.connect(QApplication.quit)
    post.brought.connect(lambda request: _bring(window, request))
    post.ended.connect(window.leave)
    post.listen()
    _show(window)
    return window


def _bring(window: ImportWindow, request: Mapping[str, Any]) -> None:
    _show(window)
    said = request.get("said")
    wish, columns = _said(said) if isinstance(said, dict) else (Wish(), ())
    window.bring(list(_paths(request)), wish, columns)
    if isinstance(text := request.get("text"), str):
        window.paste(text)


def _paths(request: Mapping[str, Any]) -> Iterator[Path]:
    return (Path(name) for name in request.get("files", ()) if isinstance(name, str) and "\0" not in name)


def _said(said: Mapping[str, Any]) -> tuple[Wish, tuple[str, ...]]:
    """What the user said of the files on the command line; nothing of what cannot be understood."""
    try:
        library, group, columns = str(said["library"]) or None, said["group"], said["columns"]
        wish = Wish(library, tuple(map(str, group)), Mode(said["mode"]), Choice(said["on_clash"]))
        return wish, tuple(map(str, columns))
    except (KeyError, TypeError, ValueError):
        return Wish(), ()


def _show(window: ImportWindow) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def _tell() -> None:
    try:
        sys.stdout.buffer.write(STORED)
        sys.stdout.buffer.flush()
    except OSError:
        log.info("nobody hears that phrases have changed")


if __name__ == "__main__":
    sys.exit(main())
