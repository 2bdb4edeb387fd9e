"""Has new phrases spelled before a search by pinyin: while the program does not run, nobody else does."""

import subprocess
import sys

from quickreply.cli.desk import Desk
from quickreply.core.words import mark
from quickreply.store.database import Database
from quickreply.store.spellings import Spellings

PATIENCE = 10.0
"""Seconds; some 20,000 phrases are spelled in them. What was done stays."""

_LATER = mark("Many phrases are new: pinyin does not find all of them yet. The running program sees to that.")


def spell(desk: Desk, database: Database, query: str, patience: float = PATIENCE) -> None:
    """Waits until pinyin finds every phrase, for `patience` seconds at most; then she is told.

    Raises:
        Refusal: the database cannot be read.
    """
    if not any("a" <= letter <= "z" for letter in query.casefold()) or not Spellings(database).missing():
        return
    speller = [sys.executable, "-m", "quickreply.store.speller", str(database.path)]
    try:
        subprocess.run(speller, check=False, capture_output=True, timeout=patience)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        desk.warn(desk.say(_LATER))
