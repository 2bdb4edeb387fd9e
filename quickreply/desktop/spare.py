"""What was on a clipboard before a phrase was left there, kept for the user to bring back."""

from collections.abc import Callable
from typing import Generic, TypeVar

from quickreply.core.ports import nothing

Memory = TypeVar("Memory")


class Spare(Generic[Memory]):
    """At most one memory: of several phrases left in a row, what was there before the first."""

    def __init__(self) -> None:
        self._memory: Memory | None = None
        self._gone: Callable[[], None] = nothing

    @property
    def there(self) -> bool:
        """Whether there is something to bring back."""
        return self._memory is not None

    def set_aside(self, memory: Memory | None, gone: Callable[[], None]) -> None:
        """A phrase takes the place of what is in `memory`; `gone` is told when that is lost."""
        if self._memory is None:
            self._memory = memory
        self._gone = gone

    def take(self) -> Memory | None:
        """It is used, or not needed any more."""
        memory, self._memory = self._memory, None
        return memory

    def lose(self) -> None:
        """Somebody has copied."""
        if self.take() is not None:
            self._gone()
