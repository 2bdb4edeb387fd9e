"""Writes phrases in any format we have, and says what a format could not hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library
from quickreply.core.words import mark
from quickreply.packs import parcel, qianniu, script, table, workbook
from quickreply.packs.bundle import Problem
from quickreply.packs.formats import Encoding, Format

_POORER = mark("“{phrase}” is written without its HTML and pictures: a table has no place for them")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written: phrases of one library, or of several under a name of their own."""

    library: Library
    groups: Sequence[tuple[str, ...]]
    drafts: Sequence[Draft]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Those that the phrases carry, by their names."""


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
    said = selection.library, selection.groups, selection.drafts
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
    return replace(written, problems=(*written.problems, *_poorer(selection.drafts, name)))


def _poorer(drafts: Sequence[Draft], file: str) -> Iterator[Problem]:
    """The phrases of which a table holds less than there is."""
    for number, draft in enumerate(drafts, 1):
        if draft.pictures or draft.html:
            yield Problem(file, number, _POORER, {"phrase": draft.label}, lost=False)
