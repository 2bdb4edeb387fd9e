"""Spells what is not spelled yet, in a process of its own: the tables of pinyin take 55 MB and go with it.

python -m quickreply.store.speller DATABASE
"""

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from quickreply.core.words import Refusal
from quickreply.store.backup import Backups
from quickreply.store.database import Database
from quickreply.store.spellings import Spellings

_LEAST = 19
"""How far it steps back for everything else on this computer."""

_PATIENCE = 10.0
"""Seconds to wait for another program that is writing: nobody waits for this one."""


class Pinyin:
    """`Readings` of pypinyin: the one that fits among its neighbours first, then all others of the Hanzi."""

    def of(self, hanzi: str) -> Sequence[Sequence[str]]:
        """The readings of each Hanzi."""
        from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.3 s, and this process alone pays it

        fitting = lazy_pinyin(hanzi, errors=list)  # type: ignore[arg-type]  # its hint forgets lists
        return [(here, *_every(one)) for here, one in zip(fitting, hanzi, strict=True)]


@cache
def _every(hanzi: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - as above

    [readings] = pinyin(hanzi, style=Style.NORMAL, heteronym=True)
    return tuple(readings)


def main(arguments: Sequence[str]) -> int:
    """Spells; returns the exit status."""
    [path] = map(Path, arguments)
    if hasattr(os, "nice"):
        os.nice(_LEAST)
    try:
        Spellings(Database(path, Backups(path.parent / "backups"), _PATIENCE)).complete(Pinyin())
    except Refusal:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
