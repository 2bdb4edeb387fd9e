"""Builds every object once and connects them: the only wiring."""

import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from quickreply.app.again import Ended
from quickreply.app.office import lock_of, only_one, open_office
from quickreply.core.settings import Mode
from quickreply.core.words import Refusal, mark
from quickreply.desktop.choose import choose_hands
from quickreply.desktop.session import Session, System, missing_libraries, paste_key, reachable, session
from quickreply.store.paths import Places, private_folder, resource

if TYPE_CHECKING:
    from quickreply.desktop.apps import Apps

NO_SCREEN = mark("There is no screen to show windows on. The command line works: quickreply --help")
NO_LIBRARIES = mark("System libraries are missing. Install them with: sudo apt install {packages}")
NO_SERVER = mark("The screen {display} cannot be reached. Check DISPLAY and XAUTHORITY.")

_RESTARTED = "QUICKREPLY_RESTARTED"
"""In the environment of a program that was started anew after an accident: how the one before it ended.

It does so only once.
"""


def run(environ: Mapping[str, str] = os.environ) -> int:
    """Runs the tray program until the user quits; returns the exit status.

    Raises:
        Running: it runs already.
        Refusal: it cannot run here, or its database cannot be used.
    """
    here = session(environ)
    _check(here)
    _leave_no_picture()
    before = Ended.read(environ.get(_RESTARTED, ""))
    with ExitStack() as held:
        with _end_waits():
            where = held.enter_context(only_one(environ))
            signal.signal(signal.SIGTERM, lambda *_: _leave(where))
        _log_to(where)
        office = open_office(where, environ)
        settings = replace(office.settings, mode=Mode.OFF) if before.paused else office.settings
        hands = choose_hands(here, _apps, office.stock, settings)
        from quickreply.app.launch import start  # noqa: PLC0415 - Qt: after the hands have forked

        if here.system is System.X11:
            from quickreply.desktop.inputmethod_qt import choose_plugin  # noqa: PLC0415 - Qt

            choose_plugin(here.display)
        ended = start(office, hands, paste_key(here), before)
    if ended.again:
        os.execve(sys.executable, [sys.executable, "-m", "quickreply"], {**environ, _RESTARTED: str(ended)})  # noqa: S606
    return ended.status


def _apps() -> "Apps":
    from quickreply.desktop.apps import read_apps  # noqa: PLC0415 - only the hands need it

    return read_apps(resource("assets/apps.toml"))


@contextmanager
def _end_waits() -> Iterator[None]:
    """Holds SIGTERM back, so that nobody is ended with a file in hand; Windows has none to hold back."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _leave(where: Places) -> NoReturn:
    """Ends at once while Qt is not there to end in good order; what is half done, nobody has seen yet.

    An exception would not do: it may come up in the middle of an import, or in the child that forks off.
    """
    lock_of(where).unlink(missing_ok=True)
    os._exit(0)


def _leave_no_picture() -> None:
    """When a process dies nothing of its memory is kept, where what is typed and copied stands.

    A limit of one byte and not of none: with none Linux still hands it to a crash handler.
    """
    with suppress(ImportError, ValueError):
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


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
    logging.raiseExceptions = False  # a log that cannot be written is no accident of its own
