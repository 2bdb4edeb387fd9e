"""Chinese input methods as their users have them, on a desktop of their own."""

import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from tests.screen.desktop import Desktop, require, until
from tests.screen.eye import Eye

_PATIENCE = 20
"""Seconds: Rime builds its tables when it is first chosen."""


class InputMethod(ABC):
    """A framework with its engines; each program that is started after it composes with it."""

    framework: ClassVar[str]
    environment: ClassVar[dict[str, str]]
    window: ClassVar[str]
    """Class of the window that shows the candidates."""
    off: ClassVar[str]
    """The engine that composes nothing."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._eye = Eye(desktop.env["DISPLAY"])
        desktop.on_close(self._eye.close)
        desktop.env.update(self.environment)

    @abstractmethod
    def start(self) -> None:
        """Starts it and waits until it answers."""

    @abstractmethod
    def engine(self) -> str:
        """The engine that is on where the keyboard is, by its own name."""

    @abstractmethod
    def _choose(self, engine: str) -> None:
        """Switches to an engine."""

    def choose(self, engine: str) -> None:
        """Switches to an engine and waits until its name is no longer shown on the screen."""
        if self.engine() != engine:
            self._choose(engine)
            assert until(lambda: self.engine() == engine, _PATIENCE), f"{engine} is not on"
            self.settle()

    def shows_candidates(self) -> bool:
        """Whether its window is on the screen."""
        return bool(self._eye.windows(self.window))

    def settle(self) -> None:
        """Waits until nothing of it is on the screen."""
        assert until(lambda: not self.shows_candidates(), _PATIENCE), "its window stays"

    def _ask(self, *argv: str) -> str:
        """What a command prints; nothing if it fails."""
        env = self.desktop.env
        done = subprocess.run(argv, env=env, check=False, timeout=20, capture_output=True)
        return done.stdout.decode().strip()


class Fcitx(InputMethod):
    """fcitx5: programs reach it by its GTK module, its ibus frontend (Qt of the wheel) and XIM (xterm)."""

    framework = "fcitx5"
    environment: ClassVar = {"GTK_IM_MODULE": "fcitx", "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}
    window = "fcitx"
    off = "keyboard-us"

    ENGINES = ("keyboard-us", "pinyin", "wbx", "wbpy", "rime")

    def start(self) -> None:
        """With every engine in its list; none is on, and one is on in all programs alike."""
        require("fcitx5", "fcitx5-remote")
        config = Path(self.desktop.env["XDG_CONFIG_HOME"], "fcitx5")
        config.mkdir()
        items = [
            f"[Groups/0/Items/{place}]\nName={name}\nLayout=\n" for place, name in enumerate(self.ENGINES)
        ]
        (config / "profile").write_text("\n".join([_GROUP, *items, _ORDER]))
        (config / "config").write_text("[Behavior]\nShareInputState=All\n")
        self.desktop.serve(["fcitx5", "--disable=clipboard,notifications,wayland,waylandim,cloudpinyin"])
        assert until(lambda: self._ask("fcitx5-remote"), _PATIENCE), self.desktop.log("fcitx5")

    def engine(self) -> str:
        """Asks it over the bus."""
        return self._ask("fcitx5-remote", "-n")

    def _choose(self, engine: str) -> None:
        self._ask("fcitx5-remote", "-s", engine)


class Ibus(InputMethod):
    """ibus with its own panel."""

    framework = "ibus"
    environment: ClassVar = {"GTK_IM_MODULE": "ibus", "QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}
    window = "Ibus-ui-gtk3"
    off = "xkb:us::eng"

    def start(self) -> None:
        """Without the desktop's own settings."""
        require("ibus-daemon", "ibus")
        self.desktop.serve(["ibus-daemon", "--xim"])
        assert until(lambda: self._ask("ibus", "address").startswith("unix:"), _PATIENCE)

    def engine(self) -> str:
        """Asks it over its own bus."""
        return self._ask("ibus", "engine")

    def _choose(self, engine: str) -> None:
        self._ask("ibus", "engine", engine)


_GROUP = "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n"
_ORDER = "[GroupOrder]\n0=Default\n"
