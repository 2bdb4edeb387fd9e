"""Writes phrases in any format we have, and says what a format could not hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quickreply.core.draft import Draft
from quickreply.core.phrase import Library
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.words import mark
from quickreply.packs import qianniu, script, table, workbook
from quickreply.packs.bundle import Problem
from quickreply.packs.formats import Encoding, Format

_NO_VALUES = mark(
    "what fills the gaps (quickreply fill list) is not in a table, only in a pack: .yaml or .json"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written: phrases of one library, or of several under a name of their own."""

    library: Library
    groups: Sequence[tuple[str, ...]]
    drafts: Sequence[Draft]
    values: Values = NOTHING
    """What fills their gaps; only a pack can hold it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A whole file; `problems` name the phrases that are not in it, and what else it could not hold."""

    content: bytes
    problems: tuple[Problem, ...] = ()

    @property
    def lost(self) -> int:
        """How many phrases are not in it."""
        return len({problem.line for problem in self.problems if problem.lost})


def write(selection: Selection, name: str, form: Format, encoding: Encoding = Encoding.UTF_8) -> Written:
    """The selection as a file called `name`; `encoding` is for 千牛's table."""
    writers: Mapping[Format, Callable[[], Written]] = {
        Format.YAML: lambda: Written(
            script.write(selection.library, selection.groups, selection.drafts, selection.values).encode()
        ),
        Format.JSON: lambda: Written(
            script.write_json(
                selection.library, selection.groups, selection.drafts, selection.values
            ).encode()
        ),
        Format.CSV: lambda: Written(table.write(selection.drafts).encode("utf-8-sig")),
        Format.XLSX: lambda: Written(*workbook.write(selection.drafts, name)),
        Format.QIANNIU: lambda: Written(*qianniu.write(selection.drafts, name, encoding)),
    }
    written = writers[form]()
    if selection.values == NOTHING or form in {Format.YAML, Format.JSON}:
        return written
    return replace(written, problems=(*written.problems, Problem(name, 1, _NO_VALUES, lost=False)))
