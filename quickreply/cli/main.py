"""The command line: finds out what is wanted, has it done, and says in one line what went wrong."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quickreply.cli.usage import WrongUsage
from quickreply.core.words import Refusal, mark

if TYPE_CHECKING:
    from quickreply.cli.desk import Desk

DONE, NOT_DONE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_ELSEWHERE = mark(
    "quickreply is running already, on the screen {display}. Quit it there first; "
    "or give this one phrases of its own, in the folder that QUICKREPLY_HOME names."
)
_STUMBLED = mark("quickreply stumbled: {kind} at {place}. Nothing more was done.")


def main(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Does what the arguments say; without any, runs the tray program.

    Returns the exit status: 0 done, 1 not done, 2 wrong usage. Prints errors, never raises them.
    """
    _write_whatever_comes()
    try:
        status = _run(argv, environ)
        _flush()
    except BrokenPipeError:  # whoever reads our output has seen enough
        _write_to_nowhere()
        return DONE
    return status


def _run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """The barrier: whatever happens inside becomes a line and a status."""
    desk = None
    try:
        if not argv:
            return _run_program(environ)
        desk = _desk(environ)
        return _do(argv, desk)
    except SystemExit as end:  # argparse has printed its help
        return end.code if isinstance(end.code, int) else DONE
    except Refusal as fault:
        _complain(desk or _desk(environ), fault)
        return WRONG_USAGE if isinstance(fault, WrongUsage) else NOT_DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as failure:  # noqa: BLE001 - the barrier
        _note(failure)
        _complain(desk, Refusal(_STUMBLED, kind=type(failure).__name__, place=_place(failure)))
        return NOT_DONE


def _desk(environ: Mapping[str, str]) -> "Desk":
    from quickreply.cli.desk import Desk  # noqa: PLC0415 - 50 ms that the tray program does not need

    return Desk.at(environ)


def _do(argv: Sequence[str], desk: "Desk") -> int:
    from quickreply.cli.arguments import parser  # noqa: PLC0415 - the tray program needs no verbs

    args = parser(desk.say).parse_args(argv)
    if args.verb is None:
        raise WrongUsage(mark("There is nothing to do (see quickreply --help)"))
    status: int = args.verb(desk, args)
    return status


def _run_program(environ: Mapping[str, str]) -> int:
    """Starts the tray program; where it runs already on this screen, it shows its palette instead."""
    from quickreply.app import run  # noqa: PLC0415 - all else starts without it
    from quickreply.app.office import Running  # noqa: PLC0415 - same

    try:
        return run(environ)
    except Running:
        desk = _desk(environ)
        state = desk.ask("status")
        if state is None:
            raise
        here, there = environ.get("DISPLAY", ""), str(state.get("display", ""))
        if here and there and _number(here) != _number(there):
            raise Refusal(_ELSEWHERE, display=there) from None
        desk.ask("palette")
        return DONE


def _number(display: str) -> str:
    """Of a screen's name what tells it from the others: `:0`, `:0.0` and `unix:0` are one."""
    return display.rpartition(":")[2].partition(".")[0]


def _note(failure: Exception) -> None:
    """Notes it in the log, if the tray program has begun one."""
    import logging  # noqa: PLC0415 - 5 ms that no command needs unless it stumbles

    if logging.root.handlers:
        logging.getLogger(__name__).error("stumbled: %s at %s", type(failure).__name__, _place(failure))


def _place(failure: Exception) -> str:
    """Where in the program it happened; what the failure says may hold a phrase and is not printed."""
    trace = failure.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _complain(desk: "Desk | None", fault: Refusal) -> None:
    from quickreply.cli.layout import clean  # noqa: PLC0415 - only for who has to complain

    line = desk.say.refusal(fault) if desk else str(fault)
    print(clean(f"quickreply: {line}"), file=sys.stderr)


def _write_whatever_comes() -> None:
    """A terminal that knows fewer characters than a phrase has shows ? for them instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # none at all, or one that a test put there
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _flush() -> None:
    if sys.stdout:
        sys.stdout.flush()


def _write_to_nowhere() -> None:
    """Else Python would complain when it flushes the output at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
