"""Pictures of the smaller windows: the form that asks, the next message, rows with several texts, the icon.

    python tools/window_shots.py [build/shots]

Light and dark, English and Chinese, at 1x and 2x; needs no screen.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

HOME = Path(__file__).parent.parent
sys.path.insert(0, str(HOME))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt  # noqa: E402 - the platform must be set before
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from quickreply.core import settings  # noqa: E402
from quickreply.core.language import speech  # noqa: E402
from quickreply.core.news import Arrival, Change, News  # noqa: E402
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase  # noqa: E402
from quickreply.core.ports import Rect, Remaining, Suggestions  # noqa: E402
from quickreply.core.reminder import Reminder  # noqa: E402
from quickreply.core.search import Match, Matches, Rank  # noqa: E402
from quickreply.core.template.asking import Question  # noqa: E402
from quickreply.core.template.missing import Missing, Why  # noqa: E402
from quickreply.core.template.names import Kind  # noqa: E402
from quickreply.core.wording import Law, Wording  # noqa: E402
from quickreply.engine.catalogue import Catalogue  # noqa: E402
from quickreply.ui.asking import Asking  # noqa: E402
from quickreply.ui.nextup import NextUp  # noqa: E402
from quickreply.ui.palette import Palette  # noqa: E402
from quickreply.ui.popup import Popup  # noqa: E402
from quickreply.ui.reminders import ReminderCard  # noqa: E402
from quickreply.ui.theme import Theme  # noqa: E402
from quickreply.ui.tray import TrayState  # noqa: E402
from tools.charts import drawn  # noqa: E402
from tools.shots import Cabinet, catalogue, press  # noqa: E402

SCREEN = Rect(0, 0, 800, 600)
SIDES = (16, 22, 24, 32)
PANELS = {"light": "#e8e9ec", "dark": "#24262b"}

ORDER = Missing("订单号", Why.ASK)
COUNT = Missing("件数", Why.ASK, Kind.NUMBER)
AMOUNT = Missing("金额", Why.ASK, Kind.AMOUNT)
DAY = Missing("预计发货日期", Why.ASK, Kind.DATE)
COURIER = Missing("快递", Why.ASK, Kind.CHOICE, ("中通", "圆通", "顺丰", "京东快递"))
LONG = Missing("客户要求我们改到的那个新的收货地址（省市区和详细地址，连同电话）", Why.ASK)

LADDER = tuple(
    Wording(text, note)
    for text, note in (
        ("亲，这个价已经很实惠了呢～", ""),
        ("亲，送您一份小礼物，您看可以吗？🎁", "礼物从仓库 B 发，不要承诺颜色"),
        ("给您申请到一张 5 元优惠券，仅限今天使用哦", ""),
        ("再给您免个运费，真的是最低了", ""),
        ("帮您问了主管，最多再减 3 元", ""),
        ("这是最后的价格了，亲考虑一下～", "到此为止"),
    )
)
SHORT = Phrase(1, 1, 1, "yj", "议价", LADDER[0].text, wordings=LADDER, law=Law.LADDER)
FAMILY = Phrase(
    2, 1, 2, "gb", "告别 👨‍👩‍👧‍👦", "感谢您的光临 👋🏻，祝一家人开心 👩🏽‍🚀🏳️‍🌈", note="只在晚上用"
)
WIDE = Phrase(
    3,
    1,
    3,
    "donaudampfschifffahrtsgesellschaft-kapitaen-muetze",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 4,
)
TODAY = Phrase(
    4,
    1,
    1,
    "yhq",
    "优惠券",
    "今天 24:00 前下单可用满 199 减 20 的券，领券链接在店铺首页～",
    pictures=("chart",),
)
ALL = Phrase(
    5,
    1,
    2,
    "zdsm",
    "这是一个非常非常非常长的标题，长到一行里无论如何也放不下，后面还有很多很多的字",
    "第一行\n" + "这一条话术很长，一共有很多行，要看看它在列表下面和搜索窗口里是怎么显示的。\n" * 12,
    note="这条备注也很长，提醒客服在发送之前先核对订单状态、收货地址和快递公司，不要发错人。" * 2,
    wordings=(Wording("第一种说法"), Wording("第二种说法")),
    pictures=("street",),
)
PHRASES = (SHORT, FAMILY, WIDE, TODAY, ALL)


class Camera:
    """Takes all pictures in one language, scheme and scale."""

    def __init__(self, folder: Path, language: str, scheme: settings.Theme, scale: str) -> None:
        self._folder = folder
        self._suffix = f"{language}-{scheme}-{scale}x"
        self._say = speech(language, {}, HOME / "assets/locale")
        self._theme = Theme(scheme, QApplication.styleHints(), HOME / "assets/icons", glass=True)

    def shoot(self) -> None:
        """All of them."""
        self._rows()
        self._palette()
        self._news()
        self._asking()
        self._next_up()
        self._reminders()
        self._icons()

    def _rows(self) -> None:
        steps = (SHORT.at(1), FAMILY, WIDE, TODAY, ALL.at(1))
        arrivals = (None, Arrival(Change.NEW, 0), *[Arrival(Change.CHANGED, 0)] * 3)
        rows = tuple(
            Match(
                one,
                Rank.CODE_PREFIX,
                one.code,
                "",
                number,
                ((0, 2),),
                last_day=one.id in {4, 5},
                arrival=arrival,
            )
            for number, (one, arrival) in enumerate(zip(steps, arrivals, strict=True))
        )
        popup = Popup(self._say, self._theme, thumb=drawn)
        for row, match in enumerate(rows):
            popup.present(Suggestions(row, "yj", Matches("yj", rows, len(rows)), row, None))
            self._keep(popup, f"rows-{match.phrase.id}", close=False)
        popup.close()

    def _palette(self) -> None:
        groups = tuple(
            Group(number, 1, None, name) for number, name in enumerate(("议价", "告别", "其他"), 1)
        )
        library = Library(1, "shop", "店铺话术", LibraryKind.SHOP)
        phrases = Catalogue.of(Collection((library,), groups, PHRASES), tuple(one.id for one in PHRASES))
        palette = Palette(self._say, self._theme, Cabinet(phrases))
        for pinned in (False, True):
            palette.pin(pinned=pinned)
            for row in range(len(PHRASES)):
                palette.open()
                palette.finder.go(row)
                self._keep(palette, f"texts-{row}{'-aside' * pinned}", close=False)
        palette.pin(pinned=False)
        palette.open()
        press(palette, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        palette.form._turn_leaf(1)
        self._keep(palette, "form-rare", close=False)
        palette.form.begin(palette.form.draft, 1)
        palette.form._texts.begin(replace(palette.form.draft, text="一", more=LADDER[1:]))
        palette.form._texts.go(2)
        self._keep(palette, "form-texts", close=False)
        palette.form.done.emit(None)
        palette.close()

    def _news(self) -> None:
        """What an update brought this morning and yesterday."""
        today = datetime.now().astimezone().replace(hour=9, minute=5)
        at, before = int(today.timestamp()), int((today - timedelta(hours=14)).timestamp())
        phrases = catalogue(8, News([(2, at, 1), (3, at, 0), (4, before, 0), (6, before, 1)]))
        palette = Palette(self._say, self._theme, Cabinet(phrases))
        palette.open()
        for row in range(4):
            palette.finder.go(row)
            self._keep(palette, f"news-{row}", close=False)
        press(palette, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        for _ in range(3):
            press(palette, Qt.Key.Key_Down)
        self._keep(palette, "news-shelves", close=False)
        press(palette, Qt.Key.Key_Return)
        self._keep(palette, "news-shelf", close=False)
        palette.pin(pinned=True)
        palette.open()
        self._keep(palette, "news-aside", close=False)
        palette.close()
        popup = Popup(self._say, self._theme, thumb=drawn)
        popup.present(Suggestions(1, "", phrases.suggest(""), 1, None))
        self._keep(popup, "news-list")

    def _asking(self) -> None:
        say, theme = self._say, self._theme
        every = (
            "亲，订单 ",
            ORDER,
            " 共 ",
            COUNT,
            " 件，应付 ",
            AMOUNT,
            " 元，",
            DAY,
            " 用",
            COURIER,
            "发出。",
        )
        unfit = replace(AMOUNT, why=Why.UNFIT)
        for name, pieces, said, press_enter in (
            ("one", ("亲，您的订单 ", ORDER, " 已经发出，请注意查收～"), {}, False),
            ("all", every, {"订单号": "202611220001", "件数": "2"}, False),
            ("fault", ("应付 ", unfit, " 元"), {"金额": "十块"}, True),
            ("choice", ("用", COURIER, "发出"), {}, False),
            ("long", ("新地址：", LONG, "\n" + "请您核对一下，有问题随时联系我们。\n" * 9), {}, False),
        ):
            asking = Asking(say, theme)
            label = "订单发货" if name != "long" else "一个很长很长的标题" * 8
            asking.open(Question(7, label, pieces, offered=said), SCREEN)
            if press_enter:
                asking._fields["金额"].setText("十块")
                asking._accept()
            self._keep(asking, f"asking-{name}")

    def _next_up(self) -> None:
        text = (
            "请问您要哪一款呢？现在下单的话今天就可以给您发出，晚上八点以后的订单明天上午发，节假日顺延。🚚"
        )
        for name, sending, by_key in (("key", False, True), ("click", False, False), ("sending", True, True)):
            next_up = NextUp(self._say, self._theme)
            next_up.take(Remaining(2, 3, text, "售前三连", SCREEN, sending, by_key))
            self._keep(next_up, f"next-{name}")

    def _reminders(self) -> None:
        now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
        told = tuple(
            Reminder(now + timedelta(hours=2 * number - 3), title, said, number)
            for number, (title, said) in enumerate(
                (
                    ("退款跟进", "订单号 202611220001 · 金额 39.90"),
                    ("一个很长很长的标题" * 6, "客户要求改到新的收货地址 " * 6),
                    ("回电话 👨‍👩‍👧‍👦", ""),
                    ("补发快递", "圆通 YT0001"),
                    ("差评回访", "明天"),
                    ("开发票", "抬头"),
                ),
                1,
            )
        )
        for asked in (False, True):
            card = ReminderCard(self._say, self._theme, asked=asked)
            for amount in (0, 1, 6):
                card.present(told[:amount], now)
                if amount or asked:
                    self._keep(card, f"remind-{'asked-' * asked}{amount}", close=False)
            card.close()
        asking = Asking(self._say, self._theme)
        asking.open(Question(7, "退款跟进", ("订单 ", ORDER, " 的退款"), remind=told[0].due), SCREEN)
        self._keep(asking, "asking-remind")

    def _icons(self) -> None:
        """Every state at every size, on a light and on a dark panel."""
        wide = 8 + sum(side + 8 for side in SIDES)
        picture = QPixmap(wide * len(PANELS), 8 + len(TrayState) * 40)
        painter = QPainter(picture)
        for panel, colour in enumerate(PANELS.values()):
            painter.fillRect(QRect(panel * wide, 0, wide, picture.height()), QColor(colour))
            for row, state in enumerate(TrayState):
                at = panel * wide + 8
                for side in SIDES:
                    painter.drawPixmap(at, 8 + row * 40, self._theme.icon(f"tray-{state}").pixmap(side, side))
                    at += side + 8
        painter.end()
        picture.save(str(self._folder / f"icons-{self._suffix}.png"))

    def _keep(self, window: QWidget, name: str, *, close: bool = True) -> None:
        QApplication.processEvents()
        window.grab().save(str(self._folder / f"{name}-{self._suffix}.png"))
        if close:
            window.close()


def variants() -> Iterator[tuple[str, settings.Theme]]:
    """Every language in both schemes."""
    yield from product(("en", "zh_CN"), (settings.Theme.LIGHT, settings.Theme.DARK))


def main() -> None:
    """Starts itself once for each scale, since Qt reads it only once."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HOME / "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    if scale := os.environ.get("QT_SCALE_FACTOR"):
        _app = QApplication([])
        for language, scheme in variants():
            Camera(folder, language, scheme, scale).shoot()
        return
    for scale in ("1", "2"):
        environ = {**os.environ, "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, __file__, str(folder)], env=environ, check=True)


if __name__ == "__main__":
    main()
