"""The pictures of a phrase in its form: added by a button, dropped or pasted, removed by a click."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from quickreply.core.picture import BYTES, MOST, TOO_LARGE, TOO_MANY, Print
from quickreply.core.words import Refusal, Say, mark
from quickreply.ui.theme import GRID, Theme
from quickreply.ui.thumbs import RADIUS, Thumbs

SIZE = QSize(12 * GRID, 8 * GRID)
_FORMS = ("image/png", "image/jpeg", "image/webp", "image/gif")
_UNREADABLE = mark("{file} cannot be read.")

Develop = Callable[[bytes, str], Print]


class PictureRow(QWidget):
    """Shows them small, with a button to add more.

    Signals:
        changed: one was added or removed.
        refused: one could not be added; with the `Refusal`.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, say: Say, theme: Theme, source: Callable[[str], bytes], develop: Develop) -> None:
        super().__init__()
        self._say = say
        self._theme = theme
        self._source = source
        self._develop = develop
        self._new: dict[str, Print] = {}
        self._thumbs = Thumbs(self._thumb)
        self.names: tuple[str, ...] = ()
        """What the phrase carries."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * GRID)
        self.add = QPushButton(say("Picture…"), self)
        self.add.setToolTip(say("Add a picture; or drop it here, or paste it"))
        self.add.clicked.connect(self._choose)
        self._row.addStretch(1)
        self._row.addWidget(self.add)
        self._tiles: list[_Tile] = []
        self.setFixedHeight(SIZE.height() + GRID)

    @property
    def prints(self) -> tuple[Print, ...]:
        """Those that are not stored yet."""
        return tuple(self._new[name] for name in self.names if name in self._new)

    def begin(self, names: tuple[str, ...]) -> None:
        """Shows those of another phrase."""
        self._new = {}
        self._show(names)

    def take(self, mime: QMimeData) -> bool:
        """Adds what was dropped or pasted; False if that is no picture."""
        found = list(_pictures(mime))
        for data, file in found:
            self._take_in(data, file)
        return bool(found)

    def _choose(self) -> None:
        say = self._say
        kinds = say("Pictures (*.png *.jpg *.jpeg *.webp *.gif)")
        files, _ = QFileDialog.getOpenFileNames(self, say("Choose pictures"), "", kinds)
        for file in files:
            self._take_in(_bytes(Path(file)), Path(file).name)

    def _take_in(self, data: bytes | None, file: str) -> None:
        try:
            made = self._print(data, file)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self._new[made.picture.name] = made
        self._show(tuple(dict.fromkeys((*self.names, made.picture.name))))
        self.changed.emit()

    def _print(self, data: bytes | None, file: str) -> Print:
        if data is None:
            raise Refusal(_UNREADABLE, file=file)
        if len(data) > BYTES:
            raise Refusal(TOO_LARGE, file=file)
        if len(self.names) >= MOST:
            raise Refusal(TOO_MANY)
        return self._develop(data, file)

    def _remove(self, name: str) -> None:
        self._show(tuple(one for one in self.names if one != name))
        self.changed.emit()

    def _show(self, names: tuple[str, ...]) -> None:
        self.names = names
        for tile in self._tiles:
            tile.deleteLater()
        self._tiles = [_Tile(self._say, self._theme, self._thumbs, name, self) for name in names]
        for place, tile in enumerate(self._tiles):
            tile.removed.connect(self._remove)
            self._row.insertWidget(place + 1, tile)
        self.add.setEnabled(len(names) < MOST)

    def _thumb(self, name: str) -> bytes:
        return self._new[name].thumb if name in self._new else self._source(name)


class _Tile(QWidget):
    """One picture; a click on its cross removes it."""

    removed = Signal(str)

    def __init__(self, say: Say, theme: Theme, thumbs: Thumbs, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._name = name
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(say("Remove this picture"))
        self.setAccessibleName(say("Remove this picture"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Removes it, if the button comes up on it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.removed.emit(self._name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The picture, a thin frame, and a cross in its corner."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPoint(0, 0), self._thumbs.filling(self._name, SIZE, self.devicePixelRatio()))
        colours, room = self._theme.colours, self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QColor(colours.line))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        cross = QRect(room.right() - 3 * GRID - 1, room.top() + 1, 3 * GRID, 3 * GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(cross)
        painter.setPen(QColor(colours.text))
        inner = cross.adjusted(4, 4, -4, -4)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())


def holds_picture(mime: QMimeData) -> bool:
    """Whether this is a picture and no text: cells copied from an office program are both."""
    return _is_image(mime) or any(
        Path(url.toLocalFile()).suffix.casefold() in _SUFFIXES for url in mime.urls() if url.isLocalFile()
    )


_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".gif"}


def _is_image(mime: QMimeData) -> bool:
    shown = mime.hasImage() or any(map(mime.hasFormat, _FORMS))
    return shown and not mime.hasText()


def _pictures(mime: QMimeData) -> Iterator[tuple[bytes | None, str]]:
    """What was dropped or pasted, as bytes and what to call it."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    yield from ((_bytes(file), file.name) for file in files if file.suffix.casefold() in _SUFFIXES)
    if files or not _is_image(mime):
        return
    given = next((form for form in _FORMS if mime.hasFormat(form)), "")
    image = mime.imageData()
    if given:
        yield bytes(mime.data(given).data()), ""
    elif isinstance(image, QImage):
        yield _as_png(image), ""


def _as_png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # not what its hint says
    return bytes(content.data())


def _bytes(file: Path) -> bytes | None:
    """What is in a file, one byte more than a picture may have at most; None if it cannot be read."""
    try:
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            return stream.read(BYTES + 1)
    except OSError:
        return None
