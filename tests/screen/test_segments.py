"""Phrases in several messages on a real screen, and where the caret stands behind a phrase."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from tests.screen.desktop import Desktop, until
from tests.screen.pidgin import Pidgin
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.web import Editable, Textarea, WebChat
from tests.screen.windows import Mousepad, QtBox, Target

MESSAGES = ["亲，您好😊", "您的订单今天发出，预计明天到。", "Thank you!"]
PHRASES = {
    "seg": "{分段}".join(MESSAGES),
    "gap": "亲，尾号{光标}的订单今天发出。",
    "smile": "亲{光标}好的😊",
}
PICTURE = Path(__file__).parents[2] / "build" / "screen" / "segments.png"


@pytest.fixture(autouse=True)
def _phrases(quickreply: Quickreply) -> Iterator[None]:
    libraries = Libraries(Database.open(quickreply.places))
    added = [libraries.add(1, Draft(text, code=code)) for code, text in PHRASES.items()]
    total = quickreply.ask(do="status")["phrases"]
    quickreply.ask(do="reload")
    assert until(lambda: quickreply.ask(do="status")["phrases"] == total + len(added), PATIENCE)
    yield
    for number in added:
        libraries.remove(number)
    quickreply.ask(do="reload")
    assert until(lambda: quickreply.ask(do="status")["phrases"] == total, PATIENCE)


def test_messages_are_sent_one_by_one_while_the_user_types_on(
    quickreply: Quickreply, desktop: Desktop, pidgin: Pidgin
):
    # GIVEN the agent lets messages be sent in Pidgin
    quickreply.configure({"apps.Pidgin.send": "yes", "segments.pause": 300})
    desktop.clipboard.own(text="mine")
    before = quickreply.used()
    # WHEN she chooses a phrase in three messages and goes on typing
    desktop.type("/seg thanks")
    # THEN the customer gets three, in order, and what was typed stands behind them
    assert until(lambda: pidgin.received() == MESSAGES, PATIENCE), pidgin.received()
    assert pidgin.wait_for("thanks", PATIENCE) == "thanks"
    assert until(lambda: desktop.clipboard.text() == "mine", PATIENCE)
    assert quickreply.used() == before + 1
    assert quickreply.counted(before, "code", "Pidgin", "\n".join(MESSAGES))


def test_a_web_chat_gets_each_as_a_message_of_its_own(
    quickreply: Quickreply, desktop: Desktop, web_chat: WebChat
):
    quickreply.configure({"apps.Chromium.send": "yes", "segments.pause": 100})
    desktop.type("/seg a\nb")

    assert until(lambda: len(web_chat.sent()) == 4, PATIENCE), web_chat.sent()
    assert web_chat.sent() == [*MESSAGES, "a"]
    assert web_chat.wait_for("b", PATIENCE) == "b"


def gets(chat: WebChat, count: int) -> bool:
    """Waits until the customer has got so many messages."""
    return until(lambda: len(chat.sent()) >= count, PATIENCE)


@pytest.mark.soak
@pytest.mark.parametrize("pause", [0, 150])
def test_fifty_rows_in_order_whatever_is_typed_meanwhile(
    quickreply: Quickreply, desktop: Desktop, web_chat: WebChat, pause: int
):
    quickreply.configure({"apps.Chromium.send": "yes", "segments.pause": pause})
    sent: list[str] = []
    for number in range(50):
        desktop.type(f"/seg and {number}\n")
        sent += [*MESSAGES, f"and {number}"]
        assert gets(web_chat, len(sent))
    assert web_chat.sent() == sent


def test_esc_stops_them_and_a_key_goes_on(quickreply: Quickreply, desktop: Desktop, targets: Targets):
    chat = targets.ready(WebChat)
    quickreply.configure({"apps.Chromium.send": "yes", "segments.pause": 3000})
    desktop.type("/seg ")
    assert until(lambda: chat.sent() == MESSAGES[:1], PATIENCE)
    assert quickreply.shows("next")

    desktop.key("Escape", "Tab")
    desktop.type("x")

    assert chat.wait_for(f"{MESSAGES[1]}x", PATIENCE) == f"{MESSAGES[1]}x"
    assert chat.sent() == MESSAGES[:1]


def test_another_window_gets_none_of_them(quickreply: Quickreply, desktop: Desktop, targets: Targets):
    editor, chat = targets.ready(Mousepad), targets.ready(WebChat)
    quickreply.configure({"apps.Chromium.send": "yes", "segments.pause": 2000})
    desktop.type("/seg ")
    assert until(lambda: chat.sent() == MESSAGES[:1], PATIENCE)

    editor.focus()
    assert quickreply.shows("notice")
    desktop.type("here")

    assert editor.wait_for("here", PATIENCE) == "here"
    assert chat.sent() == MESSAGES[:1]


def test_unless_the_user_lets_us_she_sends_them_herself(
    quickreply: Quickreply, desktop: Desktop, pidgin: Pidgin
):
    desktop.type("/seg ")
    assert quickreply.shows("next")
    desktop.screenshot(PICTURE)
    desktop.key("Tab")  # it was not sent yet
    assert pidgin.wait_for(MESSAGES[0], PATIENCE) == MESSAGES[0]

    desktop.key("Tab")
    desktop.type("!")
    assert pidgin.wait_for(f"{MESSAGES[1]}!", PATIENCE) == f"{MESSAGES[1]}!"
    desktop.key("Tab")
    assert pidgin.wait_for(MESSAGES[2], PATIENCE) == MESSAGES[2]
    assert quickreply.hides("next")


def test_what_was_left_for_later_stands_first_in_the_list(
    quickreply: Quickreply, desktop: Desktop, targets: Targets
):
    chat = targets.ready(WebChat)
    desktop.type("/seg ")
    assert quickreply.shows("next")
    desktop.key("Return", "Escape")
    assert quickreply.hides("next")

    desktop.type("/")
    assert quickreply.shows("list")
    desktop.key("Down", "Return")

    assert chat.wait_for(MESSAGES[1], PATIENCE) == MESSAGES[1]


def test_in_other_windows_its_keys_are_theirs(quickreply: Quickreply, desktop: Desktop, targets: Targets):
    editor = targets.ready(Mousepad)
    targets.ready(WebChat)
    desktop.type("/seg ")
    assert quickreply.shows("next")
    desktop.key("Return")

    editor.focus()
    assert quickreply.hides("next")
    desktop.key("a", "Tab", "b")

    assert editor.wait_for("a\tb", PATIENCE) == "a\tb"


@pytest.mark.parametrize("kind", [Mousepad, Textarea, Editable, QtBox], ids=lambda kind: kind.name)
@pytest.mark.parametrize("typed", ["/gap 8806", "(/gap 8806"])
def test_what_is_typed_behind_a_code_goes_to_where_the_caret_is(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target], typed: str
):
    target = targets.ready(kind)
    assert quickreply.armed
    desktop.type(typed)

    expected = typed[: typed.index("/")] + "亲，尾号8806的订单今天发出。"
    assert target.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize("kind", [Mousepad, Textarea, QtBox], ids=lambda kind: kind.name)
def test_in_the_middle_of_a_text_the_caret_stays_in_the_phrase(
    quickreply: Quickreply, desktop: Desktop, targets: Targets, kind: type[Target]
):
    target = targets.ready(kind)
    assert quickreply.armed
    desktop.type("one two")
    desktop.key("Left", "Left", "Left")
    desktop.type("/gap 8806")

    expected = "one 亲，尾号8806的订单今天发出。two"
    assert target.wait_for(expected, PATIENCE) == expected


def test_where_windows_count_differently_the_caret_stays_at_the_end(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox
):
    assert quickreply.armed
    desktop.type("/smile ok")

    assert qt_box.wait_for("亲好的😊ok", PATIENCE) == "亲好的😊ok"
