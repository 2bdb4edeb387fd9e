"""An import on its way in, as a window shows it: what is read, what was recognised, what would happen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from quickreply.core.draft import Draft
from quickreply.core.plan import Wish

SAMPLE = 12
"""Rows of a file that are shown before it is read."""


class Form(StrEnum):
    """What a file is, however it is called."""

    TABLE = "table"
    SPREADSHEET = "spreadsheet"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read, and how, as far as the user says so; what she leaves empty is recognised.

    `path` is the file, or what a `pasted` text is called. `columns` name what each column holds, "" for one
    that is not read; `header` is the row that they are for, if there is one. `sheets` are those to be read.
    """

    path: Path
    pasted: str | None = None
    encoding: str = ""
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A file at first sight.

    `columns` are what each column holds, as far as known, empty for a pack; `rows` the first below the
    `header`, which is empty where there is none; `sheets` those that are read, `others` those that could be;
    `guessed` says that no header named the columns.
    """

    form: Form
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    guessed: bool = False
    others: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether it is known where the text is."""
        return self.form is Form.PACK or "text" in self.columns


class State(StrEnum):
    """How a line of a proposal stands: the fates, and why what was in the file is not among them."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CLASH = "clash"
    DOUBLE = "double"
    LIMIT = "limit"
    LOST = "lost"
    SKIPPED = "skipped"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file, or a phrase that would go, and what becomes of it.

    `at` is the file, the sheet and the line, `place` the row's number for the user's choices, -1 where there
    is nothing to choose. `before` is how the phrase stands now; `why` is in the user's words. `double` says
    that it comes in although its text is there already.
    """

    state: State
    draft: Draft
    at: str
    place: int = -1
    before: Draft | None = None
    why: str = ""
    double: bool = False

    @property
    def acts(self) -> bool:
        """Whether it brings something in."""
        return self.state in {State.NEW, State.CHANGED}


def counted(lines: Iterable[Line]) -> dict[State, int]:
    """How many lines stand how, also those of which there are none; one that is double counts there too."""
    found: Counter[State] = Counter()
    for line in lines:
        found[line.state] += 1
        found[State.DOUBLE] += line.double
    return {state: found[state] for state in State}


@dataclass(frozen=True, slots=True)
class Order:
    """What the user wants of an import; `codes` are those she wrote herself, by the place of the row."""

    wish: Wish = field(default_factory=Wish)
    codes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do, before it is done.

    `library` is where it goes, in the user's words, `libraries` and `groups` are those that are there;
    `counts` say how many lines stand how, `told` is what there is to know besides; `values` says that it
    brings some for the gaps in phrases.
    """

    lines: tuple[Line, ...] = ()
    counts: Mapping[State, int] = field(default_factory=lambda: counted(()))
    library: str = ""
    libraries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    values: bool = False

    @property
    def acts(self) -> bool:
        """Whether it would change anything."""
        changes = (State.NEW, State.CHANGED, State.GONE)
        return self.values or any(self.counts[state] for state in changes)


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did, in the user's words; `entries` are those of the journal, the last one last."""

    said: str
    entries: tuple[int, ...] = ()
