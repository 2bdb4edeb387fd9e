"""Which system, which desktop, what is installed: the one place that asks."""

import ctypes
import importlib.util
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quickreply.core.words import mark
from quickreply.desktop.hands import Ability

if TYPE_CHECKING:
    from Xlib.display import Display


class System(StrEnum):
    """What draws the windows."""

    X11 = "x11"
    WAYLAND = "wayland"
    WINDOWS = "windows"
    MACOS = "macos"
    NONE = "none"
    """No screen: the command line works, nothing else."""


@dataclass(frozen=True, slots=True)
class Session:
    """The desktop we run on."""

    system: System
    desktop: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `quickreply doctor`. `name` and `remedy` are messages to translate."""

    name: str
    ok: bool
    detail: str = ""
    remedy: str = ""


def session(environ: Mapping[str, str], platform: str = sys.platform) -> Session:
    """Reads the session from the environment; asks no server."""
    if platform == "win32":
        return Session(System.WINDOWS)
    if platform == "darwin":
        return Session(System.MACOS)
    desktop = environ.get("XDG_CURRENT_DESKTOP", "")
    if environ.get("WAYLAND_DISPLAY") and environ.get("XDG_SESSION_TYPE") != "x11":
        return Session(System.WAYLAND, desktop, environ["WAYLAND_DISPLAY"])
    if environ.get("DISPLAY"):
        return Session(System.X11, desktop, environ["DISPLAY"])
    return Session(System.NONE, desktop)


def paste_key(here: Session) -> str:
    """What a user presses to paste, as it is written on her keys."""
    return "Cmd+V" if here.system is System.MACOS else "Ctrl+V"


def missing_libraries(here: Session) -> tuple[str, ...]:
    """Debian packages without which Qt ends the whole process instead of raising an error."""
    if here.system not in (System.X11, System.WAYLAND):
        return ()
    return tuple(package for library, package in _QT_NEEDS if not _loads(library))


def _loads(library: str) -> bool:
    """Whether the system finds a library; `ctypes.util.find_library` starts a compiler for each."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def reachable(here: Session) -> bool:
    """Whether the X server answers; Qt would end the process instead of raising an error."""
    if here.system is not System.X11:
        return True
    try:
        xcb = ctypes.CDLL("libxcb.so.1")  # what Qt will ask; python-xlib takes 35 ms to be imported
    except OSError:
        return True  # Qt's plug-in is not there either, and Qt does not end by that
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(here.display.encode(), None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def diagnose(environ: Mapping[str, str]) -> list[Finding]:
    """What `quickreply doctor` says of the desktop. Starts no Qt, opens no window."""
    here = session(environ)
    findings = [*_of_session(here), *_of_libraries(here), *_of_server(here), *_of_tools(here)]
    return [*findings, *_of_input_method(here, environ)]


def potential(environ: Mapping[str, str]) -> frozenset[Ability]:
    """What could be done here by a program that runs: an X server is asked, and nobody if it is silent."""
    here = session(environ)
    if here.system is not System.X11:
        return _ABILITIES.get(here.system, frozenset())
    from quickreply.desktop.abilities_x11 import abilities, has_tray  # noqa: PLC0415 - Xlib

    try:
        with _connected(here.display) as display:
            return abilities(display) | ({Ability.TRAY} if has_tray(display) else set())
    except Exception:  # noqa: BLE001 - whatever the connection fails with is said by `diagnose`
        return frozenset()


def holds_hotkey(environ: Mapping[str, str], hotkey: str) -> bool:
    """Whether the system would refuse us a combination; False where nobody can be asked."""
    here = session(environ)
    if here.system is not System.X11:
        return False
    from quickreply.desktop.grabs_x11 import refuses  # noqa: PLC0415 - Xlib

    try:
        with _connected(here.display) as display:
            return refuses(display, hotkey)
    except Exception:  # noqa: BLE001 - whatever the connection fails with is said by `diagnose`
        return False


_ABILITIES = {
    System.WINDOWS: frozenset({Ability.HOTKEY, Ability.PASTE, Ability.FORMATS, Ability.TRAY}),
    System.MACOS: frozenset({Ability.HOTKEY, Ability.PASTE, Ability.FORMATS, Ability.TRAY}),
}
"""What a system lets a program do where nobody can be asked."""

_QT_NEEDS = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)

_NEEDED_EXTENSIONS = (
    ("XTEST", mark("Without XTEST nothing can be pasted and no codes are caught.")),
    ("XInputExtension", mark("Without XInput 2 a slash in a path or date opens the list too.")),
    ("XFIXES", mark("Without XFIXES what is copied at the moment a phrase is inserted may be lost.")),
)


def _of_session(here: Session) -> Iterator[Finding]:
    detail = " ".join(part for part in (here.system, here.desktop, here.display) if part)
    remedy = {
        System.NONE: mark("There is no screen: set DISPLAY, or use the command line."),
        System.WAYLAND: mark("Wayland lets no program catch keys. Log in to an X11 session to use codes."),
    }.get(here.system, "")
    yield Finding(mark("Session"), here.system not in (System.NONE, System.WAYLAND), detail, remedy)


def _of_libraries(here: Session) -> Iterator[Finding]:
    found = importlib.util.find_spec("PySide6") is not None
    yield Finding("PySide6", found, "", "" if found else "pip install PySide6-Essentials")
    if missing := missing_libraries(here):
        packages = " ".join(missing)
        yield Finding(
            mark("System libraries of Qt"), ok=False, detail=packages, remedy=f"apt install {packages}"
        )
    elif here.system in (System.X11, System.WAYLAND):
        yield Finding(mark("System libraries of Qt"), ok=True)


def _of_server(here: Session) -> Iterator[Finding]:
    if here.system is not System.X11:
        return
    try:
        with _connected(here.display) as display:
            extensions = frozenset(map(str, display.list_extensions()))
    except Exception as failure:  # noqa: BLE001 - whatever the connection fails with is the finding
        yield Finding(
            mark("X server"),
            ok=False,
            detail=type(failure).__name__,
            remedy=mark("Check DISPLAY and XAUTHORITY."),
        )
        return
    for name, remedy in _NEEDED_EXTENSIONS:
        there = name in extensions
        yield Finding(name, there, "", "" if there else remedy)


@contextmanager
def _connected(name: str) -> Iterator["Display"]:
    from Xlib.display import Display  # noqa: PLC0415 - only where there is an X server

    display = Display(name)
    try:
        yield display
    finally:
        display.close()


def _of_input_method(here: Session, environ: Mapping[str, str]) -> Iterator[Finding]:
    """That none runs is no fault."""
    if here.system is not System.X11:
        return
    from quickreply.desktop.inputmethod import find_input_method  # noqa: PLC0415 - Linux only

    yield Finding(mark("Input method"), ok=True, detail=str(find_input_method(environ, here.display)))


def _of_tools(here: Session) -> Iterator[Finding]:
    tools = {System.X11: ("xclip", "xsel"), System.WAYLAND: ("wl-copy",)}.get(here.system, ())
    if not tools:
        return
    found = next((tool for tool in tools if shutil.which(tool)), "")
    remedy = "" if found else f"apt install {'wl-clipboard' if here.system is System.WAYLAND else tools[0]}"
    yield Finding(mark("Clipboard tool for quickreply copy"), bool(found), found, remedy)
