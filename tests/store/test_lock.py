"""Who holds the file, and for how long."""

import os
import signal
from pathlib import Path

import pytest

from quickreply.core.words import Refusal
from quickreply.store.lock import Held, Lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quickreply.lock"


def _in_a_child(act: object) -> int:
    """The exit status of a process that does `act`."""
    child = os.fork()
    if not child:
        status = 1
        try:
            status = act()  # type: ignore[operator]
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _try(path: Path) -> int:
    try:
        Lock(path)
    except Held:
        return 7
    return 0


def test_only_one_process_holds_it(path: Path):
    lock = Lock(path)
    assert _in_a_child(lambda: _try(path)) == 7
    lock.release()
    assert not path.exists()
    assert _in_a_child(lambda: _try(path)) == 0


def test_a_killed_process_holds_nothing(path: Path):
    def take_and_die() -> int:
        Lock(path)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    assert _in_a_child(take_and_die) == -signal.SIGKILL
    assert path.exists()
    Lock(path).release()


def test_a_child_that_lives_on_does_not_hold_it(path: Path):
    # GIVEN a process that took it, started a child as the hands are, and was killed
    reading, writing = os.pipe()

    def take_fork_and_die() -> int:
        Lock(path)
        if not os.fork():
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    _in_a_child(take_fork_and_die)
    # THEN the next one takes it while that child lives
    Lock(path).release()
    os.close(writing)
    os.close(reading)


def test_nothing_is_written_to_it_and_it_is_the_users_own(path: Path):
    lock = Lock(path)
    assert path.stat().st_size == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["quickreply.lock"]
    lock.release()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(Refusal, match="cannot be written"):
        Lock(tmp_path / "nowhere" / "quickreply.lock")
