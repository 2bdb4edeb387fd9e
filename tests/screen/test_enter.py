"""Enter in the list chooses and sends nothing; Enter behind the phrase sends it."""

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.fingers import hold, press
from tests.screen.pidgin import Pidgin
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.texts import HANZI, LINES, LONGER, PHRASES, SHORT
from tests.screen.web import WebChat

pytestmark = pytest.mark.usefixtures("quickreply")

IN_THE_LIST = {
    "slash x x Return": SHORT,
    "slash f Return": HANZI,
    "slash f Down Return": LONGER,
    "slash f h KP_Enter": HANZI,
    "slash d h Return": LINES,
    "slash x x Tab": SHORT,
    "slash Return": "/",
    "slash f z Return": "/fz",
    "slash f Escape": "/f",
    "slash f BackSpace BackSpace": "",
}
"""Keys, and what stands in the field then."""


@pytest.mark.parametrize(("keys", "stands"), IN_THE_LIST.items())
def test_a_web_chat_is_sent_nothing_by_the_list(desktop: Desktop, web_chat: WebChat, keys: str, stands: str):
    # WHEN something is chosen, given back or dropped, and one more letter typed
    press(desktop, f"{keys} x")
    # THEN it stands in the field and nothing was sent
    assert until(lambda: web_chat.text() == f"{stands}x", PATIENCE)
    assert web_chat.sent() == []
    # WHEN Enter is pressed now
    desktop.key("Return")
    # THEN that sends it, once
    assert until(web_chat.sent, PATIENCE) == [f"{stands}x"]


def test_a_web_chat_sends_by_enter_right_behind_the_accept_key(desktop: Desktop, web_chat: WebChat):
    # WHEN Enter accepts and another Enter comes at once behind it, twice in a row
    desktop.type("/xx\n\n/fh\n\n", 5)
    # THEN each phrase is one message, whole
    assert until(lambda: len(web_chat.sent()) == 2, PATIENCE)
    assert web_chat.sent() == [SHORT, HANZI]


@pytest.mark.parametrize("accept", ["Return", "KP_Enter"])
def test_a_held_enter_sends_nothing(desktop: Desktop, web_chat: WebChat, accept: str):
    # WHEN the key that accepts is held until it repeats
    hold(desktop, accept, before="slash x x", after="x")
    # THEN the phrase stands there once, with what was typed after the key came up, and nothing was sent
    assert until(lambda: web_chat.text() == f"{SHORT}x", PATIENCE)
    assert web_chat.sent() == []


def test_an_enter_that_overlaps_with_letters_sends_nothing(desktop: Desktop, web_chat: WebChat):
    # WHEN Enter goes down before the letter is up, and the next letter before Enter is up
    fingers = ("down x", "up x", "down x", "down Return", "up x", "down o", "up Return", "up o")
    strokes = [word for finger in fingers for word in f"key{finger}".split()]
    desktop.xdotool("key", "slash", *strokes)
    assert until(lambda: web_chat.text() == f"{SHORT}o", PATIENCE)
    assert web_chat.sent() == []


@pytest.mark.parametrize("code", ["xx", "fh", "dh", "em", "asc"])
@pytest.mark.parametrize("accept", ["Return", "Tab"])
def test_the_customer_gets_nothing_before_the_second_enter(
    quickreply: Quickreply, desktop: Desktop, pidgin: Pidgin, code: str, accept: str
):
    before = len(quickreply.usage())
    # WHEN a phrase is inserted by the list
    desktop.type(f"/{code}")
    desktop.key(accept)
    # THEN the customer has got nothing
    assert quickreply.counted(before, "code", "Pidgin", PHRASES[code])
    assert pidgin.received() == []
    # WHEN Enter is pressed
    desktop.key("Return")
    # THEN she gets the phrase, as one message
    assert until(pidgin.received, PATIENCE) == [PHRASES[code]]


@pytest.mark.parametrize(("keys", "stands"), [("s slash Return", "s/"), ("s slash f z Return", "s/fz")])
def test_an_enter_that_inserts_nothing_sends_nothing_either(
    desktop: Desktop, pidgin: Pidgin, keys: str, stands: str
):
    # GIVEN a slash somewhere in a line, so that Pidgin takes it for no order
    press(desktop, keys.replace("s ", "s space BackSpace ", 1))
    desktop.type("x")
    assert pidgin.received() == []
    desktop.key("Return")
    assert until(pidgin.received, PATIENCE) == [f"{stands}x"]


def test_a_held_enter_sends_the_customer_nothing(quickreply: Quickreply, desktop: Desktop, pidgin: Pidgin):
    before = len(quickreply.usage())
    hold(desktop, "Return", before="slash x x")
    assert quickreply.counted(before, "code", "Pidgin", SHORT)
    assert pidgin.received() == []
    assert pidgin.wait_for(SHORT, PATIENCE) == SHORT


def test_an_unfinished_code_that_was_dropped_is_not_sent(desktop: Desktop, pidgin: Pidgin):
    # GIVEN the beginning of a code, left by an arrow key
    press(desktop, "slash f Left")
    # WHEN Enter is pressed
    # THEN there is nothing to send
    assert pidgin.text() == ""
