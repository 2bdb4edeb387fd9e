"""What cannot be written down now is kept in memory, and written later: each once, in order."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer

from quickreply.core.ports import nothing
from quickreply.core.words import Refusal

RETRY = 20_000
"""Milliseconds until what could not be written is tried again. No timer runs while all is written."""

T = TypeVar("T")


class Later(Generic[T]):
    """`complain` is called once for each time of trouble, `tried` after each retry.

    Of more than `most` the oldest go.
    """

    def __init__(
        self,
        write: Callable[[T], None],
        complain: Callable[[Refusal], None],
        tried: Callable[[], None] = nothing,
        most: int | None = None,
    ) -> None:
        self._one = write
        self._complain = complain
        self._tried = tried
        self._unwritten: deque[T] = deque(maxlen=most)
        self._in_trouble = False
        self.retry = QTimer()
        self.retry.setSingleShot(True)
        self.retry.setInterval(RETRY)
        self.retry.timeout.connect(self._again)

    def add(self, item: T) -> None:
        """Writes one down, now or as soon as it can be."""
        self._unwritten.append(item)
        self.write()

    def write(self) -> None:
        """Writes down what is not written yet."""
        try:
            while self._unwritten:
                self._one(self._unwritten[0])
                self._unwritten.popleft()
        except Refusal as refusal:
            self.retry.start()
            if not self._in_trouble:
                self._in_trouble = True
                self._complain(refusal)
        else:
            self.retry.stop()
            self._in_trouble = False

    def _again(self) -> None:
        self.write()
        self._tried()
