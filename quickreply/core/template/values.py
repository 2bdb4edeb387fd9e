"""What is set once and filled in silently: the agent's own values, those of each shop, and its tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Cell = tuple[str, str]
"""A name, and the key of a row in its table; "" where it is a value by itself."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a library says of its shop. `tables` hold a value for each key."""

    constants: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Iterable[tuple[Cell, str]]) -> "Values":
        """The same from single cells."""
        constants: dict[str, str] = {}
        tables: dict[str, dict[str, str]] = {}
        for (name, key), value in cells:
            if key:
                tables.setdefault(name, {})[key] = value
            else:
                constants[name] = value
        return cls(constants, tables)

    def cells(self) -> dict[Cell, str]:
        """Every value by itself."""
        single = {(name, ""): value for name, value in self.constants.items()}
        return single | {
            (name, key): value for name, rows in self.tables.items() for key, value in rows.items()
        }

    def over(self, other: "Values") -> "Values":
        """These, and what only the other has; a table is taken whole."""
        return Values({**other.constants, **self.constants}, {**other.tables, **self.tables})


NOTHING = Values()


def renewed(new: Values, there: Values, delivered: Values, *, sheds: bool) -> dict[Cell, str | None]:
    """What a pack changes of a shop's values; None for what goes.

    What the user set herself, changed or removed since it was `delivered` stays as she left it. With `sheds`
    goes what the pack had and has no longer.
    """
    fresh, now, was = new.cells(), there.cells(), delivered.cells()
    changed: dict[Cell, str | None] = {
        cell: value
        for cell, value in fresh.items()
        if now.get(cell) == was.get(cell) and now.get(cell) != value
    }
    if sheds:
        changed |= dict.fromkeys(cell for cell in was.keys() - fresh if now.get(cell) == was[cell])
    return changed
