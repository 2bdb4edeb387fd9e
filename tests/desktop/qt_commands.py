"""What a test can ask of the hands in their process; every answer is plain JSON."""

import json
from base64 import b64decode
from contextlib import nullcontext
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from Xlib.display import Display

from quickreply.core.delivery import AppFacts, Chord, Content, Reading
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.ports import Window
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.usage import Habits, How
from quickreply.desktop.apps import Apps
from quickreply.desktop.clipboard_qt import HINTS_FREEDESKTOP, ClipboardQt, patient
from quickreply.desktop.hands import Ability
from quickreply.desktop.hands_qt import HandsQt, Reach
from quickreply.desktop.hotkeys_pynput import HotkeysPynput, PynputEars
from quickreply.desktop.keyboard_pynput import KeyboardPynput, PynputKeys
from quickreply.desktop.loop_qt import QtLoop
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.engine.stock import Stock
from tests.fakes import FakeLoop, FakeView

_ANYWHERE = Window(1, 1, "anywhere")


class Commands:
    """Clipboard, keyboard and hotkeys as on Windows and macOS, before the windows of an X server."""

    def __init__(self, loop: QtLoop) -> None:
        self._loop = loop
        self._board = QGuiApplication.clipboard()
        self._display = Display()
        self._windows = WindowsX11(self._display, loop, Apps({}, patient(AppFacts())))
        self._keys = PynputKeys.here(self._modifiers_down)
        self._ears = PynputEars.here()
        self._changes = 0
        self._board.dataChanged.connect(self._change)
        self._begin()

    def _begin(self) -> None:
        self._news: list[tuple[int, str]] = []
        self._offers = 0
        self._done: list[str] = []
        self._clipboard = ClipboardQt(self._board, self._loop, HINTS_FREEDESKTOP)
        self._keyboard = KeyboardPynput(self._keys, self._loop, self._windows, self._clipboard.pasting)
        self._hotkeys = HotkeysPynput(self._loop, self._ears)
        self._view = FakeView(FakeLoop())
        self._hands: HandsQt | None = None

    def close(self) -> None:
        self._hotkeys.stop()
        self._clipboard.close()
        self._board.clear()

    def renew(self) -> None:
        """Begins anew, for the next test."""
        self.close()
        self._begin()

    def all(self, orders: list[list[Any]]) -> None:
        """Several commands with nothing in between."""
        for name, *args in orders:
            getattr(self, name)(*args)

    # Clipboard.

    def remember(self) -> None:
        self._clipboard.remember()

    def offer(self, text: str, html: str = "", images: str = "{}") -> None:
        self._clipboard.offer(_content(text, html, images), _ANYWHERE, partial(self._tell, self._offers))
        self._offers += 1

    def restore(self) -> bool:
        return self._clipboard.restore()

    def keep(self, text: str, html: str = "", images: str = "{}") -> None:
        self._clipboard.keep(_content(text, html, images))

    def forget(self) -> None:
        self._clipboard.forget()

    def pasting(self) -> None:
        self._clipboard.pasting()

    def news(self) -> list[tuple[int, str]]:
        """Which offer, and what was told of it, since the last time."""
        news, self._news = self._news, []
        return news

    def changes(self) -> int:
        """How often somebody has copied something, as far as it is known here."""
        return self._changes

    def _change(self) -> None:
        self._changes += 1

    def settled(self) -> bool:
        return self._clipboard._asking is None

    def clear(self) -> None:
        self._board.clear()

    def copy_files(self, urls: list[str]) -> None:
        """Copies files, in a way that outlives nothing: it is this process that owns them."""
        mime = QMimeData()
        mime.setUrls([QUrl(url) for url in urls])
        self._board.setMimeData(mime)

    def _tell(self, offer: int, reading: Reading) -> None:
        self._news.append((offer, reading.name))

    # Keyboard.

    def focused(self) -> int:
        here = self._windows.focused()
        return here.id if here else 0

    def hold(self, aimed: bool) -> bool:
        """For the window in front, or for none yet."""
        return self._keyboard.hold(self._windows.focused() if aimed else None)

    def press(self, chord: str) -> bool:
        return self._keyboard.press(Chord.parse(chord))

    def release(self) -> None:
        self._keyboard.release()

    def _modifiers_down(self) -> bool:
        bits = self._display.query_keymap()
        modifiers = [code for row in self._display.get_modifier_mapping() for code in row if code]
        return any(bits[code // 8] >> code % 8 & 1 for code in modifiers)

    # Hotkeys.

    def catch(self, hotkeys: list[str]) -> list[str]:
        """Listens; returns the refused ones."""
        acts = {name: partial(self._done.append, name) for name in hotkeys}
        refused = sorted(self._hotkeys.catch(None, acts).refused)
        self._await_listener()
        return refused

    def _await_listener(self) -> None:
        """It begins in its own thread; what is pressed before is pressed too early."""
        listener: Any = self._hotkeys._listener
        if listener:
            listener.wait()

    def done(self) -> list[str]:
        return self._done

    # All of it.

    def work(self, text: str) -> None:
        """Builds the hands, with one phrase in stock."""
        library = Library(1, "p", "Mine", LibraryKind.PERSONAL)
        collection = Collection((library,), (), (Phrase(1, 1, None, "fh", "Shipping", text),))
        abilities = frozenset({Ability.PASTE})
        reach = Reach(self._hotkeys, self._keyboard, self._windows, self._clipboard, abilities)
        stock = Stock(lambda: nullcontext((supply(collection), Habits())))
        self._hands = HandsQt(self._loop, reach, stock, self._view)
        self._hands.restock()
        self._hands.configure(Settings(hotkey="ctrl+alt+space"), paused=False)

    def listening(self) -> None:
        """Hotkeys are heard from now on."""
        self._await_listener()

    def stocked(self) -> int:
        return self._view.stocks[-1].total if self._view.stocks else 0

    def looks(self) -> list[int]:
        return [window.id if window else 0 for window, _ in self._view.looks]

    def insert(self, window: int) -> None:
        """Inserts the phrase as the palette does, into a window or the one in front."""
        assert self._hands
        target = Window(window, window, "") if window else None
        self._hands.insert(1, target, How.PALETTE)

    def inserted(self) -> int:
        return len(self._view.events)

    def notices(self) -> list[str]:
        return [notice.message for notice in self._view.notices]

    def busy(self) -> bool:
        """Whether the clipboard is still ours."""
        return self._clipboard._offer is not None


def _content(text: str, html: str, images: str) -> Content:
    return Content(
        text, html=html, images={mime: b64decode(data) for mime, data in json.loads(images).items()}
    )
