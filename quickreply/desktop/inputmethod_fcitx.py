"""fcitx5, asked over the session bus. Its ibus frontend is one with it: asked here, not as ibus."""

from collections.abc import Callable

from jeepney.wrappers import DBusAddress

from quickreply.core.composition import Method, Power
from quickreply.desktop.bus import Bus

NAME = "org.fcitx.Fcitx5"
"""Owned on the session bus while it runs."""

FRAMEWORK = "fcitx5"

_CONTROLLER = DBusAddress("/controller", NAME, "org.fcitx.Fcitx.Controller1")
_RIME = DBusAddress("/rime", NAME, "org.fcitx.Fcitx.Rime1")


class InputMethodFcitx:
    """An `InputMethod` that tells of every answer.

    The window typed in is the one it speaks of; a keyboard layout is its word for "off". Before 5.1 no
    signal says that another method was chosen, so it has to be asked.
    """

    def __init__(self, bus: Bus, told: Callable[[Method], None]) -> None:
        self._bus = bus
        self._told = told

    def ask(self) -> None:
        self._bus.call(_CONTROLLER, "CurrentInputMethod", self._answered)

    def _answered(self, answer: tuple[str] | None) -> None:
        engine = answer[0] if answer else ""
        if engine == "rime":
            self._bus.call(_RIME, "IsAsciiMode", self._answered_by_rime)
        elif engine:
            power = Power.OFF if engine.startswith("keyboard-") else Power.ON
            self._told(Method(FRAMEWORK, engine, power))
        else:
            self._told(Method(FRAMEWORK))

    def _answered_by_rime(self, answer: tuple[bool] | None) -> None:
        """Rime has an English of its own, and stays on meanwhile."""
        self._told(Method(FRAMEWORK, "rime", Power.OFF if answer == (True,) else Power.ON))
