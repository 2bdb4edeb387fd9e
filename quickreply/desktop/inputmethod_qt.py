"""The input-method plug-in of our own windows: PySide6's wheel brings ibus and compose, no other."""

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from quickreply.desktop.ibus_file import ibus_file

_FRAMEWORKS = ("fcitx", "ibus")
_SPOKEN_OF = ("XMODIFIERS", "GTK_IM_MODULE", "QT_IM_MODULE", "QT_IM_MODULES")


def qt_plugin(environ: Mapping[str, str], display: str, plugins: Path) -> str | None:
    """What QT_IM_MODULE should be; None to leave it as it is.

    fcitx5 answers as ibus too, so that plug-in serves both. It is taken where an input method is used and the
    environment names no plug-in that is there: with `QT_IM_MODULE=fcitx`, as fcitx5's users have it, the
    wheel's Qt has none and composes nothing. `plugins` is the folder of Qt's plug-ins.
    """
    named = environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE") or ""
    if any(_there(plugins, name) for name in named.split(";")) or not _there(plugins, "ibus"):
        return None
    spoken_of = " ".join(environ.get(name, "") for name in _SPOKEN_OF)
    used = any(name in spoken_of for name in _FRAMEWORKS) or ibus_file(environ, display)
    return "ibus" if used else None


def _there(plugins: Path, name: str) -> bool:
    return bool(name) and any((plugins / "platforminputcontexts").glob(f"*{name}platforminputcontext*"))


def choose_plugin(display: str) -> None:
    """Sets it for this process, whose Qt reads it when a QApplication is made: to be called before."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if plugin := qt_plugin(os.environ, display, plugins):
        os.environ.pop("QT_IM_MODULES", None)
        os.environ["QT_IM_MODULE"] = plugin
