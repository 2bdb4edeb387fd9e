"""Which phrase is which: by its code, else by title and group, else by its text."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence

from quickreply.core.draft import Draft
from quickreply.core.phrase import fold

Likeness = Callable[[Draft], tuple[object, ...]]
_Waiting = defaultdict[tuple[tuple[object, ...], bool], deque[int]]


def matches(new: Mapping[int, Draft], there: Mapping[int, Draft]) -> dict[int, int]:
    """Which phrase the draft in each place is, every phrase at most once: by code, then by likeness."""
    by_code = {fold(draft.code): number for number, draft in there.items() if draft.code}
    found = {
        place: number
        for place, draft in (new.items() if by_code else ())
        if draft.code and (number := by_code.pop(fold(draft.code), None)) is not None
    }  # of two with one code the first is the phrase
    for likeness in (_exact, _titled, _worded):
        free = _free(there, set(found.values()), likeness)
        for place, draft in new.items() if free else ():
            if place not in found and (key := likeness(draft)):
                # A code that is already there stays: only a phrase without one can be given another.
                waiting = free[key, False] or (free[key, True] if not draft.code else None)
                if waiting:
                    found[place] = waiting.popleft()
    return found


def numbered(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """The drafts by their places, from 0."""
    return dict(enumerate(drafts))


def _free(there: Mapping[int, Draft], taken: set[int], likeness: Likeness) -> _Waiting:
    """The phrases that no draft is yet, by what they are like and whether they have a code."""
    free: _Waiting = defaultdict(deque)
    for number, draft in there.items():
        if number not in taken and (key := likeness(draft)):
            free[key, bool(draft.code)].append(number)
    return free


def _exact(draft: Draft) -> tuple[object, ...]:
    return draft.title, draft.group, draft.text


def _titled(draft: Draft) -> tuple[object, ...]:
    return (draft.title, draft.group) if draft.title else ()


def _worded(draft: Draft) -> tuple[object, ...]:
    return (draft.text,)
