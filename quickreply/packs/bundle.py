"""What was read from a file: the phrases that can be taken, and why the others cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quickreply.core.draft import Bindings, Draft, draft_fault, tidy
from quickreply.core.phrase import Library, fold
from quickreply.core.picture import Picture, Print
from quickreply.core.template.values import NOTHING, Values
from quickreply.core.words import mark

TABLE_FIELDS = frozenset(
    {
        *("text", "code", "title", "group", "aliases", "keywords", "note", "pinned", "enabled"),
        *("law", "more", "valid_from", "valid_until"),
    }
)
"""The names of what a table can say of a phrase."""

ALL_FIELDS = TABLE_FIELDS | {"html", "pictures"}
"""The names of everything a file can say of it."""

_DUPLICATE = mark("the code {code} stands in line {first} already")


def place(file: str, sheet: str) -> str:
    """What a message calls the file, or the sheet in it."""
    return f"{file}[{sheet}]" if sheet else file


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was not taken: `reason` is a message to translate, `facts` fill it.

    With `lost` a whole phrase was left out, else only a part of one, or of the file.
    """

    file: str
    line: int
    reason: str
    facts: dict[str, object] = field(default_factory=dict)
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Bundle:
    """The good part of a file.

    `fields` names what the file speaks of; what it does not speak of stays as it is when phrases that are
    there already are changed. `library` is what a pack says of itself, with an id of 0. `own` are the
    phrases that the file keeps out of the team's library. `values` fill the gaps of its phrases, `pictures`
    are those that came with it, by their names; `prints` what was made of them.
    """

    source: Path
    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    fields: frozenset[str] = ALL_FIELDS
    library: Library | None = None
    own: tuple[Draft, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)
    prints: tuple[Print, ...] = field(default=(), repr=False)
    values: Values = NOTHING
    bound: Bindings = field(default_factory=dict)
    """The applications that the file binds groups to."""


class Sieve:
    """Takes phrases one by one; keeps the good ones and notes why it leaves the others out.

    Two with the same code are both kept: which of them gets it, the plan decides.
    """

    def __init__(self, file: str, sheet: str = "") -> None:
        self._file = place(file, sheet)
        self._sheet = sheet
        self._drafts: list[Draft] = []
        self._problems: list[Problem] = []
        self._lines: dict[str, int] | None = None

    def take(self, draft: Draft) -> None:
        """Keeps the phrase if it can be one."""
        draft = tidy(draft)
        if fault := draft_fault(draft):
            self.refuse(draft.line, fault)
            return
        if draft.aliases:
            draft = replace(draft, aliases=tuple(self._free(draft)))
        if self._lines is not None:
            self._note_codes(draft, self._lines)
        self._drafts.append(replace(draft, sheet=self._sheet) if self._sheet else draft)

    def refuse(self, line: int, reason: str, **facts: object) -> None:
        """Notes that the phrase in this line is left out."""
        self._problems.append(Problem(self._file, line, reason, facts))

    def remark(self, line: int, reason: str, **facts: object) -> None:
        """Notes that something in this line is not taken, though no phrase is left out for it."""
        self._problems.append(Problem(self._file, line, reason, facts, lost=False))

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """What was kept, in its order."""
        return tuple(self._drafts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not, by line."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))

    def _free(self, draft: Draft) -> Iterable[str]:
        """The aliases that no phrase before has as a code."""
        lines = self._lines
        if lines is None:  # most files have none at all
            lines = self._lines = {}
            for earlier in self._drafts:
                self._note_codes(earlier, lines)
        for alias in draft.aliases:
            if fold(alias) in lines:
                self.remark(draft.line, _DUPLICATE, code=alias, first=lines[fold(alias)])
            else:
                yield alias

    @staticmethod
    def _note_codes(draft: Draft, lines: dict[str, int]) -> None:
        for code in draft.codes:
            lines.setdefault(code, draft.line)
