"""argparse in the user's language. It looks its own words up in a catalogue of the process, we in ours."""

import re
from argparse import Action, ArgumentParser, ArgumentTypeError, HelpFormatter, _MutuallyExclusiveGroup
from collections.abc import Iterable
from functools import partial
from string import Formatter
from typing import Any, NoReturn

from quickreply.cli.usage import WrongUsage
from quickreply.core.words import Message, Say, mark

_NO_NUMBER = mark("{value} is not a whole number")
_TOO_SMALL = mark("{value} is less than 1")
_TOO_LONG = mark("{value} is more than a day has")

_DAY = 24 * 60
"""Minutes; who wants to pause for longer resumes by hand."""

_FAULTS = (
    mark("argument {name}: {fault}"),
    mark("the following arguments are required: {names}"),
    mark("unrecognized arguments: {given}"),
    mark("invalid choice: {value} (choose from {choices})"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ignored explicit argument {value}"),
    _NO_NUMBER,
    _TOO_SMALL,
    _TOO_LONG,
)
"""What argparse complains of, word for word, with gaps instead of its own; and what we do."""


class Parser(ArgumentParser):
    """Says in one line what is wrong instead of printing its whole usage."""

    def __init__(self, *, say: Say, **options: Any) -> None:  # noqa: ANN401 - those of argparse
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=partial(_Help, say), **options)
        self._say = say
        self._positionals.title = say("positional arguments")
        self._optionals.title = say("options")
        self.add_argument("-h", "--help", action="help", help=say("show this help message and exit"))

    def error(self, message: str) -> NoReturn:
        """Called by argparse.

        Raises:
            WrongUsage: always.
        """
        fault = _in_words(self._say, message)
        raise WrongUsage(mark("{fault} (see {program} --help)"), fault=fault, program=self.prog)


class _Help(HelpFormatter):
    def __init__(self, say: Say, prog: str) -> None:
        super().__init__(prog)
        self._usage = say("usage: ")

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


def count(text: str) -> int:
    """A number of things, 1 at least.

    Raises:
        ArgumentTypeError: it is none.
    """
    number = whole(text)
    if number < 1:
        raise ArgumentTypeError(_TOO_SMALL.format(value=text))
    return number


def minutes(text: str) -> int:
    """Minutes, a day at most.

    Raises:
        ArgumentTypeError: it is no such number.
    """
    number = count(text)
    if number > _DAY:
        raise ArgumentTypeError(_TOO_LONG.format(value=text))
    return number


def whole(text: str) -> int:
    """A whole number.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(_NO_NUMBER.format(value=text)) from None


def _in_words(say: Say, fault: str) -> str:
    """A complaint in the user's language; as it is where it is none of those we know."""
    for known in _FAULTS:
        if found := _pattern(known).fullmatch(fault):
            gaps = found.groupdict()
            if "fault" in gaps:
                gaps["fault"] = _in_words(say, gaps["fault"])
            return say(known, **gaps)
    return fault


def _pattern(message: Message) -> re.Pattern[str]:
    parts = (
        re.escape(text) + (f"(?P<{gap}>.*?)" if gap else "") for text, gap, _, _ in Formatter().parse(message)
    )
    return re.compile("".join(parts), re.DOTALL)
