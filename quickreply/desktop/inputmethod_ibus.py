"""ibus, asked over the bus it has for itself."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jeepney.wrappers import DBusAddress

from quickreply.core.composition import Method, Power
from quickreply.desktop.bus import Bus

NAME = "org.freedesktop.IBus"
"""Owned on the session bus while it runs, by fcitx5's ibus frontend too."""

FRAMEWORK = "ibus"

_PROPERTIES = DBusAddress("/org/freedesktop/IBus", NAME, "org.freedesktop.DBus.Properties")
_ENGINE_NAME = 2
"""Place of the name in the structure that describes an engine."""


class InputMethodIbus:
    """An `InputMethod` that tells of every answer. A keyboard layout is its word for "off".

    Some of its engines have an English of their own (a tap of Shift in libpinyin), of which it does not tell.
    """

    def __init__(self, bus: Bus, told: Callable[[Method], None]) -> None:
        self._bus = bus
        self._told = told

    def ask(self) -> None:
        self._bus.call(_PROPERTIES, "Get", self._answered, NAME, "GlobalEngine")

    def _answered(self, answer: tuple[Any, ...] | None) -> None:
        if answer is None:  # none was chosen yet
            self._told(Method(FRAMEWORK))
            return
        engine = str(_plain(answer[0])[_ENGINE_NAME])
        power = Power.OFF if engine.startswith("xkb:") else Power.ON
        self._told(Method(FRAMEWORK, engine, power))


def _plain(variant: tuple[str, Any]) -> Any:  # noqa: ANN401 - whatever was wrapped
    """What is inside of a variant, and of one inside of it."""
    inner = variant[1]
    return _plain(inner) if isinstance(inner, tuple) and _is_variant(inner) else inner


def _is_variant(value: tuple[Any, ...]) -> bool:
    return len(value) == 2 and isinstance(value[0], str) and value[0].startswith("(")  # noqa: PLR2004 - a pair


def ibus_address(environ: Mapping[str, str], display: str) -> str | None:
    """Where ibus, or fcitx5 in its place, listens for this screen; None if neither has ever run here."""
    if address := environ.get("IBUS_ADDRESS"):
        return address
    number = display.rpartition(":")[2].partition(".")[0]
    files = sorted(_folder(environ).glob(f"*-unix-{number}"), key=lambda file: file.stat().st_mtime)
    lines = files[-1].read_text("utf-8", "replace").splitlines() if files else []
    return next((line.partition("=")[2] for line in lines if line.startswith("IBUS_ADDRESS=")), None)


def _folder(environ: Mapping[str, str]) -> Path:
    config = environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME", "/"), ".config")
    return Path(config, "ibus", "bus")
