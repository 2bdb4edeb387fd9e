"""Qt's own words, like those in a text box's menu, in the user's language."""

from PySide6.QtCore import QLibraryInfo, QTranslator


def qt_words(language: str) -> QTranslator | None:
    """A translator to install in the application; None if this Qt brings none for the language."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{language}", folder) else None
