"""When the window typed into goes, hangs or takes no text: the phrase is there once, or on the clipboard."""

from collections.abc import Callable, Iterator

import pytest

from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import Passing
from tests.screen.stage_hang import Hang, late_copy
from tests.screen.targets import Targets
from tests.screen.texts import HANZI, PHRASES, SHORT
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

COPIED = "订单号 2481-77"


pytestmark = pytest.mark.usefixtures("quickreply")


def counts(program: Quickreply, number: int) -> bool:
    """Waits until so many insertions are in the ledger."""
    return until(lambda: len(program.usage()) == number, PATIENCE)


@pytest.fixture
def used_before(quickreply: Quickreply) -> int:
    """How much was used before the test."""
    return quickreply.used()


@pytest.fixture
def passing(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, used_before: int
) -> Iterator[Passing]:
    """A window that may go, in front of one that nothing is meant for; a first code has been typed."""
    box = targets.ready(QtBox)
    desktop.type("/xx ")
    assert box.wait_for(SHORT, PATIENCE) == SHORT
    assert counts(quickreply, used_before + 1)
    box.clear()
    window = Passing(desktop)
    window.open()
    window.focus()
    yield window
    end(window.process)


def close(window: Passing) -> None:
    end(window.process)


def minimise(window: Passing) -> None:
    window.desktop.xdotool("windowminimize", str(window.window))


GOING = pytest.mark.parametrize("go", [close, minimise], ids=lambda go: go.__name__)


# The window goes.


@GOING
def test_a_window_that_goes_before_the_paste(
    quickreply: Quickreply,
    desktop: Desktop,
    passing: Passing,
    targets: Targets,
    go: Callable[[Passing], None],
):
    # GIVEN a code that was accepted, and not pasted yet: what was copied before is slow to be had
    before = quickreply.used()
    with late_copy(desktop):
        desktop.type("/xx")
        assert quickreply.shows("list")
        desktop.key("space")
        # WHEN the window is closed or minimised
        go(passing)
        # THEN the phrase is on the clipboard, and the user is told
        assert quickreply.shows("notice")
        assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
    # AND the window behind it has got nothing, and gets what is typed now
    box = targets._open[QtBox]
    box.focus()
    assert box.text() == ""
    desktop.type("free")
    assert box.wait_for("free", PATIENCE) == "free"
    assert len(quickreply.usage()) == before


def test_a_window_that_is_minimised_takes_the_code_with_it(
    quickreply: Quickreply, desktop: Desktop, passing: Passing
):
    # GIVEN an unfinished code
    desktop.type("/f")
    assert quickreply.shows("list")
    # WHEN its window is minimised
    minimise(passing)
    # THEN the list is gone, the user is told, and the window has nothing of it when it is back
    assert quickreply.hides("list")
    assert quickreply.shows("notice")
    passing.focus()
    desktop.type("free")
    assert passing.wait_for("free", PATIENCE) == "free"


# The window hangs.


@pytest.fixture
def hang(desktop: Desktop) -> Iterator[Hang]:
    """Something copied before, and a way to stop a window's program."""
    desktop.clipboard.own(text=COPIED)
    hang = Hang(desktop)
    yield hang
    hang.end()


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
@pytest.mark.parametrize("delay_ms", [0, 6])
def test_a_short_hang_in_the_middle_of_a_paste(
    desktop: Desktop, targets: Targets, hang: Hang, kind: type[Target], delay_ms: int
):
    target = targets.ready(kind)
    desktop.type("/xx")
    # WHEN the window hangs for a moment right behind the accepting key, before, while or after it reads
    desktop.key("space")
    hang.begin(target, delay_ms)
    hang.last(0.3)
    # THEN the phrase is there, once, and the clipboard is as it was
    assert target.wait_for(SHORT, PATIENCE) == SHORT
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
    assert target.text() == SHORT


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
@pytest.mark.parametrize("seconds", [2.0, pytest.param(4.0, marks=pytest.mark.soak)])
def test_two_codes_in_a_window_that_hangs(
    quickreply: Quickreply,
    desktop: Desktop,
    targets: Targets,
    hang: Hang,
    kind: type[Target],
    seconds: float,
):
    # GIVEN a window that hangs for longer than a paste may take
    target = targets.ready(kind)
    hang.begin(target)
    # WHEN two codes are typed in it
    desktop.type("/xx /dh ")
    assert quickreply.shows("notice")
    hang.last(seconds)
    # THEN no phrase takes the place of the other: the second follows the first, or is not inserted
    both, first = SHORT + PHRASES["dh"], SHORT
    assert until(lambda: target.text() in {both, first}, PATIENCE), target.text()
    # AND the window takes codes again
    if target.text() == first and seconds > 3:
        assert until(lambda: _again(desktop, target), PATIENCE)


def _again(desktop: Desktop, target: Target) -> bool:
    """Whether a code typed now brings its phrase."""
    target.clear()
    desktop.type("/em ")
    return until(lambda: target.text() == PHRASES["em"], 1)


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
def test_a_long_hang(
    quickreply: Quickreply,
    desktop: Desktop,
    targets: Targets,
    hang: Hang,
    kind: type[Target],
    used_before: int,
):
    # GIVEN a window that stops before a code in it is accepted
    target = targets.ready(kind)
    desktop.type("/fh")
    assert quickreply.shows("list")
    hang.begin(target)
    # WHEN it does not come back in the time a paste may take
    desktop.type(" Bye!")
    # THEN the user is told, and the phrase is on the clipboard
    assert quickreply.shows("notice")
    assert until(lambda: desktop.clipboard.text() == HANZI, PATIENCE)
    # AND when it comes back, the phrase is there once, and what was typed on, though GTK may put that first
    hang.end()
    assert until(lambda: target.text() in {f"{HANZI}Bye!", f"Bye!{HANZI}"}, PATIENCE), target.text()
    assert desktop.clipboard.text() == HANZI
    assert len(quickreply.usage()) == used_before


def test_a_busy_page_never_pastes_what_was_copied_before(desktop: Desktop, textarea: Textarea, hang: Hang):
    # GIVEN a page that is busy while a code in it is accepted
    desktop.type("/xx")
    hang.begin_page(textarea)
    desktop.key("space")
    # WHEN it goes on within the time that a paste may take
    hang.last(0.5)
    # THEN the phrase is there
    until(textarea.text, PATIENCE)
    assert textarea.text() == SHORT


def test_a_hanging_window_gets_its_own_phrase(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, hang: Hang
):
    # GIVEN a window that hangs and was given up
    other, target = targets.ready(Mousepad), targets.ready(QtBox)
    desktop.type("/xx")
    hang.begin(target)
    desktop.key("space")
    assert quickreply.shows("notice")
    # WHEN another phrase is inserted elsewhere before it comes back
    other.focus()
    desktop.type("/dh ")
    assert other.wait_for(PHRASES["dh"], PATIENCE) == PHRASES["dh"]
    # THEN what was left on the clipboard is there again, and the paste that waits in the first window is it
    assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
    hang.end()
    assert target.wait_for(SHORT, PATIENCE) == SHORT


# The window takes no text.


def test_a_window_without_a_field(quickreply: Quickreply, desktop: Desktop, used_before: int):
    # GIVEN a window that has the keyboard, but nothing in it that takes text
    window = desktop.spawn(["xterm", "-class", "Fieldless", "-e", "sh", "-c", "stty -echo; sleep 600"])
    number = desktop.window("--class", "^Fieldless$")
    desktop.focus(number)
    # WHEN a code is typed
    desktop.type("/xx ")
    # THEN the user is told and the phrase is on the clipboard; the keyboard is free
    try:
        assert quickreply.shows("notice")
        assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
        assert len(quickreply.usage()) == used_before
    finally:
        end(window)


def test_a_page_without_a_field(
    quickreply: Quickreply, desktop: Desktop, textarea: Textarea, used_before: int
):
    # GIVEN a page in which the caret is in no field
    desktop.clipboard.own(text=COPIED)
    x, y, _, _ = desktop.place(textarea.window)
    desktop.click(x + 300, y + 350)
    # WHEN a code is typed
    desktop.type("/xx ")
    # THEN the user is told, the phrase is on the clipboard, and not counted
    assert quickreply.shows("notice")
    assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)
    assert len(quickreply.usage()) == used_before


# A burst.


def test_thirty_codes_in_three_seconds(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, used_before: int
):
    target = targets.ready(QtBox)
    desktop.clipboard.own(text=COPIED)
    # WHEN somebody types a code each tenth of a second
    desktop.type("/xx " * 30, 25)
    # THEN each is there once, and counted once, and the clipboard is as it was
    assert target.wait_for(SHORT * 30, PATIENCE) == SHORT * 30
    assert counts(quickreply, used_before + 30)
    assert until(lambda: desktop.clipboard.text() == COPIED, PATIENCE)
