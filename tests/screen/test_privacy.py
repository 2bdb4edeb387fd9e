"""Nothing of what is typed and copied is kept, told or left behind, and what is kept is the user's alone."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import psutil
import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, RUN, Quickreply
from tests.screen.stage_accident import gone, hands_of, wake_ups
from tests.screen.stage_palette import Palette
from tests.screen.stage_privacy import Glass, processes, resources, told_of, traces
from tests.screen.stage_stumble import SAID
from tests.screen.texts import SHORT

STUMBLING = (sys.executable, str(Path(__file__).with_name("stage_stumble.py")), "letter")

COPIED = "zqcopied 机密的剪贴板" * 3
"""Longer than any query that is counted as missing."""

WORDS = ("zqtitle", "zqwords", "zqcode", "zqbehind", "zqquery", "zqanswer", "zqcopied", "机密的剪贴板", SAID)
"""Typed, copied, in a title, in a fault."""

GAP = {"gapa": "单号{order}收到", "xx": SHORT}

Make = Callable[..., Quickreply]


@pytest.fixture(scope="module")
def own_glass() -> Iterator[Glass]:
    with Desktop() as desktop:
        yield Glass(desktop)


@pytest.fixture
def glass(own_glass: Glass) -> Glass:
    """A desktop of our own, and no program yet."""
    own_glass.box.focus()
    return own_glass


@pytest.fixture
def make(glass: Glass) -> Iterator[Make]:
    """Makes the one program of a test."""
    made: list[Quickreply] = []

    def program(before: str = ":", argv: tuple[str, ...] = RUN) -> Quickreply:
        made.append(glass.program(before, argv, GAP))
        return made[-1]

    yield program
    for each in made:
        glass.clean_up(each)


# What was typed and copied.


def type_all(glass: Glass, program: Quickreply) -> None:
    """Types, searches, pastes and answers every word there is, and a fault in the middle of a code."""
    desktop, box = glass.desktop, glass.box
    desktop.clipboard.own(text=COPIED)
    desktop.xdotool("set_window", "--name", "zqtitle", str(box.window))
    program.settle()
    desktop.type("/zqfault ")
    assert program.shows("notice")
    assert until(lambda: not program.eye.keyboard_is_held(), PATIENCE)
    box.clear()
    desktop.type("zqwords /zqcode /x")
    desktop.key("Escape")
    desktop.type(" /xx zqbehind ")
    expected = f"zqwords /zqcode /x {SHORT}zqbehind "
    assert box.wait_for(expected, PATIENCE) == expected
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
    _search(desktop, program)
    desktop.type("/gapa ")
    assert program.opens("form")
    desktop.type("zqanswer\n")
    answered = f"{expected}单号zqanswer收到"
    assert box.wait_for(answered, PATIENCE) == answered
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)


def _search(desktop: Desktop, program: Quickreply) -> None:
    """What is searched for and not found is counted, but not with a number in it, nor a long text."""
    palette = Palette(program, desktop)
    for keys in (["type", "zqquery 20481"], ["key", "ctrl+v"]):
        palette.open()
        desktop.xdotool(*keys)
        desktop.key("Escape")
        assert palette.closed()


def test_nothing_of_what_was_typed_or_copied_is_kept(glass: Glass, make: Make):
    # GIVEN a program that has seen words of every kind
    program = make(argv=STUMBLING).start()
    type_all(glass, program)
    # THEN nobody can read any of them about its processes, nor in a file while it runs
    assert len(processes(program)) > 1
    assert traces(WORDS, told_of(program)) == []
    assert traces(WORDS, glass.files(program)) == []
    # AND none is left when it has ended
    assert program.quit() == 0
    kept = glass.files(program)
    assert traces(WORDS, kept) == []
    # AND the phrase is in the database and its backup alone
    assert {Path(place).suffix for _, place in traces([SHORT], kept)} == {".db"}


def test_the_ledger_holds_what_it_says_and_nothing_else(glass: Glass, make: Make):
    program = make().start()
    glass.desktop.type("/xx ")
    assert until(lambda: len(program.usage()) == 1, PATIENCE)
    with closing(sqlite3.connect(f"file:{program.places.database}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM usage").fetchone())
        phrase = database.execute("SELECT id FROM phrases WHERE text = ?", [SHORT]).fetchone()[0]
    number, at, milliseconds = row.pop("id"), row.pop("at"), row.pop("milliseconds")
    assert row == {"phrase_id": phrase, "how": "code", "app": "qt_box.py", "characters": len(SHORT)}
    assert isinstance(number, int)
    assert abs((datetime.now().astimezone() - datetime.fromisoformat(at)).total_seconds()) < 60
    assert 0 <= milliseconds < 30_000


# What a process leaves that dies.


@pytest.mark.parametrize("which", ["windows", "hands"])
def test_a_process_that_dies_leaves_no_picture_of_its_memory(glass: Glass, make: Make, which: str):
    # GIVEN a computer that keeps the memory of what dies
    program = make("ulimit -c unlimited").start()
    subprocess.run(["sh", "-c", "ulimit -c unlimited; kill -SEGV $$"], cwd=glass.work, check=False)
    usual = {path.name for path in glass.work.iterdir()}
    front, hands = psutil.Process(program.process.pid), hands_of(program)
    # THEN none of the processes is to be kept, also where another program is told of it instead of a file
    assert {process.rlimit(resource.RLIMIT_CORE) for process in processes(program)} == {(1, 1)}
    # WHEN one dies, THEN it is not
    if which == "windows":
        front.send_signal(signal.SIGABRT)
        _, status, _ = os.wait4(front.pid, 0)
        assert os.WTERMSIG(status) == signal.SIGABRT
        assert not os.WCOREDUMP(status)
    else:
        hands.send_signal(signal.SIGSEGV)
    assert gone(hands)
    assert {path.name for path in glass.work.iterdir()} == usual


# Who may read what is kept.


def test_its_files_are_the_users_alone(glass: Glass, make: Make):
    # GIVEN a program that makes all its files by itself, and nothing else keeps them from others
    program = make("umask 000", STUMBLING)
    rmtree(program.home)
    program.start().settle()
    program.run("add", "--code", "more", "--text", "more")
    program.run("config", "set", "trigger.fire", "instant")
    glass.desktop.type("/x")
    assert program.shows("notice")
    # THEN files, folders and sockets are closed to everybody else
    names = {path.name for path in program.home.rglob("*")} | {Path(program.places.socket).name}
    assert {"quickreply.db", "settings.toml", "quickreply.log", "quickreply.sock", "quickreply.lock"} <= names
    assert glass.open_to_others(program) == {}


# Nothing is looked at.


def test_without_codes_no_key_is_looked_at(glass: Glass, make: Make):
    # GIVEN a program without codes and hotkeys, and one key that it would see
    program = make()
    program._file.put("trigger.mode", "off")
    program._file.put("hotkey.palette", "none")
    program.launch()
    assert until(lambda: _says(program, "trigger.mode is off."), PATIENCE)
    program.settle()
    hands = hands_of(program)
    # THEN the server keeps no grab, no ear for keys and no recording for the hands
    kept = resources(program, hands)
    assert kept["WINDOW"]  # those that the clipboard is read into
    assert {kind for kind in kept if "GRAB" in kind or "INPUT" in kind or "RECORD" in kind} == set()
    assert hands.num_threads() == 1
    # AND the program sleeps while somebody types
    assert until(lambda: _sleeps_while_typed(glass, program), PATIENCE)
    # AND that is not so with codes
    program.set("trigger.mode", "capture")
    kept = resources(program, hands)
    assert kept["PASSIVE GRAB"]
    assert kept["INPUTCLIENT"]


def _sleeps_while_typed(glass: Glass, program: Quickreply) -> bool:
    glass.box.clear()
    before = wake_ups(program)
    glass.desktop.type("/xx not looked at ")
    assert glass.box.wait_for("/xx not looked at ", PATIENCE) == "/xx not looked at "
    return wake_ups(program) == before


def _says(program: Quickreply, why: str) -> bool:
    try:
        return bool(program.ask(do="status")["why"] == why)
    except OSError:  # it does not listen yet
        return False
