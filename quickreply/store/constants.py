"""What libraries fill their phrases with: values by name, and tables of values by key."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from quickreply.core.template.values import Cell, Values
from quickreply.store.database import Database

_ALL = "SELECT library_id, name, key, value FROM constants ORDER BY library_id, name, key"
_COUNT_UP = "UPDATE revision SET number = number + 1"


@dataclass(frozen=True, slots=True)
class Constants:
    """Those in `database`. Names are canonical; a key of "" stands for the value of the name itself.

    Every method raises `Refusal` when the database cannot be read or written.
    """

    database: Database

    def load(self) -> Mapping[int, Values]:
        """Everything, by the libraries' ids."""
        with self.database.read() as connection:
            return read(connection)

    def put(self, library: int, name: str, rows: Mapping[str, str]) -> None:
        """Sets values of a name by their keys; the others stay."""
        with self.database.write() as database:
            database.execute(_COUNT_UP)
            database.table("constants").insert_all(
                (
                    {"library_id": library, "name": name, "key": key, "value": value}
                    for key, value in rows.items()
                ),
                pk=("library_id", "name", "key"),
                replace=True,
            )

    def remove(self, library: int, name: str, key: str | None = None) -> int:
        """Forgets one value of a name, or all (None); returns how many there were."""
        with self.database.write() as database:
            database.execute(_COUNT_UP)
            return database.execute(
                "DELETE FROM constants WHERE library_id = ? AND name = ? AND (?3 IS NULL OR key = ?3)",
                [library, name, key],
            ).rowcount


def read(connection: sqlite3.Connection) -> Mapping[int, Values]:
    """Everything, by the libraries' ids."""
    found: dict[int, list[tuple[Cell, str]]] = {}
    for library, name, key, value in connection.execute(_ALL):
        found.setdefault(library, []).append(((name, key), value))
    return {library: Values.of(cells) for library, cells in found.items()}


def write(connection: sqlite3.Connection, library: int, cells: Mapping[Cell, str | None]) -> None:
    """Sets single values of a library, inside somebody else's transaction; None removes."""
    connection.executemany(
        "DELETE FROM constants WHERE library_id = ? AND name = ? AND key = ?",
        [(library, *cell) for cell in cells],
    )
    connection.executemany(
        "INSERT INTO constants (library_id, name, key, value) VALUES (?, ?, ?, ?)",
        [(library, *cell, value) for cell, value in cells.items() if value is not None],
    )
