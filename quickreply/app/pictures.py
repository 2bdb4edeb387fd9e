"""Has the pictures that a file brought decoded, before the phrases that carry them come in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from quickreply.core.draft import Draft
from quickreply.core.picture import BROKEN, Picture, Print
from quickreply.core.words import mark
from quickreply.desktop.darkroom import developed
from quickreply.packs.bundle import Bundle, Problem
from quickreply.store.album import Album

_MISSING = mark("there is no picture {file}")

Develop = Callable[[Iterable[Picture]], Iterator[Print]]


def with_prints(bundle: Bundle, album: Album, develop: Develop = developed) -> Bundle:
    """The file with prints of the pictures that are new here; those that cannot be shown are left out, told.

    Raises:
        Refusal: it cannot be read which pictures are there.
    """
    named = {name for draft in bundle.drafts for name in draft.pictures}
    if not named:
        return bundle
    there = album.names() & named
    wanted = [picture for name, picture in bundle.pictures.items() if name in named - there]
    prints = tuple(develop(wanted))
    good = there | {one.picture.name for one in prints}
    told = [problem for draft in bundle.drafts for problem in _left_out(draft, good, bundle)]
    drafts = tuple(_kept(draft, good) for draft in bundle.drafts)
    return replace(bundle, drafts=drafts, problems=(*bundle.problems, *told), prints=prints)


def _kept(draft: Draft, good: frozenset[str]) -> Draft:
    if good.issuperset(draft.pictures):
        return draft
    return replace(draft, pictures=tuple(name for name in draft.pictures if name in good))


def _left_out(draft: Draft, good: frozenset[str], bundle: Bundle) -> Iterator[Problem]:
    for name in draft.pictures:
        if name not in good:
            reason = BROKEN if name in bundle.pictures else _MISSING
            yield Problem(bundle.source.name, draft.line, reason, {"file": name}, lost=False)
