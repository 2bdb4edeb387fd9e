"""Pictures of every window: light and dark, English and Chinese, at 1x and 2x, with few and many phrases.

    python tools/shots.py [build/shots [palette]]

Needs no screen. The second word: only those windows.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import product
from pathlib import Path

HOME = Path(__file__).parent.parent
sys.path.insert(0, str(HOME))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt  # noqa: E402 - the platform must be set before
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from quickreply.app.notices import BRING_BACK, SPARE  # noqa: E402
from quickreply.app.standing import PAUSED_UNTIL, REFUSED  # noqa: E402
from quickreply.core import settings  # noqa: E402
from quickreply.core.draft import CodeTaken, Draft, Field  # noqa: E402
from quickreply.core.language import speech  # noqa: E402
from quickreply.core.news import NO_NEWS, News  # noqa: E402
from quickreply.core.notice import HANDS_OFF, NOT_ARMED, ON_CLIPBOARD  # noqa: E402
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase  # noqa: E402
from quickreply.core.picture import BROKEN, Print  # noqa: E402
from quickreply.core.ports import Suggestions  # noqa: E402
from quickreply.core.search import SHOWN, Among, Matches, Scope, Shelf  # noqa: E402
from quickreply.core.supply import supply  # noqa: E402
from quickreply.core.usage import Habits  # noqa: E402
from quickreply.core.words import Refusal  # noqa: E402
from quickreply.engine.catalogue import Catalogue  # noqa: E402
from quickreply.engine.stock import Stock  # noqa: E402
from quickreply.ui.palette import Palette  # noqa: E402
from quickreply.ui.popup import Popup  # noqa: E402
from quickreply.ui.theme import Theme  # noqa: E402
from quickreply.ui.toast import Toast  # noqa: E402
from quickreply.ui.tray import Tray, TrayState  # noqa: E402
from tools.charts import drawn  # noqa: E402

AMOUNTS = (0, 1, 8, 10_000)

_CTRL = Qt.KeyboardModifier.ControlModifier
_TAKEN = "The code {code} belongs to “{owner}” already."

GROUPS = ("欢迎", "商品咨询", "尺码与色差", "议价", "催付", "物流", "售后", "评价", "告别")

PHRASES = (
    ("hy", "首次问候", 0, "您好呀😊 欢迎光临小店，我是今天为您服务的小鱼，请问有什么可以帮您？"),
    (
        "fh",
        "发货时间",
        5,
        (
            "今天 16:00 前付款的订单，当天就会发出；之后的明天上午发出哦～\n"
            "发出后会第一时间更新快递单号，您可以在「我的订单」里查看。\n\n"
            "江浙沪一般 2–3 天，其他地区 3–5 天，偏远地区 5–7 天 🚚"
        ),
    ),
    ("fhd", "发货地", 5, "我们的仓库在浙江杭州，全国包邮（港澳台除外）。"),
    ("fhk", "发货快递", 5, "默认发中通或圆通，如果您那里收件不方便，告诉我帮您换一家～"),
    ("fp", "开发票", 6, "可以开电子发票的，请把抬头、税号和邮箱发给我，发货后 24 小时内发到您的邮箱。"),
    (
        "thlc",
        "退货流程",
        6,
        (
            "1. 在订单里点「申请退款」，选「退货退款」；\n"
            "2. 审核后会给您退货地址；\n"
            "3. 寄回后填好单号，签收后 48 小时内退款。"
        ),
    ),
    ("tk", "退款到账", 6, "退款会原路返回，一般 1–3 个工作日内到账，请您留意一下哦。"),
    ("cm", "尺码推荐", 2, "方便说一下您的身高和体重吗？我帮您看看哪个尺码更合适～"),
    ("sc", "色差说明", 2, "图片都是实物拍摄，因为光线和屏幕不同会有一点点色差，请以收到的实物为准 🌈"),
    ("gb", "告别", 8, "感谢您的光临，祝您每天都有好心情 👋🏻👨‍👩‍👧‍👦"),
    ("", "", 1, "没有编码也没有标题的话术，\n第二行在这里。"),
    (
        "warranty-two-years",
        "Warranty terms, and what the manufacturer covers in the second year & after",
        1,
        "The warranty covers manufacturing faults for 24 months from the day of delivery.",
    ),
)


PICTURES = {"cm": ("chart",), "fhd": ("street", "chart"), "thlc": ("street",)}
"""What phrases carry, by their codes."""


def catalogue(amount: int, news: News = NO_NEWS) -> Catalogue:
    """A shop with so many phrases, some of which may be news."""
    groups = tuple(Group(number, 1, None, name) for number, name in enumerate(GROUPS, 1))
    phrases = tuple(_phrase(number) for number in range(amount))
    library = Library(1, "shop", "店铺话术", LibraryKind.SHOP)
    stock = replace(supply(Collection((library,), groups, phrases)), news=news)
    return Catalogue(stock, Habits(tuple(range(1, min(amount, 12) + 1))))


class Cabinet:
    """A `Keeper` of a catalogue that is in memory."""

    def __init__(self, phrases: Catalogue) -> None:
        self._phrases = phrases
        self.total = phrases.__len__

    def search(self, query: str, scope: Scope, limit: int = SHOWN) -> Matches:
        """What a query finds."""
        return self._phrases.search(query, limit, scope=scope)

    def shelves(self) -> tuple[Shelf, ...]:
        """One library and its groups."""
        places = [Scope(Among.LIBRARY, 1), *(Scope(Among.GROUP, number + 1) for number in range(len(GROUPS)))]
        paths = [("店铺话术",), *(("店铺话术", name) for name in GROUPS)]
        return tuple(
            Shelf(place, path, self._phrases.search("", scope=place).total, 1)
            for place, path in zip(places, paths, strict=True)
        )

    def news(self) -> int:
        """How many phrases are news."""
        return self._phrases.search("", scope=Scope(Among.NEW)).total

    def draft(self, phrase: int) -> Draft:
        """A phrase, whole."""
        found = self._phrases.phrase(phrase)
        if found is None:
            raise LookupError(phrase)
        group = self._phrases.group_path(found)
        words = ("几天到", "多久")
        return Draft(found.text, found.code, found.title, group, keywords=words, pictures=found.pictures)

    def thumb(self, name: str) -> bytes:
        """A picture, small."""
        return drawn(name)

    def develop(self, data: bytes, file: str) -> Print:
        """Takes none.

        Raises:
            Refusal: always.
        """
        raise Refusal(BROKEN, file=file, size=len(data))

    def keep(self, phrase: int | None, library: int, draft: Draft, prints: Sequence[Print] = ()) -> None:
        """Takes nothing.

        Raises:
            CodeTaken: always.
        """
        facts = {"phrase": phrase, "library": library, "prints": prints}
        raise CodeTaken(_TAKEN, code=draft.code, owner="发货时间", **facts)

    def pin(self, phrase: int, *, on: bool) -> None:
        """Does nothing."""


def _phrase(number: int) -> Phrase:
    again, place = divmod(number, len(PHRASES))
    code, title, group, text = PHRASES[place]
    suffix = "" if not again else chr(97 + again % 26) * (1 + again // 26)
    pinned, pictures = number in {0, 5}, PICTURES.get(code, ())
    return Phrase(
        number + 1, 1, group + 1, code and code + suffix, title, text, pinned=pinned, pictures=pictures
    )


class Camera:
    """Takes all pictures in one language, scheme and scale."""

    def __init__(self, folder: Path, only: str, language: str, scheme: settings.Theme, scale: str) -> None:
        self._folder = folder
        self._only = only
        self._suffix = f"{language}-{scheme}-{scale}x"
        self._say = speech(language, {}, HOME / "assets/locale")
        hints = QApplication.styleHints()
        self._theme = Theme(scheme, hints, HOME / "assets/icons", glass=True)

    def shoot(self) -> None:
        """Every window, with every amount of phrases."""
        for amount in AMOUNTS:
            phrases = catalogue(amount)
            self._popup(amount, phrases) if "popup".startswith(self._only) else None
            self._palette(amount, phrases) if "palette".startswith(self._only) else None
        if not self._only:
            self._tray(catalogue(40))
            self._toast()

    def _popup(self, amount: int, phrases: Catalogue) -> None:
        for name, typed, chosen in (
            ("slash", "", None),
            ("f", "f", 0),
            ("fh", "fh", 1),
            ("astray", "fx", None),
        ):
            popup = Popup(self._say, self._theme, thumb=drawn)
            matches = phrases.suggest(typed)
            row = min(chosen, len(matches.rows) - 1) if chosen is not None and matches.rows else None
            popup.present(Suggestions(1, typed, matches, row, None))
            self._keep(popup, f"popup-{amount}-{name}")

    def _palette(self, amount: int, phrases: Catalogue) -> None:
        palette = Palette(self._say, self._theme, Cabinet(phrases))

        def keep(name: str) -> None:
            self._keep(palette, f"palette-{amount}-{name}", close=False)

        for name, query in (
            ("open", ""),
            ("fahuo", "发货"),
            ("picture", "尺码"),
            ("pictures", "fhd"),
            ("long", "warranty"),
            ("none", "xyz"),
        ):
            palette.open()
            palette.finder.box.setText(query)
            keep(name)
        palette.open()
        press(palette, Qt.Key.Key_G, _CTRL)
        keep("shelves")
        for _ in range(3):
            press(palette, Qt.Key.Key_Down)
        press(palette, Qt.Key.Key_Return)
        keep("library")
        palette.finder.box.setText("xyz")
        keep("library-none")
        palette.open()
        press(palette, Qt.Key.Key_Tab)
        keep("pinned-ones")
        self._form(palette, keep)
        palette.pin(pinned=True)
        palette.open()
        keep("aside")
        palette.finder.box.setText("发货")
        keep("aside-fahuo")
        press(palette, Qt.Key.Key_N, _CTRL)
        keep("aside-form")
        palette.form.done.emit(None)
        palette.close()

    def _form(self, palette: Palette, keep: Callable[[str], None]) -> None:
        palette.open()
        palette.finder.box.setText("新的话术")
        press(palette, Qt.Key.Key_N, _CTRL)
        keep("form-new")
        palette.form.save()
        keep("form-fault")
        palette.form._fields[Field.TEXT].write("亲，马上为您查询～")
        palette.form.give_up()
        keep("form-asks")
        palette.form.done.emit(None)
        palette.open()
        palette.finder.box.setText("fh")
        press(palette, Qt.Key.Key_E, _CTRL)
        keep("form-edit")
        if palette.writing:
            palette.form.save()
            keep("form-taken")
        palette.form.done.emit(None)
        palette.open()
        palette.finder.box.setText("fhd")
        press(palette, Qt.Key.Key_E, _CTRL)
        keep("form-pictures")
        palette.form.done.emit(None)

    def _tray(self, phrases: Catalogue) -> None:
        stock = Stock(lambda: nullcontext((supply(Collection()), Habits())))
        stock.catalogue = phrases
        hotkeys = {
            "hotkey.palette": "ctrl+alt+space",
            "hotkey.repeat": "ctrl+alt+r",
            "hotkey.pause": "super+f12",
        }
        trouble = self._say(REFUSED, key="hotkey.repeat", hotkey="Ctrl+Alt+R")
        for name, state, why, spare in (
            ("armed", TrayState.ARMED, [], False),
            ("paused", TrayState.PAUSED, [self._say(PAUSED_UNTIL, time="14:05")], True),
            ("trouble", TrayState.TROUBLE, [self._say(NOT_ARMED, hotkey="Ctrl+Alt+Space"), trouble], False),
        ):
            tray = Tray(self._say, self._theme)
            tray.offer(stock.offered())
            tray.set_hotkeys(hotkeys)
            tray.set_state(state, why)
            tray.set_spare(spare)
            tray.menu.aboutToShow.emit()
            tray.menu.resize(tray.menu.sizeHint())
            self._keep(tray.menu, f"tray-menu-{name}")

    def _toast(self) -> None:
        say = self._say
        for name, text, action in (
            ("told", say(ON_CLIPBOARD, label="发货时间", paste="Ctrl+V"), ""),
            (
                "spare",
                say(SPARE, label="发货时间", paste="Ctrl+V"),
                say(BRING_BACK),
            ),
            ("asked", say("Paused."), say("Resume")),
            ("trouble", say(HANDS_OFF), ""),
        ):
            toast = Toast(self._theme)
            toast.tell(text, action, trouble=name == "trouble")
            self._keep(toast, f"toast-{name}")

    def _keep(self, window: QWidget, name: str, *, close: bool = True) -> None:
        QApplication.processEvents()
        window.grab().save(str(self._folder / f"{name}-{self._suffix}.png"))
        if close:
            window.close()


def variants() -> Iterator[tuple[str, settings.Theme]]:
    """Every language in both schemes."""
    yield from product(("en", "zh_CN"), (settings.Theme.LIGHT, settings.Theme.DARK))


def press(palette: Palette, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key in the search box."""
    QApplication.sendEvent(palette.finder.box, QKeyEvent(QEvent.Type.KeyPress, key, held))


def main() -> None:
    """Starts itself once for each scale, since Qt reads it only once."""
    only = sys.argv[2] if len(sys.argv) > 2 else ""  # noqa: PLR2004 - the second word
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HOME / "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    if scale := os.environ.get("QT_SCALE_FACTOR"):
        _app = QApplication([])
        for language, scheme in variants():
            Camera(folder, only, language, scheme, scale).shoot()
        return
    for scale in ("1", "2"):
        environ = {**os.environ, "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, __file__, str(folder), only], env=environ, check=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
