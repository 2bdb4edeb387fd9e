"""Further texts of a phrase and when it holds, as the command line says and shows them."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace

from quickreply.cli import layout
from quickreply.cli.desk import Desk
from quickreply.cli.usage import WrongUsage
from quickreply.core import validity
from quickreply.core.draft import Draft
from quickreply.core.phrase import Phrase
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal, mark

_NO_NOTE = mark("--step-note takes N=NOTE with the number of a step, not {given}")
_NO_STEP = mark("“{phrase}” has {count} texts, and none with the number {given}")
_NO_MOMENT = mark("{option} takes {taken}, not {given}")
LAWS = {
    Law.LADDER: mark("one step further each time in a conversation"),
    Law.ROTATE: mark("one after the other"),
    Law.RANDOM: mark("by chance, never the same twice in a row"),
    Law.CHOOSE: mark("the first, or the one that is chosen"),
}
"""What each law says of the text that comes next."""


def edited(draft: Draft, args: Namespace) -> Draft:
    """The draft with the texts, the law and the days that were given.

    Raises:
        WrongUsage: something was given that cannot be.
    """
    more = draft.more if args.step is None else tuple(Wording(text) for text in args.step if text.strip())
    first = draft.note
    for given in args.step_note or ():
        number, note = _numbered(given)
        if number == 1:
            first = note
        elif number <= len(more) + 1:
            more = (*more[: number - 2], Wording(more[number - 2].text, note), *more[number - 1 :])
        else:
            raise WrongUsage(_NO_STEP, phrase=draft.label, count=len(more) + 1, given=number)
    return replace(
        draft,
        note=first,
        more=more,
        law=Law(args.law) if args.law else draft.law,
        valid_from=draft.valid_from if args.since is None else _moment("--from", args.since),
        valid_until=draft.valid_until if args.until is None else _moment("--until", args.until),
    )


def at(phrase: Phrase, step: int | None) -> Phrase:
    """The phrase in the wording with this number, counted from 1; the first one where none was given.

    Raises:
        Refusal: there is none.
    """
    if step is None:
        return phrase
    if step > max(1, len(phrase.wordings)):
        raise Refusal(_NO_STEP, phrase=phrase.label, count=max(1, len(phrase.wordings)), given=step)
    return phrase.at(step - 1)


def facts(desk: Desk, phrase: Phrase) -> Iterator[tuple[str, str]]:
    """What there is to say of the law and the days of a phrase."""
    say = desk.say
    if phrase.wordings:
        yield say("Texts"), f"{len(phrase.wordings)}: {say(LAWS[phrase.law])} ({phrase.law})"
    yield say("Valid from"), phrase.valid_from
    yield say("Valid until"), phrase.valid_until


def texts(phrase: Phrase) -> Iterator[str]:
    """The text, or all of them with their numbers and notes."""
    if phrase.step is not None or not phrase.wordings:
        yield layout.clean(phrase.text)
        return
    for number, wording in enumerate(phrase.wordings, 1):
        note = f"  ({layout.one_line(wording.note)})" if wording.note and number > 1 else ""
        yield from ([] if number == 1 else [""])
        yield f"[{number}/{len(phrase.wordings)}]{note}"
        yield layout.clean(wording.text)


def _numbered(given: str) -> tuple[int, str]:
    number, equals, note = given.partition("=")
    if not equals or not number.strip().isdecimal() or int(number) < 1:
        raise WrongUsage(_NO_NOTE, given=given)
    return int(number), note


def _moment(option: str, given: str) -> str:
    try:
        return validity.written(given)
    except ValueError as fault:
        raise WrongUsage(_NO_MOMENT, option=option, taken=fault.args[0], given=f"“{given}”") from None
