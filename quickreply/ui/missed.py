"""Follows a query from its first letter to its end, to tell which ones found nothing."""


class Missed:
    """What was looked for in vain since the search box was empty.

    Only the whole of it counts, not its beginnings: they are on the way to it, or back.
    """

    def __init__(self) -> None:
        self._longest = ""
        self._last = ""

    def follow(self, query: str, *, found: bool) -> str:
        """Takes the query as it stands now; returns one that ended here in vain, or nothing.

        Cleared letter by letter, the longest of them was meant.
        """
        before = self._longest
        self._last = "" if found else query
        if found or not query:
            self._longest = ""
        elif not before.startswith(query):
            self._longest = query
        return "" if query else before

    def end(self) -> str:
        """It goes no further: the query as it stands, if it found nothing."""
        last, self._last, self._longest = self._last, "", ""
        return last

    def forget(self) -> None:
        """Something was chosen after all."""
        self.end()
