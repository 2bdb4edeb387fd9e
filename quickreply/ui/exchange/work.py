"""What the import window needs from the rest of the program."""

from collections.abc import Callable, Sequence
from typing import Protocol

from quickreply.core.intake import Done, Look, Order, Proposal, Reading


class Work(Protocol):
    """Called in a thread beside the windows, one call at a time; every method may raise `Refusal`."""

    def look(self, reading: Reading) -> Look:
        """What the file is."""

    def propose(self, readings: Sequence[Reading], order: Order) -> Proposal:
        """What importing these would do, one after the other."""

    def carry_out(self, proposal: Proposal, going: Callable[[int], None]) -> Done:
        """Does it, all or nothing; `going` is told how many phrases stand there, and may raise."""

    def undo(self, done: Done) -> str:
        """Takes it back; what that did, in words."""
