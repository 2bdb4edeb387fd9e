"""Whenever the program ends, the clipboard is what it was, and nobody gets what was not meant for her."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.screen import odd_owner, stage_slow
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, ROOT, Quickreply
from tests.screen.stage_accident import Place
from tests.screen.stage_palette import Palette
from tests.screen.targets import Targets
from tests.screen.test_clipboard import HTML, PNG, content
from tests.screen.texts import SHORT
from tests.screen.windows import QtBox

SLOW = (sys.executable, stage_slow.__file__)

TEXT = "旧的内容 old"


def ask(program: Quickreply) -> None:
    """As `quickreply quit` does."""
    program.ask(do="quit")


def terminate(program: Quickreply) -> None:
    """As the system does, to all processes of a session at once."""
    for process in (*psutil.Process(program.process.pid).children(), program.process):
        process.send_signal(signal.SIGTERM)


End = Callable[[Quickreply], None]

ENDINGS = pytest.mark.parametrize("end", [ask, terminate])

COPIED = pytest.mark.parametrize(
    "copied",
    [
        {"text": TEXT},
        pytest.param({"text": TEXT, "html": HTML}, marks=pytest.mark.soak),
        {"png": PNG},
    ],
    ids=["text", "html", "picture"],
)


@pytest.fixture(scope="module")
def own_place() -> Iterator[Place]:
    """A desktop with a clipboard manager: without one, what a program has copied goes with the program."""
    with Desktop() as desktop:
        keeper = desktop.spawn(
            [sys.executable, "-m", "tests.screen.keeper"],
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            name="keeper",
        )
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == b"ready\n", desktop.log("keeper")
        yield Place(desktop, Targets(desktop).ready(QtBox))
        keeper.stdout.close()


@pytest.fixture
def place(own_place: Place) -> Iterator[Place]:
    yield own_place
    own_place.clean_up()


@pytest.fixture
def stuck(place: Place) -> Iterator[psutil.Process]:
    """The window's program, to be stopped; it goes on in the end."""
    process = psutil.Process(place.box._box.pid)
    yield process
    process.resume()


@ENDINGS
def test_while_the_old_content_is_being_read(place: Place, end: End):
    # GIVEN a clipboard whose owner is slow, and a phrase that waits for it
    desktop, program = place.desktop, place.start(*SLOW, "0.8")
    formats = {"UTF8_STRING": ("give", TEXT), "text/html": ("give", HTML)}
    argv = [sys.executable, str(Path(odd_owner.__file__)), json.dumps(formats), "1.5"]
    owner = desktop.spawn(argv, stdout=subprocess.PIPE, name="odd_owner")
    assert owner.stdout is not None
    with owner.stdout:
        assert owner.stdout.readline() == b"ready\n"
    desktop.type("/xx ")
    # WHEN the program ends
    end(program)
    assert program.ended() == 0
    # THEN the owner was never disturbed, and nothing of the phrase is anywhere
    assert owner.poll() is None
    assert desktop.clipboard.text() == TEXT
    assert place.box.text() == ""
    assert place.types_freely()


@ENDINGS
@COPIED
def test_after_the_chord(place: Place, stuck: psutil.Process, copied: dict[str, str], end: End):
    # GIVEN a phrase that a window was told to paste, and does not
    desktop, program = place.desktop, place.start(*SLOW, "0.8")
    desktop.clipboard.own(**copied)
    before = content(desktop)
    desktop.type("/xx")
    assert program.shows("list")
    stuck.suspend()
    desktop.key("Return")
    assert until(lambda: not desktop.clipboard.answers(), PATIENCE)
    # WHEN the program ends
    end(program)
    assert program.ended() == 0
    # THEN the clipboard holds what it held
    assert before
    assert until(lambda: content(desktop) == before, PATIENCE)


@ENDINGS
@COPIED
def test_while_it_waits_for_quiet(place: Place, copied: dict[str, str], end: End):
    # GIVEN a phrase that has arrived, and a clipboard that is not put back yet
    desktop, program = place.desktop, place.start(*SLOW, "0.8")
    desktop.clipboard.own(**copied)
    before, used = content(desktop), len(program.usage())
    desktop.type("/xx ")
    assert place.box.wait_for(SHORT, PATIENCE) == SHORT
    assert until(lambda: len(program.usage()) > used, PATIENCE)
    assert not desktop.clipboard.answers()
    # WHEN the program ends
    end(program)
    assert program.ended() == 0
    # THEN the clipboard holds what it held
    assert before
    assert until(lambda: content(desktop) == before, PATIENCE)
    assert place.types_freely(SHORT)


@pytest.fixture
def absent_manager(place: Place) -> Iterator[psutil.Process]:
    """The window manager, to be stopped: then no window comes to the front."""
    [manager] = [
        child
        for child in psutil.Process().children()
        if child.name() == "openbox" and child.environ()["DISPLAY"] == place.desktop.env["DISPLAY"]
    ]
    yield manager
    manager.resume()


def test_while_the_window_of_a_chosen_phrase_is_coming(place: Place, absent_manager: psutil.Process):
    # GIVEN a phrase chosen in the palette, whose window does not come to the front
    desktop, program = place.desktop, place.start()
    desktop.clipboard.own(text=TEXT)
    Palette(program, desktop).find("xx")
    absent_manager.suspend()
    desktop.key("Return")
    assert program.hides("palette")
    # WHEN the program ends
    ask(program)
    # THEN it is told before it has ended, and the phrase is on the clipboard afterwards
    assert program.shows("notice")
    assert program.running
    assert program.ended() == 0
    assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
    assert place.box.text() == ""


@ENDINGS
def test_a_window_that_pastes_while_the_program_ends_gets_the_phrase(
    place: Place, stuck: psutil.Process, end: End
):
    # GIVEN a window that was told to paste and is slow about it
    desktop, program = place.desktop, place.start(*SLOW, "20")
    desktop.clipboard.own(text=TEXT)
    desktop.type("/xx")
    assert program.shows("list")
    stuck.suspend()
    desktop.key("Return")
    assert until(lambda: not desktop.clipboard.answers(), PATIENCE)
    # WHEN the program is told to end before the window asks
    end(program)
    assert until(lambda: not program.holds_slash(), PATIENCE)
    stuck.resume()
    # THEN it gets the phrase, and not what was copied before
    assert place.box.wait_for(SHORT, PATIENCE) == SHORT
    program.process.kill()
