"""Chooses the hands for the session; what is not chosen is not imported."""

from collections.abc import Callable

from quickreply.core.ports import View
from quickreply.desktop.apps import Apps
from quickreply.desktop.hands import Hands
from quickreply.desktop.session import Session, System
from quickreply.engine.catalogue import Catalogue


def choose_hands(
    here: Session, apps: Apps, view: View, catalogue: Callable[[], Catalogue], died: Callable[[], None]
) -> Hands:
    """The hands for this session, not started yet. On other systems than X11 Qt must be running.

    `died` is called, in the hands' thread, when they can do nothing any more.
    """
    if here.system is System.X11:
        from quickreply.desktop.hands_x11 import hands_x11  # noqa: PLC0415 - needs an X server

        return hands_x11(here.display, apps, view, catalogue, died)
    from quickreply.desktop.hands_qt import hands_qt  # noqa: PLC0415 - needs Qt and, for keys, pynput

    return hands_qt(here, apps, view, catalogue)
