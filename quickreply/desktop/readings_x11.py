"""How often a window has read what is offered, where it may read the same in several forms."""

from collections import Counter
from collections.abc import Iterable, Mapping


class Readings:
    """Counts each form by itself; how often all of it was read is how often the one read most was.

    A browser looks once by itself as soon as the keys come, at text and HTML, and once more for the page that
    pastes: two forms read once each are one look, not two.
    """

    def __init__(self, forms: Mapping[int, str]) -> None:
        self._forms = forms
        self._counted: Counter[str] = Counter()
        self._most = 0

    def again(self, given: Iterable[int]) -> bool:
        """Takes note that these targets were given; whether all of it was read once more than before."""
        self._counted.update({self._forms[target] for target in given})
        before, self._most = self._most, max(self._counted.values(), default=0)
        return self._most > before
