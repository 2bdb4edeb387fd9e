"""One typing error: a letter wrong, missing, too many, or two changed places."""

from collections.abc import Iterator

SHORTEST = 4
"""Letters of a word in which an error is forgiven; in a shorter one every other word would be meant."""

_END = "\0"
"""What stands between two texts."""


def near(text: str, word: str) -> Iterator[int]:
    """Places in `text` where `word` stands with at most one error, in no order, some twice.

    One half of the word is right then: it is looked for, and only there the other half is compared.
    """
    if len(word) < SHORTEST:
        return
    middle = len(word) // 2
    head, tail = word[:middle], word[middle:]
    for at in _places(text, head):
        if _may_begin(text[at + middle : at + middle + 2], tail) and _begins_nearly(
            text[at + middle : at + len(word) + 1].partition(_END)[0], tail
        ):
            yield at
    backwards = head[::-1]
    for at in _places(text, tail):
        if _may_begin(text[max(0, at - 2) : at], backwards) and _begins_nearly(
            text[max(0, at - middle - 1) : at][::-1].partition(_END)[0], backwards
        ):
            yield at


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _may_begin(pair: str, word: str) -> bool:
    """Whether one of two letters is one of the first two of a word: else there is more than one error."""
    return word[0] in pair or word[1] in pair


def _begins_nearly(text: str, word: str) -> bool:
    """Whether `text` begins with `word`, give or take one error."""
    same = 0
    while same < len(word) and same < len(text) and text[same] == word[same]:
        same += 1
    rest, wanted = text[same:], word[same:]
    another, missing, more, changed = wanted[1:], wanted, wanted[1:], wanted[1::-1] + wanted[2:]
    return len(wanted) <= 1 or rest[1:].startswith((another, missing)) or rest.startswith((more, changed))
