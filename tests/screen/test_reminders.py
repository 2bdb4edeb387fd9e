"""Records on a real screen: a row goes into its cells, and what is to be followed up is told of."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.reminder import Reminder
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.reminders import Reminders
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.web import Textarea
from tests.screen.windows import Mousepad, QtBox, Target

RECORDS = {"reca": "Record\t{ticket}\t{fault}{remind:24h}", "recb": "Plain{tab}row"}
PICTURES = Path(__file__).parents[2] / "build" / "screen"
EDGE = 24
"""Pixels from the card's corner to the middle of what stands there."""


@pytest.fixture
def reminders(quickreply: Quickreply) -> Iterator[Reminders]:
    """Phrases with rows, for a while, and what they remind of."""
    database = Database.open(quickreply.places)
    libraries, kept = Libraries(database), Reminders(database)
    added = [libraries.add(1, Draft(text, code=code)) for code, text in RECORDS.items()]
    total = quickreply.ask(do="status")["phrases"]
    quickreply.ask(do="reload")
    assert until(lambda: quickreply.ask(do="status")["phrases"] == total + len(added), PATIENCE)
    yield kept
    for number in added:
        libraries.remove(number)
    kept.clear()
    quickreply.ask(do="reload")
    quickreply.ask(do="reminders")
    assert quickreply.hides("reminder")


def fill_in(quickreply: Quickreply, desktop: Desktop) -> None:
    """Types the code and what the form asks for."""
    desktop.type("/reca")
    assert quickreply.shows("list")
    desktop.key("Return")
    assert quickreply.opens("form")
    desktop.type("2481")
    desktop.key("Tab")
    desktop.type("broken")


def click_done(quickreply: Quickreply, desktop: Desktop) -> None:
    """The button at the lower right of the card, which has one reminder on it."""
    x, y, width, height = quickreply.place_of("reminder")
    desktop.click(x + width - 2 * EDGE, y + height - EDGE)


@pytest.mark.parametrize("kind", [Mousepad, Textarea, QtBox], ids=lambda kind: kind.name)
def test_a_record_is_told_of_at_its_time_and_gone_when_it_is_done_with(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target], reminders: Reminders
):
    target = targets.ready(kind)
    fill_in(quickreply, desktop)
    desktop.screenshot(PICTURES / "record.png")
    desktop.key("Return")
    row = "Record\t2481\tbroken"
    assert target.wait_for(row, PATIENCE) == row

    # THEN what was said waits for a day
    assert until(lambda: bool(reminders.list()), PATIENCE)
    [kept] = reminders.list()
    assert kept.said == "ticket 2481 · fault broken"
    assert timedelta(hours=23) < kept.due - datetime.now(UTC) < timedelta(hours=25)
    assert not quickreply.sees("reminder")

    # WHEN its time comes, the card does, and takes no key from her
    reminders.postpone(kept.id, datetime.now(UTC) + timedelta(seconds=2))
    quickreply.ask(do="reminders")
    assert quickreply.shows("reminder")
    desktop.screenshot(PICTURES / "reminder.png")
    desktop.type(" ok")
    assert target.wait_for(f"{row} ok", PATIENCE) == f"{row} ok"

    click_done(quickreply, desktop)
    assert quickreply.hides("reminder")
    assert reminders.list() == ()
    assert b"broken" not in quickreply.places.log.read_bytes()


def test_switched_off_in_the_form_nothing_is_kept(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad, reminders: Reminders
):
    fill_in(quickreply, desktop)
    desktop.key("Tab", "space", "Return")
    assert mousepad.wait_for("Record\t2481\tbroken", PATIENCE) == "Record\t2481\tbroken"
    desktop.type("/recb ")  # whatever the first was to leave behind is there by now

    assert mousepad.wait_for("Record\t2481\tbrokenPlain\trow", PATIENCE)
    assert until(lambda: mousepad.text().endswith("row"), PATIENCE)
    assert reminders.list() == ()


def test_all_of_them_are_listed_and_esc_closes_the_window(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad, reminders: Reminders
):
    for hours in (1, 2):
        reminders.add(Reminder(datetime.now(UTC) + timedelta(hours=hours), f"Call {hours}", "订单号 1"))
    quickreply.ask(do="reminders", open=True)
    assert quickreply.shows("reminders")
    desktop.screenshot(PICTURES / "reminders.png")
    assert until(lambda: desktop.active_window() != mousepad.window, PATIENCE)
    desktop.key("Escape")

    assert quickreply.hides("reminders")
    assert len(reminders.list()) == 2


def test_what_was_missed_is_told_once_at_the_start(fresh_desktop: Desktop):
    program = Quickreply(fresh_desktop)
    kept = Reminders(Database.open(program.places))
    for number in range(3):
        kept.add(Reminder(datetime.now(UTC) - timedelta(hours=number), f"Missed {number}"))
    program.start()
    assert program.shows("reminder")
    fresh_desktop.screenshot(PICTURES / "missed.png")

    # not seen yet, so it is told of after a restart; seen, it is not
    program.quit()
    program.start()
    assert program.shows("reminder")
    program.dismiss_notice()
    x, y, width, _ = program.place_of("reminder")
    fresh_desktop.click(x + width - EDGE, y + EDGE)
    assert program.hides("reminder")
    assert until(lambda: all(one.seen for one in kept.list()), PATIENCE)
    program.quit()
    program.start()
    assert program.shows("notice")  # that there is no tray, which is told before reminders are
    program.ask(do="reminders")
    assert not program.sees("reminder")
    assert len(kept.list()) == 3
    program.quit()


@pytest.mark.skipif(not shutil.which("gnumeric"), reason="there is no gnumeric here")
def test_each_value_stands_in_a_cell_of_a_sheet(
    quickreply: Quickreply, desktop: Desktop, reminders: Reminders
):
    desktop.spawn(["gnumeric", "--no-splash"], name="gnumeric")
    window = desktop.window("--class", "^Gnumeric$")
    desktop.focus(window)
    desktop.type("/reca")
    assert quickreply.shows("list")
    desktop.key("Return")
    assert quickreply.opens("form")
    desktop.type("=1+1")
    desktop.key("Tab")
    desktop.type("broken")
    desktop.key("Return")
    assert until(lambda: bool(reminders.list()), PATIENCE)
    # Gnumeric asks how whatever is pasted as text is to be split
    dialog = desktop.window("--name", "^Text Import Configuration$")
    desktop.focus(dialog)
    desktop.key("Left")  # separated, not of fixed width
    x, y, width, height = desktop.place(dialog)
    desktop.click(x + width - 40, y + height - 24)
    assert until(lambda: desktop.active_window() == window, PATIENCE)

    def cell() -> str:
        desktop.clipboard.own(text="")
        desktop.key("ctrl+c")
        until(lambda: bool(desktop.clipboard.text()), 5)
        return desktop.clipboard.text().strip()

    desktop.key("ctrl+Home")
    cells = [cell()]
    for _ in range(2):
        desktop.key("Right")
        cells.append(cell())
    desktop.screenshot(PICTURES / "sheet.png")
    assert cells == ["Record", "=1+1", "broken"]
