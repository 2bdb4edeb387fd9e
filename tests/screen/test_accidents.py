"""When a process of the program dies, hangs or sleeps: what the user sees, and what is kept."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Place, files, gone, hands_of, wake_ups
from tests.screen.stage_palette import HOTKEY, Palette
from tests.screen.targets import Targets
from tests.screen.texts import LONGER, PHRASES, SHORT
from tests.screen.windows import QtBox

COPIED = "订单号 2481-77"


@pytest.fixture(scope="module")
def own_place() -> Iterator[Place]:
    with Desktop() as desktop:
        yield Place(desktop, Targets(desktop).ready(QtBox))


@pytest.fixture
def place(own_place: Place) -> Iterator[Place]:
    """A desktop of our own, and no program yet."""
    yield own_place
    own_place.clean_up()


def lose_hands(program: Quickreply) -> None:
    """Kills the hands; returns when new ones have begun."""
    hands = hands_of(program)
    hands.kill()
    assert gone(hands)


def counts(program: Quickreply, number: int) -> bool:
    """Waits until so many insertions are in the ledger, and looks whether they stay as many."""
    return until(lambda: len(program.usage()) == number, PATIENCE)


# The hands are killed.


def test_new_hands_are_told_of_and_stay_paused(place: Place):
    # GIVEN a program that is paused for a while
    program = place.start()
    program.pause()
    program.ask(do="pause", minutes=15)
    ends = program.ask(do="status")["paused_until"]
    # WHEN its hands are killed
    lose_hands(program)
    # THEN the user is told of the new ones
    assert program.shows("notice")
    assert hands_of(program).is_running()
    # AND they catch no codes before she wants it
    assert until(lambda: program.ask(do="status")["why"].startswith("Paused until "), PATIENCE)
    assert program.ask(do="status")["paused_until"] == ends
    assert not program.holds_slash()
    place.ready()
    place.desktop.type("/xx ")
    assert place.box.wait_for("/xx ", PATIENCE) == "/xx "
    program.resume()
    assert place.catches()


def test_without_hands_phrases_are_still_to_be_had(place: Place):
    # GIVEN a program that has lost its hands for the second time
    program = place.start()
    lose_hands(program)
    assert until(lambda: program.armed, PATIENCE)
    place.ready()
    place.begin_code()
    lose_hands(program)
    # THEN the list that was open is gone, and the user is told
    assert program.hides("list")
    assert program.shows("notice")
    assert until(lambda: "has ended" in program.ask(do="status")["why"], PATIENCE)
    program.dismiss_notice()
    # WHEN a phrase is searched and chosen all the same
    program.ask(do="palette")
    palette = Palette(program, place.desktop)
    assert palette.opened()
    place.desktop.type("long\n")
    # THEN it is on the clipboard, to the last letter, and the user is told
    assert program.shows("notice")
    assert until(lambda: place.desktop.clipboard.text() == PHRASES["long"], PATIENCE)
    assert program.quit() == 0


# The windows hang.


def test_a_delivery_needs_no_windows(place: Place):
    # GIVEN a code that is typed, and something on the clipboard
    program = place.start()
    before = program.used()
    place.desktop.clipboard.own(text=COPIED)
    place.desktop.type("/xx")
    assert program.shows("list")
    # WHEN the windows hang before it is accepted
    program.signal(signal.SIGSTOP)
    place.desktop.type(" Bye!")
    # THEN the phrase and what is typed on are in the window, and the clipboard is as it was
    assert place.box.wait_for(f"{SHORT}Bye!", PATIENCE) == f"{SHORT}Bye!"
    assert until(lambda: place.desktop.clipboard.text() == COPIED, PATIENCE)
    assert len(program.usage()) == before
    # AND the command line says that the program does not answer
    assert "does not answer" in program.run("status")
    # AND it is counted once as soon as the windows work again, and the list is gone
    program.signal(signal.SIGCONT)
    assert counts(program, before + 1)
    assert program.hides("list")
    assert place.catches()
    assert counts(program, before + 2)


# Everything sleeps.


@pytest.mark.parametrize("moment", ["list open", "on its way"])
def test_it_goes_on_after_the_computer_slept(place: Place, moment: str):
    # GIVEN a program in the middle of a code, or of a delivery
    program = place.start()
    both = [psutil.Process(program.process.pid), hands_of(program)]
    place.begin_code()
    if moment == "on its way":
        place.desktop.type("h ", 0)
    # WHEN the computer sleeps for longer than any deadline of a delivery or a hang
    for process in both:
        process.suspend()
    time.sleep(1.8)
    for process in both:
        process.resume()
    # THEN the phrase is there, and whole; or the code is dropped, if its list was not seen before the sleep
    if moment == "on its way":
        assert until(lambda: place.box.text() in {PHRASES["fh"], "h "}, PATIENCE)
    else:
        place.desktop.type("hd ")
        assert until(lambda: place.box.text() in {LONGER, "hd "}, PATIENCE)
    # AND the keyboard is free, codes and hotkey work
    assert place.gets_free()
    assert place.catches()
    assert program.hides("list")
    place.desktop.key(HOTKEY)
    assert program.shows("palette")


# Nobody does anything.


def test_with_nothing_to_do_it_never_wakes_up(place: Place):
    # GIVEN a program that has inserted something, and has nothing to tell any more
    program = place.start()
    place.desktop.type("/xx ")
    assert place.box.wait_for(SHORT, PATIENCE) == SHORT
    assert program.used()
    program.dismiss_notice()
    # WHEN nobody does anything, THEN it sleeps: there is a stretch of two seconds without one wake-up
    assert until(lambda: _sleeps(program, 2), PATIENCE)


def _sleeps(program: Quickreply, seconds: float) -> bool:
    before = wake_ups(program)
    time.sleep(seconds)
    return wake_ups(program) == before


# It is asked to end.


def test_it_ends_whenever_it_is_asked_to_after_a_start(place: Place):
    program = place.program
    for wait in (0, 0.3):
        # GIVEN a program that has just begun to catch codes
        program.start()
        time.sleep(wait)
        # WHEN it is asked to quit, THEN it does
        asked = time.monotonic()
        assert program.quit() == 0, wait
        assert time.monotonic() - asked < 5, wait


@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_it_leaves_nothing_when_it_is_ended_while_it_starts(place: Place, wait: float):
    # GIVEN a program that has begun to start
    program = place.program
    process = program.launch()
    lock = program.places.database.with_suffix(".lock")
    assert until(lambda: lock.exists() or process.poll() is not None, PATIENCE)
    time.sleep(wait)
    children = psutil.Process(process.pid).children(recursive=True)
    # WHEN the system asks it to end
    program.signal(signal.SIGTERM)
    # THEN it does, and leaves no process, no socket and no lock
    assert program.ended() == 0
    assert all(map(gone, children))
    assert not {file.name for file in files(program) if file.suffix in {".lock", ".sock"}}
    assert not Path(program.places.socket).exists()
