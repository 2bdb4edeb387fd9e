"""Whether a table's phrases stand in another library already: a table does not say which it was made from."""

from collections import Counter

from quickreply.core.phrase import Collection, Library
from quickreply.packs.bundle import Bundle


def elsewhere(bundle: Bundle, collection: Collection, library: Library) -> tuple[Library, int] | None:
    """Which library has most of the file's texts, and how many.

    None unless the file is a table that makes a new library, and more than half of its texts are there.
    """
    if bundle.library or library.id or not collection.phrases:
        return None
    texts = {draft.text for draft in bundle.drafts}
    there = {(phrase.library, phrase.text) for phrase in collection.phrases}
    counts = Counter(number for number, text in there if text in texts)
    [(number, count)] = counts.most_common(1) or [(0, 0)]
    if count * 2 <= len(texts):
        return None
    return next(found for found in collection.libraries if found.id == number), count
