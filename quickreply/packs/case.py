"""Where the pictures of a pack lie: beside it in a folder, in the same parcel, or nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quickreply.core.picture import BYTES, NAME, TOO_LARGE, Picture, examined
from quickreply.core.words import Refusal, mark

FOLDER = "pictures"
"""The one folder beside a pack that its pictures are in."""

PACK_BYTES = 100 * 1024 * 1024
"""Bytes of all pictures of a pack."""

_PLACE = re.compile(rf"{FOLDER}/[^/\\:\x00-\x1f<>|?*\"]{{1,200}}")

_ELSEWHERE = mark("{file} is no file in the folder “pictures” beside the pack, and not read")
_TOO_MUCH = mark("{file} is left out: the pictures of the pack are more than 100 MB")
_MISSING = mark("there is no picture {file}")
_LINK = mark("{file} is a link to somewhere else, and not read")


class Case(Protocol):
    """What holds the pictures."""

    def content(self, place: str) -> bytes | None:
        """The bytes of the file there, one more than `BYTES` at most; None if there is none.

        Raises:
            Refusal: it is not to be read.
        """


class Nothing:
    """No pictures: a text that was pasted, or what a pack delivered before."""

    def content(self, place: str) -> None:
        """There is none."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The folder beside a file."""

    file: Path

    def content(self, place: str) -> bytes | None:
        """As `Case`: no link leads out of the folder."""
        path = self.file.absolute().parent / place
        if path.is_symlink() or path.parent.is_symlink():
            raise Refusal(_LINK, file=place)
        if not path.is_file():
            return None
        try:
            with path.open("rb") as stream:
                return stream.read(BYTES + 1)
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Inside:
    """Files that were read already, by their places."""

    files: Mapping[str, bytes]

    def content(self, place: str) -> bytes | None:
        """As `Case`."""
        return self.files.get(place)


class Enclosed:
    """The pictures that one pack has named so far."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._left = PACK_BYTES
        self.pictures: dict[str, Picture] = {}

    def take(self, place: str) -> str:
        """What the picture there is called. Raises as `picture`, and when all are too much."""
        name, found = picture(self._case, place)
        if found and name not in self.pictures:
            if len(found.data) > self._left:
                raise Refusal(_TOO_MUCH, file=place[:80])
            self._left -= len(found.data)
            self.pictures[name] = found
        return name


def picture(case: Case, place: str) -> tuple[str, Picture | None]:
    """What the picture there is called, and itself; None where it is not there, but was called by what it is.

    Raises:
        Refusal: it lies elsewhere, is missing, too large or no picture.
    """
    shown = place[:80]
    if not _PLACE.fullmatch(place) or place.endswith(("/.", "/..")):
        raise Refusal(_ELSEWHERE, file=shown)
    name, data = place.removeprefix(f"{FOLDER}/"), case.content(place)
    if data is None and NAME.fullmatch(name):
        return name, None
    if data is None:
        raise Refusal(_MISSING, file=shown)
    if len(data) > BYTES:
        raise Refusal(TOO_LARGE, file=shown)
    found = examined(data, shown)
    return found.name, found
