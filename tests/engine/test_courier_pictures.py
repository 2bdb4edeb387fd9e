"""Pictures behind a text, and HTML beside it."""

from dataclasses import replace

import pytest

from quickreply.core.delivery import AppFacts, Selection
from quickreply.core.notice import (
    CLIPBOARD_TAKEN,
    NO_PICTURES,
    ON_CLIPBOARD,
    PICTURE_GONE,
    PICTURE_LEFT,
    Notice,
)
from quickreply.core.settings import Settings
from tests.engine.conftest import FH, TH
from tests.engine.scene import DEADLINE, OLD, QUIET, READ, Scene
from tests.fakes import HINT, HTML, PNG, TEXT, FakeDesktop

ALBUM = {"a": {PNG: b"one"}, "b": {PNG: b"two", "image/jpeg": b"2"}}
SHOWN = replace(FH, pictures=("a", "b"))
STYLED = replace(FH, html="<b>On its way!</b>")
LABEL = {"label": "Shipping"}


def scene_of(facts: AppFacts | None = None, *takes: str) -> Scene:
    scene = Scene(FakeDesktop(facts), lambda name: ALBUM.get(name, {}))
    scene.desk.field.takes = takes or (TEXT,)
    return scene


@pytest.fixture
def chat() -> Scene:
    """A window that takes pictures."""
    return scene_of(None, TEXT, PNG)


def test_each_picture_is_pasted_behind_the_text_and_the_clipboard_put_back(chat: Scene):
    chat.deliver(SHOWN)
    chat.wait(READ)
    assert (chat.desk.field.text, chat.desk.field.pictures, chat.told) == ("On its way!", [], [])

    chat.wait(QUIET)
    assert chat.desk.clipboard.formats() == {PNG: b"one", HINT: b"secret"}
    chat.wait(READ + QUIET)
    assert chat.desk.clipboard.formats() == {**ALBUM["b"], HINT: b"secret"}
    assert chat.told == []

    chat.wait(READ)
    assert chat.desk.field.pictures == [b"one", b"two"]
    assert chat.told == [(1, True)]
    chat.wait(QUIET)
    assert chat.desk.clipboard.formats() == OLD
    assert len(chat.desk.view.events) == 1
    assert not chat.desk.view.notices
    assert chat.at_rest


def test_a_picture_is_not_offered_before_the_window_has_read_its_fill(chat: Scene):
    field = chat.desk.field
    field.reads, field.gap = 3, 0.05
    chat.deliver(SHOWN)
    chat.wait(READ + 0.1 + QUIET - 0.001)
    assert TEXT in chat.desk.clipboard.formats()
    chat.wait(0.001)
    assert TEXT not in chat.desk.clipboard.formats()


def test_a_window_that_takes_none_keeps_the_text_and_the_user_is_told(scene: Scene):
    scene = scene_of()
    scene.deliver(SHOWN)
    scene.wait(READ + QUIET + DEADLINE + 0.01)

    assert scene.desk.field.text == "On its way!"
    assert scene.desk.clipboard.formats() == {PNG: b"one"}  # to be pasted by hand
    assert scene.desk.view.notices == [Notice(PICTURE_LEFT, LABEL)]
    assert scene.told == [(1, True)]
    assert len(scene.desk.view.events) == 1
    scene.courier.leftover.bring_back()
    assert scene.desk.clipboard.formats() == OLD


@pytest.fixture
def scene() -> Scene:
    return scene_of()


def test_a_look_at_the_formats_is_no_picture_taken(chat: Scene):
    chat.desk.field.takes = (TEXT,)
    chat.deliver(SHOWN)
    chat.wait(READ + QUIET)
    chat.desk.clipboard.glance(chat.desk.field.window)
    chat.wait(DEADLINE + 0.01)
    assert chat.desk.view.notices == [Notice(PICTURE_LEFT, LABEL)]


def test_another_program_reading_is_no_picture_taken(chat: Scene):
    chat.desk.clipboard.open_to_all = True
    chat.desk.field.takes = (TEXT,)
    chat.deliver(SHOWN)
    chat.wait(READ + QUIET)
    assert chat.desk.clipboard.read(None, PNG) == b"one"
    chat.wait(DEADLINE + 0.01)
    assert chat.desk.view.notices == [Notice(PICTURE_LEFT, LABEL)]


def test_no_picture_is_pasted_into_another_window(chat: Scene):
    chat.deliver(SHOWN)
    chat.wait(READ)
    other = chat.desk.windows.open("other")
    other.takes = (TEXT, PNG)
    chat.wait(5)

    assert (other.pictures, other.text, other.others) == ([], "", [])
    assert chat.desk.view.notices == [Notice(PICTURE_LEFT, LABEL)]
    assert chat.told == [(1, True)]


@pytest.mark.parametrize("facts", [AppFacts(pictures=False), AppFacts(selection=Selection.PRIMARY)])
def test_where_no_pictures_are_pasted_the_text_is_and_that_is_told(facts: AppFacts):
    scene = scene_of(facts, TEXT, PNG)
    scene.deliver(SHOWN)
    scene.wait(5)
    assert scene.desk.field.text == "On its way!"
    assert scene.desk.field.pictures == []
    assert scene.desk.view.notices == [Notice(NO_PICTURES, LABEL)]
    assert scene.desk.clipboard.formats() == OLD


def test_the_user_says_where_pictures_are_pasted(chat: Scene):
    chat.courier.configure(Settings(app_pictures={"chat": False}))
    chat.deliver(SHOWN)
    chat.wait(5)
    assert chat.desk.field.pictures == []


def test_a_picture_that_is_gone_is_told_and_the_next_one_comes(chat: Scene):
    chat.deliver(replace(FH, pictures=("gone", "b")))
    chat.wait(5)
    assert chat.desk.field.pictures == [b"two"]
    assert chat.desk.view.notices == [Notice(PICTURE_GONE, LABEL)]
    assert chat.told == [(1, True)]
    assert chat.desk.clipboard.formats() == OLD


def test_when_all_pictures_are_gone_the_text_counts(chat: Scene):
    chat.deliver(replace(FH, pictures=("gone",)))
    chat.wait(5)
    assert chat.told == [(1, True)]
    assert len(chat.desk.view.events) == 1
    assert chat.desk.clipboard.formats() == OLD


def test_what_is_copied_while_a_picture_is_on_its_way_stays(chat: Scene):
    chat.desk.field.takes = (TEXT,)
    chat.deliver(SHOWN)
    chat.wait(READ + QUIET + 0.1)
    chat.desk.clipboard.copy({TEXT: b"newer"})
    chat.wait(5)
    assert chat.desk.clipboard.formats() == {TEXT: b"newer"}
    assert chat.desk.view.notices == [Notice(CLIPBOARD_TAKEN, LABEL)]
    assert chat.told == [(1, True)]


def test_what_is_copied_between_text_and_picture_is_what_comes_back(chat: Scene):
    chat.deliver(SHOWN)
    chat.wait(READ + 0.01)
    chat.desk.clipboard.copy({TEXT: b"newer"})
    chat.wait(5)
    assert chat.desk.field.pictures == [b"one", b"two"]
    assert chat.desk.clipboard.formats() == {TEXT: b"newer"}


def test_the_next_phrase_waits_for_the_pictures(chat: Scene):
    chat.deliver(SHOWN)
    chat.deliver(TH)
    chat.wait(5)
    assert chat.desk.field.text == "On its way!Seven days."
    assert chat.told == [(1, True), (3, True)]


@pytest.mark.parametrize("moment", [READ + 0.01, READ + QUIET + 0.005])
def test_hands_that_stumble_lose_no_text(chat: Scene, moment: float):
    chat.deliver(SHOWN)
    chat.wait(moment)
    chat.courier.stumbled()
    chat.wait(5)
    assert chat.desk.field.text == "On its way!"
    assert chat.told == [(1, True)]
    assert [notice.message for notice in chat.desk.view.notices] in ([PICTURE_LEFT], [PICTURE_GONE])


# HTML.


def test_a_window_chooses_between_html_and_text():
    rich = scene_of(None, HTML, TEXT)
    rich.deliver(STYLED)
    rich.wait(2)
    assert rich.desk.field.text.endswith("<b>On its way!</b>")

    plain = scene_of()
    plain.deliver(STYLED)
    plain.wait(2)
    assert plain.desk.field.text == "On its way!"


@pytest.mark.parametrize(
    ("facts", "settings", "offered"),
    [
        (AppFacts(), Settings(), True),
        (AppFacts(html=False), Settings(), False),
        (AppFacts(), Settings(app_html={"chat": False}), False),
        (AppFacts(html=False), Settings(app_html={"chat": True}), True),
        (AppFacts(), Settings(app_html={"other": False}), True),
    ],
)
def test_who_gets_html_is_a_fact_of_the_application_unless_the_user_says(
    facts: AppFacts, settings: Settings, *, offered: bool
):
    scene = scene_of(facts)
    scene.courier.configure(settings)
    scene.deliver(STYLED)
    assert (HTML in scene.desk.clipboard.formats()) is offered


@pytest.mark.parametrize("page", [TEXT, HTML])
def test_a_browser_reads_the_text_by_itself_and_the_page_what_it_likes(page: str):
    scene = scene_of(AppFacts(readings=2))
    scene.desk.field.reads = 0
    scene.deliver(STYLED)
    window = scene.desk.field.window
    scene.desk.clipboard.read(window, TEXT)
    scene.wait(1)
    assert (scene.told, TEXT in scene.desk.clipboard.formats()) == ([], True)

    scene.desk.clipboard.read(window, page)
    scene.wait(1)
    assert scene.told == [(1, True)]
    assert scene.desk.clipboard.formats() == OLD


def test_what_cannot_be_inserted_stays_with_its_html(scene: Scene):
    scene.desk.field.reads = 0
    scene.deliver(STYLED)
    scene.wait(2)
    assert set(scene.desk.clipboard.formats()) == {TEXT, HTML}
    assert scene.desk.view.notices == [Notice(ON_CLIPBOARD, LABEL)]
