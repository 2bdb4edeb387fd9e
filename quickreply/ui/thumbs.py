"""Small pictures for lists and previews: decoded when they are first painted, the last ones kept."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

ROOM = 4 * 1024 * 1024
"""Bytes of what is kept, decoded: some 300 rows, or ten previews."""

RADIUS = 4
"""Of the corners, in logical pixels."""


class Thumbs:
    """What `source` has by the names of pictures, in the sizes that are painted."""

    def __init__(self, source: Callable[[str], bytes]) -> None:
        self._source = source
        self._kept: OrderedDict[tuple[str, int, int, bool], QPixmap] = OrderedDict()
        self._size = 0

    def filling(self, name: str, room: QSize, ratio: float) -> QPixmap:
        """The middle of a picture, as large as `room` (logical pixels); empty where there is none."""
        return self._get(name, room, ratio, whole=False)

    def within(self, name: str, room: QSize, ratio: float) -> QPixmap:
        """A whole picture, no larger than `room`; empty where there is none."""
        return self._get(name, room, ratio, whole=True)

    def _get(self, name: str, room: QSize, ratio: float, *, whole: bool) -> QPixmap:
        size = room * ratio
        key = name, size.width(), size.height(), whole
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        picture = _scaled(QImage.fromData(self._source(name)), size, RADIUS * ratio, whole=whole)
        picture.setDevicePixelRatio(ratio)
        self._keep(key, picture)
        return picture

    def _keep(self, key: tuple[str, int, int, bool], picture: QPixmap) -> None:
        self._kept[key] = picture
        self._size += _bytes(picture)
        while self._size > ROOM:
            _, oldest = self._kept.popitem(last=False)
            self._size -= _bytes(oldest)


def _bytes(picture: QPixmap) -> int:
    return 4 * picture.width() * picture.height()


def _scaled(image: QImage, size: QSize, radius: float, *, whole: bool) -> QPixmap:
    """Scaled with round corners; never made larger than it is where all of it is wanted."""
    if image.isNull():
        return QPixmap()
    if not whole:
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, _SMOOTH)
        left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
        image = image.copy(left, top, size.width(), size.height())
    elif image.width() > size.width() or image.height() > size.height():
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH)
    rounded = QPixmap(image.size())
    rounded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(image.rect()), radius, radius)
    painter.setClipPath(path)
    painter.drawImage(0, 0, image)
    painter.end()
    return rounded


_SMOOTH = Qt.TransformationMode.SmoothTransformation
