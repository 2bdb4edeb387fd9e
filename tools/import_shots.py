"""Pictures of the import window: each step, light and dark, English and Chinese, at 1x and 2x.

    python tools/import_shots.py [build/shots]

With 0, 1, 8, 800 and 100,000 rows; needs no screen.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

HOME = Path(__file__).parent.parent
sys.path.insert(0, str(HOME))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform must be set before

from quickreply.app.clerk import Clerk  # noqa: E402
from quickreply.core import settings  # noqa: E402
from quickreply.core.draft import Draft  # noqa: E402
from quickreply.core.language import speech  # noqa: E402
from quickreply.store.database import Database  # noqa: E402
from quickreply.store.library import Libraries  # noqa: E402
from quickreply.store.paths import places  # noqa: E402
from quickreply.ui.exchange.window import ImportWindow  # noqa: E402
from quickreply.ui.theme import Theme  # noqa: E402

AMOUNTS = (0, 1, 8, 800)
MANY = 100_000

ROWS = (
    ("fh", "发货时间", "今天 16:00 前付款的订单，当天就会发出；之后的明天上午发出哦～", "物流"),
    ("hy", "首次问候", "您好呀😊 欢迎光临小店，有什么可以帮您？", "欢迎"),
    ("thlc", "退货流程", "1. 在订单里点「申请退款」；\n2. 寄回后填好单号 👨‍👩‍👧‍👦", "售后"),
    (
        "warranty-two-years",
        "Warranty terms, and what the manufacturer covers in the second year",
        "24 months",
        "",
    ),
    ("dz", "地址", "我们的仓库在浙江杭州，全国包邮。", "物流"),
    ("dz", "另一个地址", "退货请寄到浙江义乌。", "售后"),
    ("", "没有编码", "感谢您的光临，祝您每天都有好心情 👋🏻", "告别"),
    ("x" * 70, "编码太长", "这一行的编码超过了 64 个字符。", "告别"),
)
THERE = (
    Draft("今天 15:00 前付款的订单，当天就会发出。", "fh", "发货时间", ("物流",)),
    Draft("感谢您的光临，祝您每天都有好心情 👋🏻", "xx", "谢谢", ("告别",)),
)


def table(folder: Path, amount: int) -> Path:
    """A file with so many rows."""
    path = folder / f"话术-{amount}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("编码", "标题", "内容", "分组", "备注")) if amount else None
        for number in range(amount):
            again, place = divmod(number, len(ROWS))
            code, title, text, group = ROWS[place]
            suffix = str(again) if again else ""
            rows.writerow((code and code + suffix, title, text + suffix, group, ""))
    return path


class Camera:
    """Takes all pictures in one language, scheme and scale."""

    def __init__(self, folder: Path, language: str, scheme: settings.Theme, scale: str) -> None:
        self._folder = folder
        self._suffix = f"{language}-{scheme}-{scale}x"
        self._home = Path(tempfile.mkdtemp())
        say = speech(language, {}, HOME / "assets/locale")
        database = Database.open(places({"QUICKREPLY_HOME": str(self._home)}))
        libraries = Libraries(database)
        for draft in THERE:
            libraries.add(libraries.load().libraries[0].id, draft)
        theme = Theme(scheme, QApplication.styleHints(), HOME / "assets/icons", glass=True)
        self._window = ImportWindow(say, theme, Clerk(database, say))
        self._window.show()

    def shoot(self, amounts: tuple[int, ...]) -> None:
        """Every step, with every number of rows."""
        self._keep("drop")
        for amount in amounts:
            self._window.bring([table(self._home, amount)])
            self._settle()
            self._keep(f"sight-{amount}" if amount else "empty")
            if amount:
                self._steps(amount)
        self._window.close()

    def _steps(self, amount: int) -> None:
        window = self._window
        window.on.click()
        self._settle()
        window.plan.library.setCurrentText(window.plan.library.itemText(0))
        window.plan.library.activated.emit(0)
        self._settle()
        self._keep(f"plan-{amount}")
        window.plan.filters.buttons[list(window.plan.filters.buttons)[4]].click()
        self._keep(f"plan-{amount}-clash")
        window.on.click()
        self._until(lambda: window.pages.currentWidget() is not window.plan)
        self._keep(f"wait-{amount}")
        self._settle()
        self._keep(f"done-{amount}")
        window.back.click()
        self._settle()
        self._keep(f"undone-{amount}")

    def _settle(self) -> None:
        window = self._window
        self._until(lambda: not window.working)

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not condition() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.002)

    def _keep(self, name: str) -> None:
        QApplication.processEvents()
        self._window.grab().save(str(self._folder / f"import-{name}-{self._suffix}.png"))


def main() -> None:
    """Starts itself once for each scale, since Qt reads it only once."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else HOME / "build/shots")
    folder.mkdir(parents=True, exist_ok=True)
    if scale := os.environ.get("QT_SCALE_FACTOR"):
        _app = QApplication([])
        for number, (language, scheme) in enumerate(
            product(("en", "zh_CN"), (settings.Theme.LIGHT, settings.Theme.DARK))
        ):
            Camera(folder, language, scheme, scale).shoot(AMOUNTS if number else (*AMOUNTS, MANY))
        return
    for scale in ("1", "2"):
        environ = {**os.environ, "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, __file__, str(folder)], env=environ, check=True)
    print(f"{len(list(folder.glob('import-*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
