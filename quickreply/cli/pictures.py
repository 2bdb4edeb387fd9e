"""What the command line does with the pictures and the HTML of a phrase."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quickreply.cli.desk import Desk
from quickreply.core.phrase import Phrase
from quickreply.core.picture import BROKEN, BYTES, MOST, TOO_LARGE, TOO_MANY, Print, examined
from quickreply.core.words import Refusal, mark
from quickreply.desktop.darkroom import developed
from quickreply.packs.detect import content, decode
from quickreply.packs.markup import SIZE, reduced
from quickreply.store.album import Album

_NO_SUCH = mark("This phrase has {count} pictures; there is none with the number {number}.")
_NO_TOOL = mark("The picture could not be put on the clipboard. Install xclip or wl-clipboard.")
_TOOLS = (
    ("wl-copy", ("--type", "image/png"), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard", "-t", "image/png"), "DISPLAY"),
)


def taken(files: Sequence[str]) -> list[Print]:
    """The pictures in these files, decoded once to see that they can be.

    Raises:
        Refusal: one cannot be read, is no picture or too large, or there are too many.
    """
    paths = [Path(file) for file in files if file]
    if len(paths) > MOST:
        raise Refusal(TOO_MANY)
    pictures = [examined(_bytes(path), path.name) for path in paths]
    prints = {one.picture.name: one for one in developed({one.name: one for one in pictures}.values())}
    for path, picture in zip(paths, pictures, strict=True):
        if picture.name not in prints:
            raise Refusal(BROKEN, file=path.name)
    return [prints[picture.name] for picture in pictures]


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > BYTES:
        raise Refusal(TOO_LARGE, file=path.name)
    return content(path)


def markup(given: str) -> str:
    """The HTML in a file, or on the standard input for `-`, as far as it is let in; none without a name.

    Raises:
        Refusal: it cannot be read, or is too long.
    """
    if not given:
        return ""
    raw = sys.stdin.buffer.read(SIZE * 4) if given == "-" else content(Path(given))
    return reduced(decode(raw, given)) if raw.strip() else ""


def told(desk: Desk, phrase: Phrase) -> Iterator[str]:
    """A line for each picture: its number, its size."""
    for number, name in enumerate(phrase.pictures, 1):
        picture = Album(desk.database()).picture(name)
        if picture:
            kilobytes = -(-len(picture.data) // 1024)
            yield f"{number}: {picture.width} × {picture.height}, {kilobytes} KB ({name})"


def copy(desk: Desk, phrase: Phrase, number: int) -> None:
    """Puts a picture of the phrase on the clipboard, counted from 1.

    Raises:
        Refusal: it has none with that number, or there is no tool that does it.
    """
    names = phrase.pictures
    found = Album(desk.database()).print(names[number - 1]) if 0 < number <= len(names) else None
    if found is None:
        raise Refusal(_NO_SUCH, count=len(names), number=number)
    tool = next(
        ((name, args) for name, args, needed in _TOOLS if shutil.which(name) and desk.environ.get(needed)),
        None,
    )
    if tool is None:
        raise Refusal(_NO_TOOL)
    quiet = subprocess.DEVNULL
    done = subprocess.run(  # noqa: S603 - one of ours
        [tool[0], *tool[1]], input=found.forms["image/png"], stdout=quiet, stderr=quiet, check=False
    )
    if done.returncode:
        raise Refusal(_NO_TOOL)
