"""What is set once and filled in silently: the agent's own values, those of each shop, and its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Values:
    """What a library says of its shop. `tables` hold a value for each key."""

    constants: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def over(self, other: "Values") -> "Values":
        """These, and what only the other has; a table is taken whole."""
        return Values({**other.constants, **self.constants}, {**other.tables, **self.tables})


NOTHING = Values()
