"""Chooses the hands for the session; what is not chosen is not imported.

On X11 the hands' process is started first, before Qt is imported; elsewhere Qt is where they live.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quickreply.core.settings import Settings
from quickreply.desktop.hands import Hands
from quickreply.desktop.session import Session, System
from quickreply.desktop.wire import Wire
from quickreply.engine.front import Front

if TYPE_CHECKING:
    from quickreply.desktop.apps import Apps
    from quickreply.engine.stock import Stock

Connect = Callable[[Front, Callable[[], None]], Hands]
"""Makes the hands known to their front once Qt runs; the second is called when they are gone."""


def choose_hands(
    here: Session, apps: "Callable[[], Apps]", stock: "Callable[[], Stock]", settings: Settings
) -> Connect:
    """Starts the hands for this session. To be called before Qt is imported.

    `apps` and `stock` are made where the hands are.
    """
    if here.system is System.X11:
        return _in_a_process(here.display, apps, stock, settings)
    return lambda front, _died: _in_qt(here, apps(), stock(), settings, front)


def _in_a_process(
    display: str, apps: "Callable[[], Apps]", stock: "Callable[[], Stock]", settings: Settings
) -> Connect:
    from quickreply.desktop.forked import fork_hands  # noqa: PLC0415 - needs an X server

    child, link, asking = fork_hands(display, apps, stock, settings)

    def connect(front: Front, died: Callable[[], None]) -> Hands:
        from quickreply.desktop.remote import RemoteHands  # noqa: PLC0415 - Qt

        hands = RemoteHands(child, Wire(link), Wire(asking), front, display)
        hands.died.connect(died)
        return hands

    return connect


def _in_qt(here: Session, apps: "Apps", stock: "Stock", settings: Settings, front: Front) -> Hands:
    from quickreply.desktop.hands_qt import hands_qt  # noqa: PLC0415 - Qt

    return hands_qt(here, apps, stock, settings, front)
