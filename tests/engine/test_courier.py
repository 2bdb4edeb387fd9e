from collections.abc import Callable

import pytest

from quickreply.core.delivery import AppFacts, Chord, Content, Delivery, Reading, Selection
from quickreply.core.ports import Window
from quickreply.core.usage import How
from quickreply.engine.courier import HELD_LIMIT
from tests.engine.conftest import FH, TERMINAL, TH
from tests.engine.scene import OLD, QUIET, READ, SHIPPED, Scene
from tests.fakes import TEXT, FakeClipboard, FakeDesktop


@pytest.fixture
def scene(desk: FakeDesktop) -> Scene:
    return Scene(desk)


def test_a_phrase_is_pasted_counted_told_and_the_clipboard_put_back(scene: Scene):
    desk = scene.desk
    scene.deliver()
    assert desk.clipboard.formats() == SHIPPED
    assert (desk.field.text, scene.told) == ("", [])

    scene.wait(READ)
    assert (desk.field.text, scene.told) == ("On its way!", [(1, True)])
    assert desk.clipboard.formats() == SHIPPED

    scene.wait(QUIET)
    assert desk.clipboard.formats() == OLD
    assert not desk.view.notices
    assert scene.at_rest


def test_the_steps_come_in_their_order(desk: FakeDesktop):
    diary: list[str] = []

    class Observed(FakeClipboard):
        def remember(self, selection: Selection = Selection.CLIPBOARD) -> None:
            diary.append("remember")
            super().remember(selection)

        def offer(self, content: Content, reader: Window, read: Callable[[Reading], None]) -> None:
            diary.append(f"offer to {reader.cls}")
            super().offer(content, reader, read)

        def restore(self) -> bool:
            diary.append("put back")
            return super().restore()

    desk.clipboard = Observed(desk.loop)
    desk.field.clipboard = desk.clipboard
    desk.keyboard.hold(desk.field.window)
    press = desk.keyboard.press
    desk.keyboard.press = lambda chord: diary.append(f"press {chord}") or press(chord)  # type: ignore[method-assign]
    desk.view.used = lambda event: diary.append(f"count {event.phrase}")  # type: ignore[method-assign]
    courier = desk.courier()

    courier.deliver(
        Delivery(FH, How.CODE, desk.loop.now()),
        desk.field.window,
        lambda there: diary.append(f"tell {there}"),
    )
    desk.loop.advance(2)

    assert diary == ["remember", "offer to chat", "press ctrl+v", "count 1", "tell True", "put back"]


def test_an_insertion_is_counted_with_its_road_its_length_and_its_time(scene: Scene):
    scene.wait(5)
    begun = scene.desk.loop.now()
    scene.desk.field.read_delay = 0.25

    scene.courier.deliver(Delivery(FH, How.LIST, begun - 0.1), scene.desk.field.window, lambda _: None)
    scene.wait(2)

    (event,) = scene.desk.view.events
    assert (event.phrase, event.how, event.app, event.characters) == (1, How.LIST, "chat", len(FH.text))
    assert event.milliseconds == 350
    assert event.at.tzinfo


@pytest.fixture
def browser() -> Scene:
    """A program that reads the text once by itself, and once more for the page that pastes."""
    scene = Scene(FakeDesktop(AppFacts(readings=2)))
    scene.desk.field.reads = 2
    return scene


def test_a_page_that_is_busy_gets_the_phrase_when_it_pastes(browser: Scene):
    browser.desk.field.gap = 1.0
    browser.deliver()
    browser.wait(0.9)
    assert (browser.desk.clipboard.formats(), browser.told) == (SHIPPED, [])

    browser.wait(3)
    assert (browser.desk.field.text, browser.told) == ("On its way!", [(1, True)])
    assert browser.desk.clipboard.formats() == OLD


def test_a_page_in_which_nothing_pastes_leaves_the_phrase_on_the_clipboard(browser: Scene):
    browser.desk.field.reads = 1
    browser.deliver()
    browser.wait(3)
    assert browser.told == [(1, False)]
    assert browser.desk.clipboard.formats() != OLD
    assert not browser.desk.view.events


@pytest.fixture
def rich() -> Scene:
    """A field with markup: the page reads twice, and a key in between undoes the paste."""
    scene = Scene(FakeDesktop(AppFacts(readings=2, settled=0.04)))
    scene.desk.field.reads, scene.desk.field.gap = 3, 0.03
    return scene


def test_keys_wait_until_a_field_with_markup_has_read_once_more(rich: Scene):
    rich.deliver()
    rich.wait(READ + 0.03 + 0.03 + 0.039)
    assert rich.told == []

    rich.wait(0.001)
    assert rich.told == [(1, True)]
    assert rich.desk.clipboard.formats() == SHIPPED

    rich.wait(QUIET)
    assert rich.desk.clipboard.formats() == OLD


def test_keys_do_not_wait_for_a_window_that_looks_for_ever(rich: Scene):
    rich.deliver()
    rich.wait(READ + 0.03)
    for _ in range(round(HELD_LIMIT / 0.03) + 1):
        rich.desk.clipboard.glance(rich.desk.field.window)
        rich.wait(0.03)

    assert rich.told == [(1, True)]
    assert len(rich.desk.view.events) == 1


def test_what_is_copied_meanwhile_is_not_waited_for(rich: Scene):
    rich.deliver()
    rich.wait(READ + 0.03)
    rich.desk.clipboard.copy({TEXT: b"new"})
    rich.wait(QUIET)

    assert rich.told == [(1, True)]
    assert rich.desk.clipboard.formats() == {TEXT: b"new"}


def test_a_window_that_reads_three_times_reads_the_same_each_time(scene: Scene):
    field = scene.desk.field
    field.reads, field.gap = 3, 0.05
    scene.deliver()

    scene.wait(READ + 0.1)
    assert field.text == "On its way!"
    assert scene.desk.clipboard.formats() == SHIPPED

    scene.wait(QUIET)
    assert scene.desk.clipboard.formats() == OLD


def test_a_glance_of_the_window_puts_off_the_quiet(scene: Scene):
    scene.deliver()
    scene.wait(READ + 0.05)
    scene.desk.clipboard.glance(scene.desk.field.window)

    scene.wait(0.05)
    assert scene.desk.clipboard.formats() == SHIPPED

    scene.wait(0.01)
    assert scene.desk.clipboard.formats() == OLD


def test_a_window_that_never_stops_looking_is_not_waited_for_without_end(scene: Scene):
    scene.deliver()
    scene.wait(READ)
    for _ in range(19):
        scene.wait(0.05)
        scene.desk.clipboard.glance(scene.desk.field.window)
    assert scene.desk.clipboard.formats() == SHIPPED

    scene.wait(0.051)
    assert scene.desk.clipboard.formats() == OLD
    assert scene.at_rest


def test_a_glance_is_no_read(scene: Scene):
    scene.desk.field.read_delay = 1
    scene.deliver()

    scene.desk.clipboard.glance(scene.desk.field.window)
    scene.wait(0.9)

    assert (scene.told, scene.desk.clipboard.formats()) == ([], SHIPPED)


def test_a_clipboard_tool_that_reads_first_is_not_the_window(scene: Scene):
    scene.desk.clipboard.open_to_all = True
    scene.desk.field.read_delay = 1
    scene.deliver()

    assert scene.desk.clipboard.read() == b"On its way!"
    scene.wait(0.9)
    assert (scene.told, scene.desk.clipboard.formats()) == ([], SHIPPED)

    scene.wait(0.2)
    assert (scene.told, scene.desk.field.text) == ([(1, True)], "On its way!")


def test_a_clipboard_tool_that_reads_later_puts_nothing_off(scene: Scene):
    scene.desk.clipboard.open_to_all = True
    scene.deliver()
    scene.wait(READ + 0.05)
    scene.desk.clipboard.read()

    scene.wait(0.01)

    assert scene.desk.clipboard.formats() == OLD


def test_the_second_delivery_waits_until_the_clipboard_of_the_first_is_put_back(scene: Scene):
    scene.deliver(FH)
    scene.deliver(TH)

    scene.wait(READ + QUIET - 0.001)
    assert (scene.told, scene.desk.clipboard.text) == ([(1, True)], "On its way!")

    scene.wait(0.001)
    assert scene.desk.clipboard.text == "Seven days."

    scene.wait(READ + QUIET)
    assert scene.told == [(1, True), (3, True)]
    assert scene.desk.field.text == "On its way!Seven days."
    assert scene.desk.clipboard.formats() == OLD
    assert scene.at_rest


def test_a_terminal_is_pasted_into_by_its_own_chord_from_its_own_clipboard(scene: Scene):
    desk = scene.desk
    desk.field = desk.windows.open("xterm", TERMINAL)
    desk.keyboard.hold(desk.field.window)
    desk.clipboard.copy({TEXT: b"selected"}, Selection.PRIMARY)
    chords: list[Chord] = []
    press = desk.keyboard.press
    desk.keyboard.press = lambda chord: chords.append(chord) or press(chord)  # type: ignore[method-assign]

    scene.deliver()
    scene.wait(READ + 0.19)
    assert desk.clipboard.formats(Selection.PRIMARY) == SHIPPED
    assert desk.clipboard.formats() == OLD

    scene.wait(0.01)
    assert desk.clipboard.formats(Selection.PRIMARY) == {TEXT: b"selected"}
    assert desk.field.text == "On its way!"
    assert chords == [Chord("insert", ("shift",))]


def test_a_courier_is_busy_until_the_clipboard_is_put_back(scene: Scene):
    assert not scene.courier.busy
    scene.deliver()
    assert scene.courier.busy

    scene.wait(READ + QUIET - 0.001)
    assert scene.courier.busy

    scene.wait(0.001)
    assert not scene.courier.busy
