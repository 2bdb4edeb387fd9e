"""The hands on X11: one thread, two connections, everything that touches keys, windows and clipboard."""

from collections.abc import Callable
from dataclasses import dataclass

from Xlib.display import Display

from quickreply.core.ports import Rect, View, Window
from quickreply.desktop.apps import Apps
from quickreply.desktop.clipboard_x11 import ClipboardX11
from quickreply.desktop.hands import Ability, Caught, Hotkeys
from quickreply.desktop.keytap_x11 import KeyTap
from quickreply.desktop.loop import SelectorLoop
from quickreply.desktop.window_x11 import WindowsX11
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.courier import Courier
from quickreply.engine.inline import Inline


@dataclass(frozen=True, slots=True)
class HandsX11:
    """`Hands` on an X server."""

    loop: SelectorLoop
    tap: KeyTap
    windows: WindowsX11
    clipboard: ClipboardX11
    inline: Inline

    @property
    def abilities(self) -> frozenset[Ability]:
        return frozenset(Ability) if self.tap.sees_context else frozenset(Ability) - {Ability.CONTEXT}

    def start(self) -> None:
        self.loop.start()

    def stop(self) -> None:
        def last() -> None:
            self.inline.stop()
            self.tap.close()
            self.clipboard.close()

        self.loop.stop(last)

    def call(self, act: Callable[[], None]) -> None:
        self.loop.call(act)

    def catch(self, slash: str | None, hotkeys: Hotkeys, caught: Callable[[Caught], None]) -> None:
        def act() -> None:
            had = self.tap.catch(slash, hotkeys)
            caught(Caught(had and slash is not None, self.tap.refused))

        self.loop.call(act)

    def focused(self) -> Window | None:
        return self.windows.focused()

    def activate(self, window: Window) -> None:
        self.windows.activate(window, _let_be)

    def list_at(self, area: Rect | None) -> None:
        self.tap.list_area = area


def hands_x11(
    display: str | None, apps: Apps, view: View, catalogue: Callable[[], Catalogue], died: Callable[[], None]
) -> HandsX11:
    """Connects to the X server; the loop is not started yet. `died` is called when the server is gone.

    Raises:
        Xlib.error.DisplayError: there is no server to talk to.
    """
    loop = SelectorLoop(died)
    keys, selections = Display(display), Display(display)
    windows = WindowsX11(keys, loop, apps)
    tap = KeyTap(keys, loop, windows)
    clipboard = ClipboardX11(selections, loop)
    courier = Courier(tap, clipboard, windows, view, loop)
    inline = Inline(tap, windows, clipboard, courier, view, loop, catalogue)
    tap.attach(inline)
    loop.watch(tap)
    loop.watch(clipboard)
    return HandsX11(loop, tap, windows, clipboard, inline)


def _let_be(_there: bool) -> None:
    """Where the keyboard goes after that is for the user to see."""
