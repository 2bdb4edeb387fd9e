"""The plan by which many phrases come in at once: what becomes of each, before anything is done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quickreply.core.draft import Bindings, Draft
from quickreply.core.phrase import Library


class Fate(StrEnum):
    """What becomes of one row of an import, or of a phrase that is there and not in the file (`GONE`)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CLASH = "clash"
    SKIPPED = "skipped"
    GONE = "gone"


class Choice(StrEnum):
    """What to do with a row whose code belongs to another phrase, or that would change what should stay.

    `KEEP_BOTH` brings it in without that code, `RENAME` with the next free one.
    """

    SKIP = "skip"
    REPLACE = "replace"
    KEEP_BOTH = "keep-both"
    RENAME = "rename"


class Mode(StrEnum):
    """What a file does to a library: adds, also changes what is there, or takes the place of its groups."""

    APPEND = "append"
    UPDATE = "update"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants of an import.

    Without a library the file says where it goes. Its groups come under `group`. `choices` are by the place
    of a row in the file, counted from 0; `on_clash` is for the clashes without one.
    """

    library: str | None = None
    group: tuple[str, ...] = ()
    mode: Mode = Mode.UPDATE
    on_clash: Choice = Choice.SKIP
    choices: Mapping[int, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of a row that comes in all the same: a message to translate, `facts` fill it."""

    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan: `draft` is how the phrase will stand, `phrase` the id of the one it becomes.

    A clash, and what is skipped, leaves everything as it is; `reason` says why, as a message to translate,
    `facts` fill it. `before` is how the phrase stands now.
    """

    draft: Draft
    fate: Fate
    phrase: int | None = None
    reason: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    before: Draft | None = None
    notes: tuple[Note, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether it changes something."""
        return self.fate in {Fate.NEW, Fate.CHANGED, Fate.GONE}

    @property
    def is_news(self) -> bool:
        """Whether an agent must know of it: a phrase that says or shows something new, or is called by it."""
        changed = self.fate is Fate.CHANGED and self.before and _seen(self.before) != _seen(self.draft)
        return self.fate is Fate.NEW or bool(changed)


def _seen(draft: Draft) -> tuple[object, ...]:
    return draft.text, [one.text for one in draft.more], draft.title, draft.codes, draft.pictures


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do to one library, before it is done; an id of 0 means a new library.

    It holds for the collection with this `revision` only. Rows of what will be gone come last.
    """

    library: Library
    rows: tuple[Row, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    """Paths of groups in the order in which they are to stand, also of empty ones."""
    revision: int = 0
    bound: Bindings = field(default_factory=dict)
    """What holds for groups that are new; where the others are offered, the user has decided."""
    values: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    """What fills gaps from then on, by name and key of a table; None for what goes."""

    def counts(self) -> dict[Fate, int]:
        """How many rows there are of each fate, also of those that there are none of."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in Fate}

    def of(self, fate: Fate) -> Iterator[Row]:
        """The rows of one fate."""
        return (row for row in self.rows if row.fate is fate)

    @property
    def acts(self) -> bool:
        """Whether carrying it out changes anything."""
        return bool(self.values) or any(row.acts for row in self.rows)
