from dataclasses import replace
from typing import Any

import pytest

from quickreply.core.delivery import (
    AppFacts,
    AwaitQuiet,
    AwaitRead,
    Chord,
    Content,
    Delivery,
    Offer,
    OfferPicture,
    Part,
    Press,
    Reply,
    Restore,
    Selection,
    Send,
    StepBack,
    plan,
)
from quickreply.core.phrase import Phrase
from quickreply.core.usage import How

HELLO = Delivery(Phrase(1, 1, None, "hi", "", "Hello\nthere"), How.CODE, begun=1.0)


def test_a_phrase_is_offered_pasted_read_and_the_clipboard_put_back():
    assert plan(HELLO, AppFacts()) == (
        Offer(Content("Hello\nthere", Selection.CLIPBOARD)),
        Press(Chord("v", ("ctrl",))),
        AwaitRead(1.5),
        AwaitQuiet(0.06),
        Restore(),
    )


def test_an_application_has_its_own_chord_clipboard_and_quiet():
    terminal = AppFacts(
        "xterm", paste=Chord("insert", ("shift",)), selection=Selection.PRIMARY, quiet=0.2, readings=2
    )

    assert plan(HELLO, terminal) == (
        Offer(Content("Hello\nthere", Selection.PRIMARY)),
        Press(Chord("insert", ("shift",))),
        AwaitRead(1.5, readings=2),
        AwaitQuiet(0.2),
        Restore(),
    )


def test_keys_are_held_from_a_window_that_may_still_be_pasting():
    _, _, read, settled, quiet, _ = plan(HELLO, AppFacts(readings=2, settled=0.04))

    assert (read, settled, quiet) == (
        AwaitRead(1.5, readings=2),
        AwaitQuiet(0.04, held=True),
        AwaitQuiet(0.06),
    )


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        pytest.param({"send": Chord("enter")}, Send(Chord("enter")), id="sent"),
        pytest.param({"back": 3}, StepBack(3), id="the caret before its end"),
        pytest.param(
            {"back": 3, "send": Chord("enter")}, Send(Chord("enter")), id="what is sent has no caret"
        ),
    ],
)
def test_keys_behind_it_are_pressed_when_the_window_is_done_with_it(
    facts: dict[str, Any], step: StepBack | Send
):
    *_, quiet, pressed, last = plan(replace(HELLO, **facts), AppFacts())

    assert (quiet, pressed, last) == (AwaitQuiet(0.06), step, Restore())


def test_of_a_phrase_in_several_messages_the_first_is_counted_with_all_its_characters():
    assert HELLO.counted == 11
    assert replace(HELLO, part=Part(1, 2, 40)).counted == 40
    assert replace(HELLO, part=Part(2, 2, 40)).counted is None


def test_a_message_is_the_phrase_with_its_own_text():
    reply = Reply(HELLO.phrase, ("Hello", "there"))

    assert [reply.message(number).text for number in (1, 2)] == ["Hello", "there"]
    assert reply.message(2).code == "hi"
    assert Reply.of(HELLO.phrase).message(1) is HELLO.phrase


@pytest.mark.parametrize(
    ("written", "chord"),
    [
        pytest.param("ctrl+v", Chord("v", ("ctrl",)), id="one modifier"),
        pytest.param("ctrl+shift+v", Chord("v", ("ctrl", "shift")), id="two, in their order"),
        pytest.param("ctrl+alt+shift+super+v", Chord("v", ("ctrl", "alt", "shift", "super")), id="all four"),
        pytest.param("Shift + Insert", Chord("insert", ("shift",)), id="spaces and capitals do not matter"),
        pytest.param("f5", Chord("f5"), id="none"),
    ],
)
def test_a_chord_reads(written: str, chord: Chord):
    assert Chord.parse(written) == chord


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("ctrl+", id="no key"),
        pytest.param("+v", id="an empty modifier"),
        pytest.param("hyper+v", id="a modifier that not every keyboard has"),
        pytest.param("v+ctrl", id="the wrong way round"),
    ],
)
def test_what_is_no_chord_is_refused(written: str):
    with pytest.raises(ValueError, match=f"^{written.replace('+', '[+]')}$"):
        Chord.parse(written)


@pytest.mark.parametrize("written", ["ctrl+v", "ctrl+shift+insert", "f5"])
def test_a_chord_is_written_as_it_is_read(written: str):
    assert str(Chord.parse(written)) == written


SHOWN = replace(HELLO, phrase=replace(HELLO.phrase, html="<b>Hello</b>", pictures=("a.png", "b.png")))


def test_pictures_follow_the_text_and_what_is_pressed_behind_follows_them():
    paste = Press(Chord("v", ("ctrl",))), AwaitRead(1.5), AwaitQuiet(0.06)
    assert plan(replace(SHOWN, send=Chord("enter")), AppFacts()) == (
        Offer(Content("Hello\nthere", html="<b>Hello</b>")),
        *paste,
        OfferPicture("a.png"),
        *paste,
        OfferPicture("b.png"),
        *paste,
        Send(Chord("enter")),
        Restore(),
    )


def test_the_caret_does_not_step_over_pictures():
    assert StepBack(3) not in plan(replace(SHOWN, back=3), AppFacts())
    assert StepBack(3) in plan(replace(SHOWN, back=3), AppFacts(pictures=False))


def test_of_several_messages_none_has_the_html_of_all_and_the_last_has_the_pictures():
    reply = Reply(SHOWN.phrase, ("Hello", "there"))
    first, last = reply.message(1), reply.message(2)
    assert (first.text, first.html, first.pictures) == ("Hello", "", ())
    assert (last.text, last.html, last.pictures) == ("there", "", ("a.png", "b.png"))
    assert Reply.of(SHOWN.phrase).message(1) == SHOWN.phrase
