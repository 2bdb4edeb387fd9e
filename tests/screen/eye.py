"""A look at the X server itself, so that no program has to be believed."""

from collections.abc import Iterator

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError, XError
from Xlib.xobject.drawable import Window

Place = tuple[int, int, int, int]
"""x, y, width, height on the screen."""


class Eye:
    """Has a connection of its own; touches nothing."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)
        self._root = self._display.screen().root

    def windows(self, wm_class: str) -> list[Place]:
        """Where the visible windows of a class are."""
        return [place for window in self._visible(self._root) if (place := self._place(window, wm_class))]

    def key_is_caught(self, character: str) -> bool:
        """Whether some program has grabbed the key of this character."""
        code, held = self._key_of(XK.string_to_keysym(character) or ord(character))
        return self.is_caught(code, held)

    def is_caught(self, code: int, modifiers: int = 0) -> bool:
        """Whether some program has grabbed the key with this number and these modifiers."""
        refused = CatchError(BadAccess)
        self._root.grab_key(code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, refused)
        self._root.ungrab_key(code, modifiers)
        self._display.sync()
        return refused.get_error() is not None

    def keyboard_is_held(self) -> bool:
        """Whether some program has the whole keyboard to itself."""
        status = self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        self._display.ungrab_keyboard(X.CurrentTime)
        self._display.sync()
        return bool(status != X.GrabSuccess)

    def keys_down(self) -> bool:
        """Whether any key is down by the server's account."""
        return any(self._display.query_keymap())

    def close(self) -> None:
        """Ends the connection."""
        self._display.close()

    def _key_of(self, keysym: int) -> tuple[int, int]:
        """The key and the modifiers that give it in the first layout, as it is now."""
        info = self._display.display.info
        rows = self._display.get_keyboard_mapping(info.min_keycode, info.max_keycode - info.min_keycode + 1)
        return next(
            (info.min_keycode + number, X.ShiftMask if place else 0)
            for number, row in enumerate(rows)
            for place, sym in enumerate(row[:2])
            if sym == keysym
        )

    def _visible(self, parent: Window, depth: int = 2) -> Iterator[Window]:
        """A window manager puts a frame around most windows, so the second level counts too."""
        try:
            children = parent.query_tree().children
            seen = [child for child in children if child.get_attributes().map_state == X.IsViewable]
        except XError:  # gone while we looked
            return
        for child in seen:
            yield child
            if depth > 1:
                yield from self._visible(child, depth - 1)

    def _place(self, window: Window, wm_class: str) -> Place | None:
        try:
            if (window.get_wm_class() or ("", ""))[1] != wm_class:
                return None
            size = window.get_geometry()
            corner = self._root.translate_coords(window, 0, 0)
        except XError:  # gone while we looked
            return None
        return corner.x, corner.y, size.width, size.height
