"""Builds every object once and connects them: the only wiring."""

import logging
import os
import sys
from collections.abc import Mapping

from quickreply.app.office import AGAIN, only_one, open_office
from quickreply.core.words import Refusal, mark
from quickreply.desktop.apps import read_apps
from quickreply.desktop.choose import choose_hands
from quickreply.desktop.session import Session, System, missing_libraries, paste_key, reachable, session
from quickreply.store.paths import Places, private_folder, resource

NO_SCREEN = mark("There is no screen to show windows on. The command line works: quickreply --help")
NO_LIBRARIES = mark("System libraries are missing. Install them with: sudo apt install {packages}")
NO_SERVER = mark("The screen {display} cannot be reached. Check DISPLAY and XAUTHORITY.")

_RESTARTED = "QUICKREPLY_RESTARTED"
"""In the environment of a program that was started anew after an accident: it does so only once."""


def run(environ: Mapping[str, str] = os.environ) -> int:
    """Runs the tray program until the user quits; returns the exit status.

    Raises:
        Running: it runs already.
        Refusal: it cannot run here, or its database cannot be used.
    """
    here = session(environ)
    _check(here)
    with only_one(environ) as where:
        _log_to(where)
        office = open_office(where, environ)
        hands = choose_hands(here, read_apps(resource("assets/apps.toml")), office.stock, office.settings)
        from quickreply.app.program import start  # noqa: PLC0415 - Qt: after the hands have forked

        if here.system is System.X11:
            from quickreply.desktop.inputmethod_qt import choose_plugin  # noqa: PLC0415 - Qt

            choose_plugin(here.display)
        status = start(office, hands, paste_key(here), may_restart=_RESTARTED not in environ)
    if status == AGAIN:
        os.execve(sys.executable, [sys.executable, "-m", "quickreply"], {**environ, _RESTARTED: "1"})  # noqa: S606
    return status


def _check(here: Session) -> None:
    if here.system is System.NONE:
        raise Refusal(NO_SCREEN)
    if missing := missing_libraries(here):
        raise Refusal(NO_LIBRARIES, packages=" ".join(missing))
    if not reachable(here):
        raise Refusal(NO_SERVER, display=here.display)


def _log_to(where: Places) -> None:
    """A small log of what went wrong, by kind; nothing that was typed or pasted is ever in it."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - 10 ms the command line does not need

    private_folder(where.log.parent)
    os.umask(0o077)
    handler = RotatingFileHandler(where.log, maxBytes=1 << 18, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
