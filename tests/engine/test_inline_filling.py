"""Phrases with gaps on their way: what is known is filled in, and what is not is never sent."""

import pytest

from quickreply.core.settings import Fire, Mode, Settings
from quickreply.core.template.asking import Answers
from quickreply.core.usage import How
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.inline import Inline
from tests.engine.shelf import catalogue, phrase
from tests.fakes import TEXT, FakeDesktop

HI = phrase(1, "hi", "Greeting", "I am {agent}.")
BAD = phrase(2, "bad", "Loop", "{引用:bad}")
NOTE = phrase(4, "note", "Follow-up", "call{remind:24h}{segment}back")
PLAIN = phrase(3, "fh", "Shipping", "On its way!")


@pytest.fixture
def shop() -> Catalogue:
    return catalogue(HI, BAD, PLAIN, NOTE)


@pytest.fixture
def known(inline: Inline) -> Inline:
    inline.configure(Settings(profile={"客服名": "Mei"}), paused=False)
    return inline


def told(desk: FakeDesktop) -> list[str]:
    return [notice.message.format(**notice.facts) for notice in desk.view.notices]


@pytest.mark.usefixtures("known")
def test_a_gap_is_filled_before_the_paste(desk: FakeDesktop):
    desk.typist.type("/hi ok")
    desk.loop.advance(3)

    assert desk.field.text == "I am Mei.ok"
    assert desk.view.events[0].characters == len("I am Mei.")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("typed", "left"),
    [("/bad x", "x"), ("/bad\n", ""), ("/bad\nx", "x"), ("a /bad b/fh ", "a b/fh ")],
)
def test_of_what_cannot_be_filled_no_code_is_left_to_be_sent(desk: FakeDesktop, typed: str, left: str):
    desk.clipboard.copy({TEXT: b"old"})
    desk.typist.type(typed)
    desk.loop.advance(3)

    assert desk.field.text == left
    assert told(desk) == ["“Loop” was not inserted: it takes in bad, which takes itself in"]
    assert desk.clipboard.text == "old"
    assert not desk.keyboard.holding
    assert desk.view.events == []


def test_the_next_code_works_all_the_same(desk: FakeDesktop, known: Inline):
    known.configure(Settings(fire=Fire.INSTANT), paused=False)
    desk.typist.type("/bad /fh")
    desk.loop.advance(3)

    assert desk.field.text == " On its way!"


def test_from_elsewhere_nothing_is_inserted_or_copied(desk: FakeDesktop, known: Inline):
    known.insert(BAD, desk.field.window, How.TRAY)
    known.keep(BAD)
    desk.loop.advance(3)

    assert desk.field.text == ""
    assert desk.clipboard.text is None
    assert len(told(desk)) == 2


def test_what_is_kept_on_the_clipboard_is_filled(desk: FakeDesktop, known: Inline):
    known.keep(HI)

    assert desk.clipboard.text == "I am Mei."


def test_answers_fill_what_nothing_else_does(desk: FakeDesktop, inline: Inline):
    inline.insert(HI, desk.field.window, How.CLI, answers=Answers({"客服名": "{agent}"}))
    desk.loop.advance(3)

    assert desk.field.text == "I am {agent}."  # what was said is no gap again


def test_a_code_that_is_only_seen_is_taken_out_too(desk: FakeDesktop, inline: Inline):
    inline.configure(Settings(mode=Mode.OBSERVE), paused=False)
    desk.keyboard.catch("/", {}, observe=True)
    desk.typist.type("/bad ")
    desk.loop.advance(3)

    assert desk.field.text == ""
    assert len(told(desk)) == 1


@pytest.mark.usefixtures("known")
def test_what_was_inserted_is_told_of_later_once(desk: FakeDesktop):
    desk.typist.type("/note ")
    desk.loop.advance(3)
    assert desk.field.text == "call"
    assert [one.title for one in desk.view.reminders] == ["Follow-up"]

    desk.typist.type("\t")
    desk.loop.advance(3)
    assert len(desk.view.reminders) == 1


def test_what_could_not_be_inserted_is_not(desk: FakeDesktop, known: Inline):
    desk.windows.focus(None)
    desk.windows.stubborn.add(desk.field.window.id)
    known.insert(NOTE, desk.field.window, How.TRAY)
    desk.loop.advance(3)

    assert desk.view.reminders == []
