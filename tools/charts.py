"""Pictures as shops have them, drawn for the pictures of our windows."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

_SIZES = (
    ("尺码", "身高 cm", "体重 斤", "胸围", "衣长"),
    ("S", "150-155", "80-95", "84", "62"),
    ("M", "155-160", "95-105", "88", "64"),
    ("L", "160-165", "105-118", "92", "66"),
    ("XL", "165-170", "118-130", "96", "68"),
    ("2XL", "170-175", "130-145", "100", "70"),
)


@cache
def drawn(name: str) -> bytes:
    """The picture with this name, as the album keeps it small; nothing for another name."""
    draw = {"chart": _chart, "street": _street}.get(name)
    return draw() if draw else b""


def _chart() -> bytes:
    image = QImage(480, 270, QImage.Format.Format_RGB32)
    painter, font = QPainter(image), QFont("Noto Sans CJK SC")
    font.setPixelSize(17)
    painter.setFont(font)
    for line, cells in enumerate(_SIZES):
        for place, cell in enumerate(cells):
            room = QRect(place * 96, line * 45, 96, 45)
            painter.fillRect(room, QColor("#2f6fed" if not line else "#f3f6fd" if line % 2 else "#ffffff"))
            painter.setPen(QColor("#ffffff" if not line else "#222222"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cell)
    painter.end()
    return _png(image)


def _street() -> bytes:
    image = QImage(240, 320, QImage.Format.Format_RGB32)
    image.fill(QColor("#dce9d5"))
    painter = QPainter(image)
    for place in range(20, 320, 60):
        painter.fillRect(0, place, 240, 10, QColor("#ffffff"))
        painter.fillRect(place, 0, 10, 320, QColor("#ffffff"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#e5484d"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(104, 130, 36, 36)
    painter.end()
    return _png(image)


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())
