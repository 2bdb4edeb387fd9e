"""Writes phrases in any format we have, and says what a format could not hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quickreply.core.draft import Bindings, Draft
from quickreply.core.phrase import Library
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.words import mark
from quickreply.packs import parcel, qianniu, script, table, workbook
from quickreply.packs.bundle import Problem
from quickreply.packs.formats import Encoding, Format

_POORER = mark(
    "a table has no place for HTML and pictures: {count} phrases go without ({phrases}). Choose a pack"
)
_MORE = mark("“{phrase}” has more texts: this format holds the first one only")
_DAYS = mark("“{phrase}” is not in use at all times: this format does not say so")
_NOT_BOUND = mark("which groups are for some applications only is not in a table, only in a pack")
_NAMED = 5
_NO_VALUES = mark(
    "what fills the gaps (quickreply fill list) is not in a table, only in a pack: .yaml or .json"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written: phrases of one library, or of several under a name of their own."""

    library: Library
    groups: Sequence[tuple[str, ...]]
    drafts: Sequence[Draft]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Those that the phrases carry, by their names."""
    values: Values = NOTHING
    """What fills their gaps; only a pack can hold it."""
    bound: Bindings = field(default_factory=dict)
    """The applications that groups are bound to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A whole file; `problems` name the phrases that are not in it, and what else it could not hold.

    `pictures` lie beside it in the folder `FOLDER`, by their names.
    """

    content: bytes
    problems: tuple[Problem, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def lost(self) -> int:
        """How many phrases are not in it."""
        return len({problem.line for problem in self.problems if problem.lost})


def write(selection: Selection, name: str, form: Format, encoding: Encoding = Encoding.UTF_8) -> Written:
    """The selection as a file called `name`; `encoding` is for 千牛's table."""
    said = selection.library, selection.groups, selection.drafts, selection.values, selection.bound
    pictures = selection.pictures
    writers: Mapping[Format, Callable[[], Written]] = {
        Format.YAML: lambda: Written(script.write(*said).encode(), pictures=pictures),
        Format.PARCEL: lambda: Written(parcel.write(script.write(*said), pictures)),
        Format.JSON: lambda: Written(script.write_json(*said).encode(), pictures=pictures),
        Format.CSV: lambda: Written(table.write(selection.drafts).encode("utf-8-sig")),
        Format.XLSX: lambda: Written(*workbook.write(selection.drafts, name)),
        Format.QIANNIU: lambda: Written(*qianniu.write(selection.drafts, name, encoding)),
    }
    written = writers[form]()
    if form in {Format.YAML, Format.PARCEL, Format.JSON}:
        return written
    unheld = (*_unheld(selection, name), *(_besides(selection, name) if form is Format.QIANNIU else ()))
    return replace(written, problems=(*written.problems, *unheld))


def _unheld(selection: Selection, name: str) -> Iterator[Problem]:
    """What no table holds of phrases that are in it, and of what fills them."""
    if selection.values != NOTHING:
        yield Problem(name, 1, _NO_VALUES, lost=False)
    if selection.bound:
        yield Problem(name, 1, _NOT_BOUND, lost=False)
    if looks := [draft.label for draft in selection.drafts if draft.html or draft.pictures]:
        shown = " ".join(f"“{label}”" for label in looks[:_NAMED]) + (" …" if len(looks) > _NAMED else "")
        yield Problem(name, 1, _POORER, {"count": len(looks), "phrases": shown}, lost=False)


def _besides(selection: Selection, name: str) -> Iterator[Problem]:
    """What our tables hold, and 千牛's does not."""
    for number, draft in enumerate(selection.drafts, 1):
        for reason, there in ((_MORE, draft.more), (_DAYS, draft.bounded)):
            if there:
                yield Problem(name, number, reason, {"phrase": draft.label}, lost=False)
