"""What the user is told when a phrase cannot be filled."""

from collections.abc import Mapping, Sequence

from quickreply.core.template.missing import Missing, Why
from quickreply.core.words import mark

UNKNOWN = mark(
    "“{label}” was not inserted, for nothing is known of: {names}. "
    "Once and for all: quickreply fill set NAME VALUE"
)
_FAULTS = {
    Why.NO_TABLE: mark(
        "“{label}” was not inserted: there is no table {name}. "
        "Make one: quickreply fill set {name} VALUE --key KEY"
    ),
    Why.NOT_IN_TABLE: mark("“{label}” was not inserted: there is no row for {name}"),
    Why.NO_CLIPBOARD: mark("“{label}” was not inserted: there is no text on the clipboard for {name}"),
    Why.NO_PHRASE: mark("“{label}” was not inserted: it takes in the phrase {name}, and there is none"),
    Why.CYCLE: mark("“{label}” was not inserted: it takes in {name}, which takes itself in"),
    Why.TOO_LONG: mark("“{label}” was not inserted: with all it takes in, it is too long"),
    Why.FAULTY: mark("“{label}” was not inserted: nobody understands {{{name}}} in it"),
}


def complaint(label: str, missing: Sequence[Missing], ask: str = UNKNOWN) -> tuple[str, Mapping[str, object]]:
    """A message with its facts: the first thing that no answer mends, else all that may be asked (`ask`)."""
    fault = next((one for one in missing if not one.askable), None)
    if fault:
        return _FAULTS[fault.why], {"label": label, "name": fault.name}
    return ask, {"label": label, "names": ", ".join(dict.fromkeys(one.name for one in missing))}
