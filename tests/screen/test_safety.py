"""Whatever happens to the program, the keyboard is free again at once and nothing is left behind."""

import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from Xlib.error import ConnectionClosedError

from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE
from tests.screen.stage_accident import Passing, Place, files, gone, hands_of, seconds_used, server_of
from tests.screen.stage_stumble import PLACES, SAID
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.windows import Mousepad, QtBox

STUMBLING = (sys.executable, str(Path(__file__).with_name("stage_stumble.py")))

ENDINGS = pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda n: n.name
)


@pytest.fixture(scope="module")
def own_place() -> Iterator[Place]:
    with Desktop() as desktop:
        yield Place(desktop, Targets(desktop).ready(QtBox))


@pytest.fixture
def place(own_place: Place) -> Iterator[Place]:
    """A desktop of our own, and no program yet."""
    yield own_place
    own_place.clean_up()


# The window program hangs.


def test_a_hang_at_rest_holds_no_key_for_long(place: Place):
    # GIVEN windows that hang
    program = place.start()
    program.signal(signal.SIGSTOP)
    # WHEN a slash is typed
    place.desktop.type("/")
    # THEN it is in the window soon, and so is what is typed on
    assert place.box.wait_for("/", 3) == "/"
    assert place.types_freely("/")
    # AND the next slash is not held at all
    place.ready()
    place.desktop.type("/xx ")
    assert place.box.wait_for("/xx ", 3) == "/xx "
    # AND codes work again when the windows do
    program.signal(signal.SIGCONT)
    assert place.catches()


def test_a_hang_while_the_list_is_open_drops_the_code(place: Place):
    program = place.start()
    place.begin_code()
    # WHEN the windows hang while a code is being typed
    program.signal(signal.SIGSTOP)
    place.desktop.type("h")
    # THEN the code comes to nothing, but the keyboard is free
    assert place.gets_free()
    # AND codes work again when the windows do
    program.signal(signal.SIGCONT)
    assert place.catches()
    assert program.hides("list")


# The hands hang.


@pytest.mark.parametrize("moment", ["holding", "at rest"])
def test_hands_that_hang_do_not_keep_the_keyboard(place: Place, moment: str):
    # GIVEN hands that hang, in the middle of a code or at rest, where the next slash freezes the keyboard
    program = place.start()
    hands = hands_of(program)
    if moment == "holding":
        place.begin_code()
    hands.suspend()
    # WHEN somebody types on
    place.desktop.type("/f")
    # THEN the keyboard is free again
    assert place.gets_free()
    # AND new hands catch codes, and the user is told
    assert gone(hands)
    assert until(lambda: program.armed, PATIENCE)
    assert program.shows("notice")
    assert place.catches()


def test_hands_that_hang_harm_nobody_who_types_no_code(place: Place):
    program = place.start()
    hands = hands_of(program)
    hands.suspend()
    place.desktop.type("no code ")
    assert place.box.wait_for("no code ", 3) == "no code "
    hands.resume()
    place.desktop.type("/xx ")
    assert place.box.wait_for(f"no code {SHORT}", PATIENCE) == f"no code {SHORT}"
    assert hands_of(program) == hands


# The program is killed.


def test_without_its_windows_the_program_is_gone(place: Place):
    program = place.start()
    hands = hands_of(program)
    place.begin_code()
    # WHEN the window process is killed while the other one holds the keyboard
    program.signal(signal.SIGKILL)
    # THEN the keyboard is free, and the other one ends by itself
    assert place.gets_free()
    assert gone(hands)
    assert not program.holds_slash()
    # AND a new start works at once, over what the killed one left behind
    program.launch()
    assert until(lambda: program.armed, PATIENCE)
    assert place.catches()


def test_without_its_hands_the_program_starts_anew_once(place: Place):
    program = place.start()
    front, hands = program.process.pid, hands_of(program)
    place.begin_code()
    # WHEN the hands are killed while they hold the keyboard
    hands.kill()
    # THEN the keyboard is free, and new hands catch codes
    assert place.gets_free()
    assert until(lambda: program.armed and hands_of(program) != hands, PATIENCE)
    assert psutil.Process(front).is_running()
    assert place.catches()
    # WHEN that happens once more
    hands_of(program).kill()
    # THEN it does not go on for ever: the user is told
    assert until(lambda: "start quickreply again" in program.ask(do="status")["why"], PATIENCE)
    assert program.shows("notice")
    assert until(lambda: not psutil.Process(front).children(), PATIENCE)
    assert place.types_freely(SHORT)
    assert program.quit() == 0


@pytest.mark.parametrize("where", PLACES)
def test_a_fault_in_the_hands_costs_one_code(place: Place, where: str):
    program = place.start(*STUMBLING, where)
    # WHEN the hands fail at some place of their work
    place.desktop.type("/uu " if where == "giving back" else "/xx ")
    # THEN the user is told, and the keyboard is free
    assert program.shows("notice")
    assert place.gets_free()
    # AND the next code works, with the same hands
    hands = hands_of(program)
    program.dismiss_notice()
    assert place.catches()
    assert hands_of(program) == hands
    # AND the log says what failed, but not in which words
    log = program.places.log.read_text()
    assert "the hands stumbled: RuntimeError" in log
    assert SAID not in log + place.desktop.log("quickreply")


# The program ends.


@ENDINGS
def test_it_ends_in_good_order(place: Place, number: signal.Signals):
    program = place.start()
    hands = hands_of(program)
    before = {file for file in files(program) if file.suffix not in {".lock", ".sock"}}
    # WHEN the system asks it to end
    program.signal(number)
    # THEN it does, with no process, no socket and no lock left
    assert program.ended() == 0
    assert gone(hands)
    assert {file for file in files(program) if not file.name.startswith("quickreply.db-")} <= before
    assert not Path(program.places.socket).exists()
    assert not program.holds_slash()


@ENDINGS
def test_it_ends_in_good_order_while_it_holds_the_keyboard(place: Place, number: signal.Signals):
    program = place.start()
    hands = hands_of(program)
    place.begin_code()
    # WHEN the system asks it to end while a code is being typed
    program.signal(number)
    # THEN the keyboard is free, and the program has ended
    assert place.gets_free()
    assert program.ended() == 0
    assert gone(hands)
    assert not Path(program.places.socket).exists()


@pytest.fixture
def doomed_desktop() -> Iterator[Desktop]:
    """A desktop whose X server may end; our own connections to it then end too."""
    with suppress(ConnectionClosedError), Desktop() as desktop:
        yield desktop


@pytest.mark.parametrize("holding", [False, True], ids=["at rest", "holding"])
def test_it_ends_with_the_screen(doomed_desktop: Desktop, holding: bool):
    # GIVEN a program on a screen of its own
    place = Place(doomed_desktop, Targets(doomed_desktop).ready(QtBox))
    program = place.start()
    front, hands = psutil.Process(program.process.pid), hands_of(program)
    if holding:
        place.begin_code()
    used = sum(front.cpu_times()[:2])
    # WHEN the X server ends
    server_of(doomed_desktop).terminate()
    # THEN both processes end, in few words and without being busy about it
    assert gone(hands)
    assert gone(front)
    words = program.places.log.read_text() if program.places.log.exists() else ""
    said = words + doomed_desktop.log("quickreply")
    assert said.count("\n") < 20, said
    assert "Traceback" not in said
    assert seconds_used(program) - used < 3


# The other programs misbehave.


def test_a_window_that_closes_takes_the_code_with_it(place: Place):
    # GIVEN a code begun in a window
    program = place.start()
    passing = Passing(place.desktop)
    passing.open()
    passing.focus()
    place.begin_code()
    # WHEN it is closed
    end(passing.process)
    # THEN the list is gone and the keyboard free, and nothing of the code is in the window behind it
    assert program.hides("list")
    place.box.focus()
    assert place.types_freely()
    assert place.catches()


def test_a_window_that_does_not_read_holds_nobody_up(place: Place):
    # GIVEN a code typed in a window that stops working before it is accepted
    program = place.start()
    neighbour = Targets(place.desktop).ready(Mousepad)
    stuck = psutil.Process(place.box._box.pid)
    place.box.focus()
    place.desktop.type("/xx")
    assert program.shows("list")
    stuck.suspend()
    before = program.used()
    # WHEN it is accepted
    place.desktop.key("Return")
    # THEN the user is told, the phrase is on the clipboard, and the keyboard is free for another window
    try:
        assert program.shows("notice")
        assert until(lambda: place.desktop.clipboard.text() == SHORT, PATIENCE)
        neighbour.focus()
        place.desktop.type("free")
        assert neighbour.wait_for("free", 3) == "free"
        assert program.used() == before
    finally:
        stuck.resume()
    # AND everything goes on when it works again
    assert place.catches()
