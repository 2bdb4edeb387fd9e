"""Builds every object once and connects them: the only wiring."""

import logging
import os
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler

from quickreply.core.words import Refusal, mark
from quickreply.desktop.session import Session, System, missing_libraries, session
from quickreply.store.paths import Places, places, private_folder

NO_SCREEN = mark("There is no screen to show windows on. The command line works: quickreply --help")
NO_LIBRARIES = mark("System libraries are missing. Install them with: sudo apt install {packages}")

_LOG_SIZE = 256 * 1024


def run(environ: Mapping[str, str] = os.environ) -> int:
    """Runs the tray program until the user quits; if one runs already, asks it to show its palette.

    Returns the exit status.

    Raises:
        Refusal: it cannot run here, or its database cannot be used.
    """
    here = session(environ)
    _check(here)
    where = places(environ)
    _log_to(where)
    from quickreply.app.program import start  # noqa: PLC0415 - Qt; without its libraries it ends the process

    return start(here, where, environ)


def _check(here: Session) -> None:
    if here.system is System.NONE:
        raise Refusal(NO_SCREEN)
    if missing := missing_libraries(here):
        raise Refusal(NO_LIBRARIES, packages=" ".join(missing))


def _log_to(where: Places) -> None:
    """A small log of what went wrong, by kind; nothing that was typed or pasted is ever in it."""
    private_folder(where.log.parent)
    os.umask(0o077)
    handler = RotatingFileHandler(where.log, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
