"""All ports together, as the rooms of the engine share them."""

from dataclasses import dataclass

from quickreply.core.ports import Clipboard, Keyboard, Loop, View, Windows


@dataclass(frozen=True, slots=True)
class Outside:
    """What is there beside the engine."""

    keyboard: Keyboard
    windows: Windows
    clipboard: Clipboard
    view: View
    loop: Loop
