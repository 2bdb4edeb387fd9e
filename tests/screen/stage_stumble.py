"""Starts the program with a fault built in: `stage_stumble.py PLACE` fails once at that place of the hands.

What the fault says stands for what was typed: it must be found nowhere.
"""

import sys
from collections.abc import Callable
from itertools import count
from typing import ParamSpec, TypeVar

from quickreply.__main__ import main
from quickreply.desktop.clipboard_x11 import ClipboardX11
from quickreply.desktop.hold_x11 import HeldKeyboard
from quickreply.engine.inline import Inline

SAID = "zqfaultwords"

PLACES: dict[str, tuple[type, str]] = {
    "slash": (Inline, "begins"),
    "letter": (Inline, "press"),
    "clipboard": (ClipboardX11, "offer"),
    "chord": (HeldKeyboard, "press"),
    "giving back": (HeldKeyboard, "give"),
}


P = ParamSpec("P")
R = TypeVar("R")


def fails_once(method: Callable[P, R]) -> Callable[P, R]:
    """The same method, but for its first call."""
    calls = count()

    def failing(*args: P.args, **options: P.kwargs) -> R:
        if next(calls) == 0:
            raise RuntimeError(SAID)
        return method(*args, **options)

    return failing


if __name__ == "__main__":
    owner, name = PLACES[sys.argv.pop()]
    setattr(owner, name, fails_once(getattr(owner, name)))
    sys.exit(main())
