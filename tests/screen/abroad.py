"""Keyboards of other countries, and a desktop on which they are tried by the places of their keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.screen.desktop import Desktop, until
from tests.screen.keyboard import CODES, Keyboard
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.windows import Target
from tests.screen.xkb import Xkb

PHRASES = {
    "fh": "今天发货。",
    "zy": "中午以前。",
    "am": "上午。",
    "привет": "Здравствуйте!",
    "é1": "Café.",
}

SHIFT = 1

_STILL = 0.7
"""Seconds after which a window shows all that was typed."""


@dataclass(frozen=True)
class Layout:
    """A keyboard by setxkbmap's name, and `-variant`.

    `slash` are the keys of its slash, `codes` the keys of codes. `plain` holds no code; `S` is the slash.
    """

    name: str
    slash: str
    codes: tuple[tuple[str, str], ...]
    plain: str
    group: int = 0
    dead: bool = False
    """Whether `plain` has dead keys."""

    def keys(self, text: str) -> str:
        """Keys with `S` for the slash."""
        return " ".join(self.slash if key == "S" else key for key in text.split())


GERMAN = Layout(
    "de",
    "shift+7",
    (("f h", "fh"), ("y z", "zy"), ("a m", "am")),
    "1 S 2 space S y y space a n d S o r space altgr+q altgr+e [ ; S 5 space ` e ` space shift+` S S q",
    dead=True,
)
RUSSIAN_TOO = Layout(
    "us,ru",
    "shift+\\",
    (("f h", "fh"), ("g h b d t n", "привет")),
    "slash shift+slash b S b k b space S o o space S S q 1 S 2 shift+3",
    group=1,
)

US = Layout("us", "slash", (("f h", "fh"), ("z y", "zy")), "1 S 2 space S y y space a S b space S S q")
FRENCH = Layout(
    "fr",
    "shift+.",
    (("f h", "fh"), ("w y", "zy"), ("q ;", "am"), ("2 shift+1", "é1")),
    "shift+1 S shift+2 space S q q space 2 0 S [ e space altgr+0 altgr+e S S w",
    dead=True,
)
RUSSIAN = Layout(
    "ru",
    "shift+\\",
    (("f h", "fh"), ("g h b d t n", "привет")),
    "slash shift+slash b S b k b space S o o space S S q 1 S 2 shift+3",
)
GREEK = Layout("gr", "slash", (("f h", "fh"),), "a S b space ; a S S q space 1 S 2 S w w", dead=True)

LAYOUTS = (
    GERMAN,
    FRENCH,
    Layout("us-intl", "slash", (("f h", "fh"),), "' e S ' a space S ' space altgr+q altgr+s S w", dead=True),
    Layout("us-dvorak", "[", (("y j", "fh"),), "1 S 2 space S s s space S S a altgr+q"),
    RUSSIAN,
    RUSSIAN_TOO,
    GREEK,
    Layout("us,us-,dvorak", "[", (("y j", "fh"),), "1 S 2 space S s s space S S a", group=1),
)


def _beside(*layouts: Layout) -> list[Layout]:
    """Several on one keyboard: each in turn is the one in use."""
    names = ",".join(layout.name for layout in layouts)
    return [replace(layout, name=names, group=group) for group, layout in enumerate(layouts)]


SEVERAL = (*_beside(US, GERMAN, RUSSIAN), *_beside(US, RUSSIAN, GREEK, FRENCH))
"""Three and four, as many as a keyboard can have."""


class Abroad:
    """The program on a desktop, and a keyboard whose layout is changed."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.targets = Targets(desktop)
        self.program = Quickreply(desktop, PHRASES).start()
        self.keyboard = Keyboard(desktop.env["DISPLAY"])
        self.xkb = Xkb(desktop.env["DISPLAY"])

    def close(self) -> None:
        """Ends the connections; the desktop ends the rest."""
        self.keyboard.close()
        self.xkb.close()

    def use(self, layout: Layout, *options: str) -> None:
        """The layout is on, and the program has seen it."""
        name, _, variant = layout.name.partition("-")
        settings = [word for option in ("", *options) for word in ("-option", option)]
        self.desktop.run("setxkbmap", "-layout", name, "-variant", variant, *settings)
        self.xkb.lock_group(layout.group)
        *held, key = layout.slash.split("+")
        wanted = CODES[key], SHIFT if held else 0
        assert until(lambda: self.program.eye.is_caught(*wanted), PATIENCE)
        self.afresh()

    def afresh(self) -> None:
        """The program catches codes, and knows nothing of what stands in the window."""
        self.program.pause()
        self.program.resume()

    def without(self, act: Callable[[], None], window: Target) -> str:
        """What stands in the window after `act` when the program does nothing; the window is empty again."""
        self.program.pause()
        act()
        text = self.still(window)
        window.clear()
        self.program.resume()
        return text

    def still(self, window: Target) -> str:
        """What stands in the window when something has come, and nothing more comes."""
        until(window.text, PATIENCE)
        seen = [window.text()]
        while until(lambda: window.text() != seen[-1], _STILL):
            seen.append(window.text())
        return seen[-1]
