"""Phrases with gaps on a real screen: what is missing is asked for, and goes where the code was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.web import WebChat
from tests.screen.windows import Mousepad, QtBox, Target

GAPS = {
    "gapa": "Order {order}, back: {refund} {选:中通|圆通}",
    "gapb": "I am {agent}, {{agent}}",
    "gapc": "Copied: {clipboard}",
    "gapd": "{phrase:gapd}",
}
PICTURE = Path(__file__).parents[2] / "build" / "screen" / "asking.png"


@pytest.fixture(autouse=True)
def _gaps(quickreply: Quickreply) -> Iterator[None]:
    """Phrases with gaps, for a while."""
    libraries = Libraries(Database.open(quickreply.places))
    added = [libraries.add(1, Draft(text, code=code)) for code, text in GAPS.items()]
    total = quickreply.ask(do="status")["phrases"]
    quickreply.ask(do="reload")
    assert until(lambda: quickreply.ask(do="status")["phrases"] == total + len(added), PATIENCE)
    yield
    for number in added:
        libraries.remove(number)
    quickreply.ask(do="reload")
    assert until(lambda: quickreply.ask(do="status")["phrases"] == total, PATIENCE)


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
def test_what_is_said_in_the_form_stands_in_the_window(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target]
):
    target = targets.ready(kind)
    desktop.clipboard.own(text="copied before")
    desktop.type("hi /gapa")
    assert quickreply.shows("list")
    desktop.key("Return")
    assert quickreply.opens("form")
    assert target.wait_for("hi ", PATIENCE) == "hi "

    desktop.type("2481")
    desktop.key("Tab")
    desktop.type("9.90")
    desktop.screenshot(PICTURE)
    desktop.key("Tab", "2", "Return")

    expected = "hi Order 2481, back: 9.90 圆通"
    assert target.wait_for(expected, PATIENCE) == expected
    assert quickreply.hides("form")
    assert until(lambda: desktop.clipboard.text() == "copied before", PATIENCE)
    # AND the next one of this conversation is filled in already
    desktop.type("/gapa ")
    assert quickreply.opens("form")
    desktop.key("Return")
    assert target.wait_for(expected + "Order 2481, back: 9.90 圆通", PATIENCE)


def test_esc_gives_the_keyboard_back(quickreply: Quickreply, desktop: Desktop, web_chat: WebChat):
    desktop.type("/gapa ")
    assert quickreply.opens("form")
    desktop.type("12")
    desktop.key("Escape")
    assert quickreply.hides("form")
    assert until(lambda: desktop.active_window() == web_chat.window, PATIENCE)

    desktop.type("/gapa ")
    assert quickreply.opens("form")
    desktop.key("Escape")
    assert quickreply.hides("form")
    assert web_chat.sent() == []


def test_what_is_known_is_filled_in_without_asking(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    quickreply.set("profile.agent", "小美")
    desktop.type("/gapb ok ")
    known = "I am 小美, {agent}ok "
    assert mousepad.wait_for(known, PATIENCE) == known

    desktop.clipboard.own(text="SF1234")
    desktop.type("/gapc ")
    assert mousepad.wait_for(f"{known}Copied: SF1234", PATIENCE) == f"{known}Copied: SF1234"
    assert until(lambda: desktop.clipboard.text() == "SF1234", PATIENCE)


def test_a_phrase_that_takes_itself_in_is_told_and_not_sent(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    desktop.type("/gapd x")

    assert quickreply.shows("notice")
    assert mousepad.wait_for("x", PATIENCE) == "x"
