"""Phrases that are bound to other applications, chosen where they are not offered: told, and not inserted."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

import pytest

from quickreply.core.notice import NOT_HERE, Notice
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.template.asking import UNASKED
from quickreply.core.usage import Habits, How
from quickreply.engine.desk import Desk
from quickreply.engine.stock import Stock
from tests.engine.shelf import SHOP, phrase
from tests.fakes import TEXT, FakeDesktop

OWN = Library(2, "personal", "Mine", LibraryKind.PERSONAL, apps=("Workbench",))
MINE = phrase(1, "fh", "Shipping mine", library=2, pinned=True)
SHOPS = phrase(2, "fh", "Shipping")
ALONE = phrase(3, "dz", "Address", library=2)
SETTINGS = Settings(
    repeat_hotkey="ctrl+alt+r",
    greeting_hotkey="ctrl+alt+b",
    greeting_code="dz",
    phrase_hotkeys={"fh": "ctrl+alt+f", "dz": "ctrl+alt+d"},
)


@pytest.fixture
def hands(desk: FakeDesktop) -> Desk:
    shelf = Collection((SHOP, OWN), (), (MINE, SHOPS, ALONE))
    stock = Stock(lambda: nullcontext((supply(shelf), Habits((ALONE.id,)))))
    commands = desk.desk(stock)
    stock.catalogue = stock.fetch()
    commands.configure(SETTINGS, paused=False)
    return commands


def settle(desk: FakeDesktop) -> None:
    desk.loop.advance(5)


def told(one: Phrase) -> list[Notice]:
    return [Notice(NOT_HERE, {"label": one.label})]


@pytest.mark.parametrize(
    "choose",
    [
        pytest.param(lambda hands: hands.insert(ALONE.id, None, How.TRAY), id="in the menu of the icon"),
        pytest.param(lambda hands: hands.insert(ALONE.id, None, How.PALETTE), id="by a click beside it"),
        pytest.param(lambda hands: hands.fill(ALONE.id, None, How.CLI, UNASKED), id="on the command line"),
        pytest.param(lambda hands: hands.repeat(How.TRAY), id="once more"),
    ],
)
def test_it_is_not_inserted_and_that_is_told(desk: FakeDesktop, hands: Desk, choose: Callable[[Desk], None]):
    desk.clipboard.copy({TEXT: b"old"})

    choose(hands)
    settle(desk)

    assert (desk.field.text, desk.clipboard.text) == ("", "old")
    assert desk.view.notices == told(ALONE)
    assert desk.view.events == []
    assert not desk.keyboard.holding


@pytest.mark.parametrize("key", ["d", "b", "r"], ids=["its own", "the greeting", "once more"])
@pytest.mark.usefixtures("hands")
def test_nor_by_hotkey_and_what_is_typed_behind_is_not_lost(desk: FakeDesktop, key: str):
    desk.typist.chord("ctrl", "alt", key)
    replace(desk.typist, pause=0.002).type("ok")
    settle(desk)

    assert desk.field.text == "ok"
    assert desk.view.notices == told(ALONE)
    assert not desk.keyboard.holding


@pytest.mark.usefixtures("hands")
def test_a_hotkey_means_the_phrase_that_has_the_code_there(desk: FakeDesktop):
    desk.typist.chord("ctrl", "alt", "f")
    settle(desk)
    workbench = desk.windows.open("workbench")
    desk.typist.chord("ctrl", "alt", "f")
    settle(desk)

    assert (desk.field.text, workbench.text) == (SHOPS.text, MINE.text)
    assert desk.view.notices == []


def test_pressed_in_the_palette_the_window_used_before_counts(desk: FakeDesktop, hands: Desk):
    chat = desk.field
    desk.windows.open("quickreply")

    hands.insert(ALONE.id, chat.window, How.HOTKEY)
    settle(desk)

    assert chat.text == ""
    assert desk.view.notices == told(ALONE)


def test_the_menu_shows_what_is_offered_where_the_user_is(desk: FakeDesktop, hands: Desk):
    assert (hands.offered().pinned, hands.offered().recent) == ((), ())

    desk.windows.open("Workbench")
    assert (hands.offered().pinned, hands.offered().recent) == ((MINE,), (ALONE,))

    desk.windows.focus(None)
    assert hands.offered().pinned == (MINE,)
