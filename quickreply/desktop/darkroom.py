"""Makes prints of pictures: decodes each in a process of its own, with bounds on memory and time."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Timer
from typing import IO

from quickreply.core.picture import Kind, Picture, Print, kind_of
from quickreply.desktop import darkroom_child as child

_PATIENCE = 30.0
"""Seconds for one picture, on a busy machine too."""


def developed(pictures: Iterable[Picture]) -> Iterator[Print]:
    """A print of each picture that can be decoded, in their order; the others are left out.

    One that ends the process is tried once more in a new one: it may not have been its fault.
    """
    room = _Room()
    try:
        for picture in pictures:
            made = room.develop(picture) or (room.develop(picture) if room.died else None)
            if made:
                yield made
    finally:
        room.close()


class _Room:
    """One process at a time; the next is started when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.died = False
        """Whether the last picture ended the process."""

    def develop(self, picture: Picture) -> Print | None:
        process = self._process or self._start()
        limit = Timer(_PATIENCE, process.kill)
        limit.start()
        try:
            parts = _asked(process, picture.data)
            self.died = False
        except (OSError, EOFError):
            self.close()
            self.died = True
            return None
        finally:
            limit.cancel()
        if parts is None:
            return None
        png, thumb = parts
        return Print(picture, b"" if kind_of(picture.name) is Kind.PNG else png, thumb)

    def close(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-P", str(Path(child.__file__))]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
        return self._process


def _asked(process: "subprocess.Popen[bytes]", data: bytes) -> tuple[bytes, bytes] | None:
    """What the process makes of a picture; None if it is none.

    Raises:
        OSError, EOFError: the process has ended.
    """
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(child.LENGTH.pack(len(data)) + data)
    process.stdin.flush()
    answer = process.stdout
    first = _length(answer)
    return None if first == child.REFUSED else (_exactly(answer, first), _exactly(answer, _length(answer)))


def _length(stream: IO[bytes]) -> int:
    return int(child.LENGTH.unpack(_exactly(stream, child.LENGTH.size))[0])


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
