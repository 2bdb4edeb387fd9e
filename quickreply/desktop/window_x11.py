"""Windows on X11: which one has the keyboard, what program it belongs to, how to give it the keyboard."""

from collections.abc import Callable
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadWindow, CatchError, XError
from Xlib.protocol.event import ClientMessage

from quickreply.core.delivery import AppFacts
from quickreply.core.ports import Cancel, Loop, Rect, Window
from quickreply.core.topic import subject
from quickreply.desktop.apps import Apps
from quickreply.desktop.ping_x11 import ping
from quickreply.desktop.polling import poll

ACTIVATION_LIMIT = 0.5
"""Seconds a window has to take the keyboard; it takes 2–3 ms where nothing is wrong."""

_STEADY = 0.04
"""Seconds a window must keep the keyboard that was out of sight."""

_PAGER = 2
"""Source indication of the EWMH: the user asked for it, so the window manager must not refuse."""

_EVERY_DESKTOP = 0xFFFF_FFFF
"""The desktop of a window that is on all of them."""

_NAMES = ("_NET_WM_NAME", "WM_NAME")

_EVENTS = X.FocusChangeMask | X.StructureNotifyMask


class WindowsX11:
    """A `Windows`. Shares the key tap's connection, so that it can be asked while the server is grabbed."""

    def __init__(self, display: Display, loop: Loop, apps: Apps) -> None:
        self._display = display
        self._loop = loop
        self._apps = apps
        self._root = display.screen().root
        self._known: Window | None = None
        self._watched: tuple[int, ...] = ()
        self._awaited: Window | None = None
        self._done: Callable[[bool], None] | None = None
        self._deadline: Cancel | None = None
        self._lent = False
        self._moving = False
        """Whether the one that is awaited was out of sight, and another may still take its keyboard."""
        self.by_pointer = False
        """Whether no window had the keyboard when that was asked last: keys go where the pointer is."""

    def focused(self) -> Window | None:
        focus = self.focus()
        if focus in (X.NONE, X.PointerRoot, self._root.id):
            return None
        known = self._known
        if known is None or (known.focus, known.pointed) != (focus, self.by_pointer):
            self._known = self._describe(focus)
        return self._known

    def focus(self) -> int:
        """The window the server sends keys to, as a bare number; the root if the pointer is over no other."""
        focus = _number(self._display.get_input_focus().focus)
        # While a window goes that had the keyboard, nobody has it until the manager gives it to another.
        self.by_pointer = focus in (X.PointerRoot, self._root.id) and not self._managed()
        return self._under_pointer() if self.by_pointer else focus

    def _under_pointer(self) -> int:
        """The innermost window with the pointer in it."""
        window = self._root
        try:
            while number := _number(window.query_pointer().child):
                window = self._window(number)
        except XError:  # gone since the pointer was in it
            return 0
        return int(window.id)

    def has_keyboard(self, window_id: int) -> bool:
        """Whether the keyboard belongs to this window or a part of it."""
        here = self.focused()
        return here is not None and here.id == window_id

    def watch(self, window: Window | None) -> None:
        """Asks the server for news of this window: focus, unmapped, gone."""
        for number in self._watched:
            self._window(number).change_attributes(event_mask=X.NoEventMask, onerror=CatchError(BadWindow))
        self._watched = tuple({window.id, window.focus}) if window else ()
        if not window:
            self._known = None  # its number may belong to another window before we ask again
            self._return_focus()
        mask = _EVENTS | (X.LeaveWindowMask if window and window.pointed else 0)
        for number in self._watched:
            self._window(number).change_attributes(event_mask=mask, onerror=CatchError(BadWindow))

    def activate(self, window: Window, done: Callable[[bool], None]) -> None:
        self._answer(False)  # whoever asked before has waited in vain
        if self.has_keyboard(window.id):
            done(True)
            return
        self._awaited, self._done, self._moving = window, done, False
        self._deadline = self._loop.after(
            ACTIVATION_LIMIT, lambda: self._answer(self.has_keyboard(window.id))
        )
        self.watch(window)
        self._ask_for_focus(window)
        self._look()

    def takes(self, event: Any) -> None:
        """News of a window that was asked for."""
        if event.type in (X.FocusIn, X.MapNotify) and self._awaited:
            self._look()
        if event.type in (X.DestroyNotify, X.UnmapNotify):
            self._known = None

    def topic(self, window: Window) -> int:
        """Python's hash is salted anew in each process, so it says nothing to anybody else."""
        top = self._window(window.id)
        try:
            atoms = map(self._display.get_atom, _NAMES)
            names = (top.get_full_property(atom, X.AnyPropertyType) for atom in atoms)
            title = next((bytes(name.value) for name in names if name and len(name.value)), b"")
            return hash(subject(title.decode("utf-8", "surrogateescape"))) if title else 0
        except XError:  # gone since it had the focus
            return 0

    def answers(self, window: Window, within: float, told: Callable[[bool], None]) -> None:
        ping(self._display.get_display_name(), window, self._loop, within, told)

    def facts(self, window: Window) -> AppFacts:
        return self._apps.facts(window.cls)

    def _look(self) -> None:
        if self._awaited and not self._moving and self.has_keyboard(self._awaited.id):
            self._answer(True)

    def _answer(self, there: bool) -> None:
        done, self._done, self._awaited = self._done, None, None
        if self._deadline:
            self._deadline.cancel()
        if done:
            done(there)

    def _ask_for_focus(self, window: Window) -> None:
        if self._managed():
            self._ask_manager_for(window)
        else:  # nobody manages windows here, so nobody minds
            self._window(window.focus).set_input_focus(X.RevertToParent, X.CurrentTime, CatchError(XError))
            self._lent = window.pointed
        self._display.flush()

    def _ask_manager_for(self, window: Window) -> None:
        """To its desktop first: a window of another one is only marked as wanting attention by openbox.

        Where it is out of sight the manager gives the keyboard to the next in its row, and GTK takes it a
        moment later: of two requests with one time the later one holds.
        """
        there, here = self._number(self._window(window.id), "_NET_WM_DESKTOP"), self._desktop()
        elsewhere = there not in (None, _EVERY_DESKTOP, here)
        self._moving = elsewhere or self._hidden(window)
        if elsewhere:
            self._ask_manager("_NET_CURRENT_DESKTOP", self._root, there or 0, X.CurrentTime)
            poll(
                self._loop, lambda: self._desktop() == there, ACTIVATION_LIMIT, lambda _: self._insist(window)
            )
        elif self._moving:
            self._insist(window)
        else:
            self._ask_to_show(window)

    def _insist(self, window: Window) -> None:
        """Asks for a window that was out of sight, until it has had the keyboard for a while."""
        if self._awaited is window:
            self._ask_to_show(window)
            self._loop.after(_STEADY, lambda: self._look_whether_it_stays(window))

    def _look_whether_it_stays(self, window: Window) -> None:
        if self._awaited is window:
            self._moving = not self.has_keyboard(window.id)
            self._look()
            self._insist(window)

    def _ask_to_show(self, window: Window) -> None:
        self._ask_manager("_NET_ACTIVE_WINDOW", self._window(window.id), _PAGER, X.CurrentTime)
        self._display.flush()

    def _hidden(self, window: Window) -> bool:
        """Whether it is minimised."""
        try:
            return bool(self._window(window.id).get_attributes().map_state != X.IsViewable)
        except XError:  # gone since it had the focus
            return False

    def _desktop(self) -> int | None:
        return self._number(self._root, "_NET_CURRENT_DESKTOP")

    def _return_focus(self) -> None:
        """A window that had the keyboard by the pointer alone would keep it for ever."""
        if self._lent:
            self._lent = False
            self._display.set_input_focus(X.PointerRoot, X.RevertToPointerRoot, X.CurrentTime)

    def _number(self, window: Any, name: str) -> int | None:
        try:
            found = window.get_full_property(self._display.get_atom(name), X.AnyPropertyType)
        except XError:  # gone since it had the focus
            return None
        return int(found.value[0]) if found and len(found.value) else None

    def _ask_manager(self, name: str, window: Any, *facts: int) -> None:
        data = [*facts, 0, 0, 0][:5]
        event = ClientMessage(window=window, client_type=self._display.get_atom(name), data=(32, data))
        self._root.send_event(event, X.SubstructureRedirectMask | X.SubstructureNotifyMask)

    def area(self, window: Window) -> Rect | None:
        top = self._window(window.id)
        try:
            size = top.get_geometry()
            place = self._root.translate_coords(top, 0, 0)
        except XError:  # gone since it had the focus
            return None
        return Rect(place.x, place.y, size.width, size.height)

    def _describe(self, focus: int) -> Window | None:
        try:
            top = self._top_level(focus)
            if top is None:
                return None
            cls = top.get_wm_class()
        except XError:  # gone since it had the focus
            return None
        number = self._number(top, "_NET_WM_PID") or 0
        return Window(top.id, focus, cls[1] if cls else "", number, pointed=self.by_pointer)

    def _top_level(self, focus: int) -> Any:
        """The client window around `focus`: the one the window manager put its state on.

        None for the window manager's own, which has the keyboard when no client has it.
        """
        state = self._display.get_atom("WM_STATE")
        window = outermost = self._window(focus)
        while window.id != self._root.id:
            if window.get_full_property(state, X.AnyPropertyType):
                return window
            outermost, window = window, window.query_tree().parent
            if isinstance(window, int):  # X.NONE: the root's parent
                break
        return None if self._managed() else outermost

    def _managed(self) -> bool:
        """Whether there is a window manager."""
        supported = self._display.get_atom("_NET_SUPPORTED")
        return self._root.get_full_property(supported, X.AnyPropertyType) is not None

    def _window(self, number: int) -> Any:
        return self._display.create_resource_object("window", number)


def _number(window: Any) -> int:
    return int(window if isinstance(window, int) else window.id)
