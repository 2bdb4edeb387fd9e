"""Starts Qt, and runs the program in it."""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from quickreply.app.again import Ended
from quickreply.app.office import Office
from quickreply.app.program import Program
from quickreply.desktop.choose import Connect
from quickreply.store.paths import resource
from quickreply.ui.qtwords import qt_words


def start(office: Office, connect: Connect, paste: str, before: Ended) -> Ended:
    """Runs until the user quits.

    `paste` is what she presses to paste by hand, `before` says how the program ended that this one follows
    after an accident.
    """
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("quickreply")
    qt.setDesktopFileName("quickreply")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(QIcon(str(resource("assets/icons/quickreply.svg"))))
    if translator := qt_words(office.language):
        qt.installTranslator(translator)
    program = Program(office, connect, paste, before)
    program.begin()
    status = qt.exec()
    program.end()
    return Ended(status, program.paused_until)
