"""Where everything lies on this computer."""

import os
import socket
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quickreply.core.words import Refusal, mark

HOME = "QUICKREPLY_HOME"
"""The environment variable that names one folder for everything."""

_SOCKET_LIMIT = 100
"""Bytes in a socket's path that every system takes: Linux stops at 107, macOS at 103."""

_SOCKET = "quickreply.sock"
_PIPE = r"\\.\pipe"


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one user. `socket` is a path, or the name of a pipe where there are no such sockets."""

    database: Path
    settings: Path
    backups: Path
    log: Path
    socket: str


def places(environ: Mapping[str, str]) -> Places:
    """The places for this environment; creates nothing.

    `QUICKREPLY_HOME` holds everything if it is set, else each system has its own folders for
    settings, data and logs (platformdirs asks the process's own environment for them).
    """
    if home := environ.get(HOME):
        folder = Path(home).expanduser().absolute()
        return _places(folder, folder, folder, folder)
    import platformdirs  # noqa: PLC0415 - 10 ms that a set home does not need

    dirs = platformdirs.PlatformDirs("quickreply", appauthor=False)
    return _places(dirs.user_data_path, dirs.user_config_path, dirs.user_log_path, _runtime(environ))


def _places(data: Path, config: Path, log: Path, runtime: Path | None) -> Places:
    return Places(
        database=data / "quickreply.db",
        settings=config / "settings.toml",
        backups=data / "backups",
        log=log / "quickreply.log",
        socket=_address(runtime, data),
    )


def _runtime(environ: Mapping[str, str]) -> Path | None:
    """The folder for sockets that the system gives each user; None where it gives none.

    platformdirs has it too, but warns on stderr where there is none.
    """
    if not hasattr(os, "geteuid"):
        return None
    given = (environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.geteuid()}")
    return next((Path(folder) / "quickreply" for folder in given if folder and Path(folder).is_dir()), None)


def _address(runtime: Path | None, data: Path) -> str:
    pipes = not hasattr(socket, "AF_UNIX")
    if not pipes and runtime and len(os.fsencode(runtime / _SOCKET)) <= _SOCKET_LIMIT:
        return str(runtime / _SOCKET)
    import hashlib  # noqa: PLC0415 - 6 ms and OpenSSL, for the few without a folder for sockets
    import tempfile  # noqa: PLC0415 - same

    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    if pipes:
        return rf"{_PIPE}\quickreply-{digest}"
    return str(Path(tempfile.gettempdir()) / f"quickreply-{os.geteuid()}" / digest)


def private_folder(folder: Path) -> Path:
    """Creates `folder` and what is missing above it for this user alone; returns it.

    Raises:
        Refusal: it cannot be created, or in a place open to all somebody else was there first.
    """
    try:
        for part in (*reversed(folder.parents), folder):
            part.mkdir(mode=0o700, exist_ok=True)
        taken = foreign(folder)
    except OSError as fault:
        raise unwritable(folder, fault) from fault
    if taken:
        raise Refusal(mark("The folder {path} belongs to somebody else."), path=str(folder))
    return folder


def foreign(folder: Path) -> bool:
    """Whether `folder` lies where everybody may write, like /tmp, and is not ours alone.

    Raises:
        OSError: there is no such folder.
    """
    if not hasattr(os, "geteuid") or not folder.parent.stat().st_mode & stat.S_IWOTH:
        return False
    facts = folder.lstat()
    return facts.st_uid != os.geteuid() or not stat.S_ISDIR(facts.st_mode) or bool(facts.st_mode & 0o022)


def unwritable(path: Path, fault: OSError) -> Refusal:
    """What to tell the user when the system refuses to write to `path`."""
    return Refusal(mark("{path} cannot be written: {why}."), path=str(path), why=fault.strerror or str(fault))


def write_private(path: Path, text: str) -> None:
    """Replaces a file of ours at once and whole, with its folder if that is missing.

    Raises:
        Refusal: it cannot be written; the old file is as it was.
    """
    path = path.resolve()  # a link to a file elsewhere stays one
    private_folder(path.parent)
    write_whole(path, text)


def write_whole(path: Path, content: str | bytes) -> None:
    """Replaces a file at once and whole, readable by this user alone; text becomes UTF-8, line ends stay.

    Raises:
        Refusal: it cannot be written; the old file is as it was.
    """
    import tempfile  # noqa: PLC0415 - 3 ms that a start does not need

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(content if isinstance(content, bytes) else content.encode())
                file.flush()
                os.fsync(handle)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as fault:
        raise unwritable(path, fault) from fault


def resource(name: str) -> Path:
    """A file or folder that comes with the program: `assets/…` or `phrases/…`.

    They lie beside the package in a checkout and inside it where it was installed.
    """
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.exists() else package.parent / name
