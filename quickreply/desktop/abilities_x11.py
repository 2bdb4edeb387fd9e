"""What an X server lets us do: it is asked, since extensions can be switched off."""

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xfixes

from quickreply.desktop.hands import Ability


def abilities(display: Display) -> frozenset[Ability]:
    """What the hands can do on this server, whatever other programs hold."""
    able = {Ability.HOTKEY, Ability.FORMATS, Ability.READERS}
    if display.has_extension("XTEST"):  # presses the paste chord, and gives back what was swallowed
        able |= {Ability.PASTE, Ability.CODES}
    if tells_raw_keys(display):
        able.add(Ability.CONTEXT)
    if display.has_extension(xfixes.extname):
        able.add(Ability.COPIES)
    return frozenset(able)


def tells_raw_keys(display: Display) -> bool:
    """Whether keys are told of that go to other windows: XInput from 2.0 on."""
    if not display.has_extension("XInputExtension"):
        return False
    version = display.xinput_query_version()
    return bool((version.major_version, version.minor_version) >= (2, 0))


def has_tray(display: Display) -> bool:
    """Whether a panel takes icons in; one that does so over the message bus alone is not seen here."""
    tray = display.get_atom(f"_NET_SYSTEM_TRAY_S{display.get_default_screen()}")
    return bool(display.get_selection_owner(tray) != X.NONE)
