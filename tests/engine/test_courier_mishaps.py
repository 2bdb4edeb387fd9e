"""What can go wrong on the way: it is told once, and the text is never lost."""

from collections.abc import Callable

import pytest

from quickreply.core.notice import CLIPBOARD_LOST, CLIPBOARD_TAKEN, ON_CLIPBOARD, Notice
from quickreply.engine.courier import OFFER_DEADLINE
from tests.engine.conftest import FH, TH
from tests.engine.scene import DEADLINE, OLD, READ, Scene
from tests.fakes import TEXT, FakeDesktop

NOT_INSERTED = Notice(ON_CLIPBOARD, {"label": "Shipping"})


@pytest.fixture
def scene(desk: FakeDesktop) -> Scene:
    return Scene(desk)


def test_a_clipboard_lost_before_the_read_is_told_and_stays_theirs(scene: Scene):
    scene.desk.field.read_delay = 0.5
    scene.deliver()

    scene.desk.clipboard.copy({TEXT: b"theirs"})

    assert scene.told == [(1, False)]
    assert scene.desk.view.notices == [Notice(CLIPBOARD_TAKEN, {"label": "Shipping"})]
    assert scene.desk.clipboard.formats() == {TEXT: b"theirs"}
    assert not scene.desk.view.events


def test_a_clipboard_lost_after_the_read_is_theirs(scene: Scene):
    scene.deliver()
    scene.wait(READ)

    scene.desk.clipboard.copy({TEXT: b"theirs"})
    scene.wait(1)

    assert scene.told == [(1, True)]
    assert scene.desk.clipboard.formats() == {TEXT: b"theirs"}
    assert not scene.desk.view.notices
    assert scene.at_rest


def test_a_clipboard_that_cannot_be_had_is_told_and_nothing_is_pasted(scene: Scene):
    scene.desk.clipboard.refuses = True
    scene.deliver()
    scene.wait(2)

    assert scene.told == [(1, False)]
    assert scene.desk.view.notices == [NOT_INSERTED]
    assert scene.desk.field.text == ""
    assert scene.at_rest


def test_a_window_that_never_reads_is_waited_for_so_long_and_no_longer(scene: Scene):
    scene.desk.field.read_delay = 60
    scene.deliver()

    scene.wait(DEADLINE - 0.01)
    assert scene.told == []

    scene.wait(0.01)
    assert scene.told == [(1, False)]
    assert scene.desk.clipboard.text == "On its way!"
    assert scene.desk.view.notices == [NOT_INSERTED]
    assert not scene.courier.busy


def test_a_clipboard_that_cannot_be_remembered_in_time_is_not_waited_for(scene: Scene):
    scene.desk.clipboard.memory_takes = OFFER_DEADLINE + 0.1
    scene.deliver()

    scene.wait(OFFER_DEADLINE - 0.01)
    assert scene.told == []

    scene.wait(0.01)
    assert scene.told == [(1, False)]
    assert scene.desk.clipboard.text == "On its way!"
    scene.wait(5)
    assert scene.desk.field.text == ""


def test_what_was_on_the_clipboard_and_could_not_be_remembered_is_told(scene: Scene):
    scene.desk.clipboard.forgetful = True
    scene.deliver()
    scene.wait(1)

    assert scene.told == [(1, True)]
    assert scene.desk.field.text == "On its way!"
    assert scene.desk.view.notices == [Notice(CLIPBOARD_LOST, {"label": "Shipping"})]
    assert scene.at_rest


def test_behind_one_that_failed_the_next_is_delivered(scene: Scene):
    scene.desk.clipboard.refuses = True
    scene.deliver(FH)
    scene.desk.clipboard.refuses = False
    scene.deliver(TH)
    scene.wait(2)

    assert scene.told == [(1, False), (3, True)]
    assert scene.desk.field.text == "Seven days."
    assert scene.desk.clipboard.text == "On its way!"


def test_a_window_that_lost_the_focus_before_the_chord_gets_nothing_nor_does_another(scene: Scene):
    scene.desk.clipboard.memory_takes = 0.1
    scene.deliver()
    scene.wait(0.05)
    other = scene.desk.windows.open("other")
    scene.wait(5)

    assert scene.told == [(1, False)]
    assert scene.desk.field.text == other.text == ""
    assert scene.desk.field.others == other.others == []
    assert scene.desk.view.notices == [NOT_INSERTED]
    assert scene.desk.clipboard.text == "On its way!"


@pytest.mark.parametrize("how", ["nothing is in front", "the keyboard is not held"])
def test_a_chord_that_cannot_be_pressed_is_told(scene: Scene, how: str):
    scene.desk.clipboard.memory_takes = 0.1
    scene.deliver()
    if how == "nothing is in front":
        scene.desk.windows.focus(None)
    else:
        scene.desk.keyboard.release()
    scene.wait(5)

    assert scene.told == [(1, False)]
    assert scene.desk.clipboard.text == "On its way!"
    assert scene.at_rest


def test_behind_a_stumble_nothing_that_waited_is_tried(scene: Scene):
    scene.deliver(FH)
    scene.deliver(TH)
    scene.deliver(FH)
    scene.wait(READ)

    scene.courier.stumbled()
    assert scene.told == [(1, True), (3, False), (1, False)]
    assert not scene.courier.busy

    scene.wait(5)
    assert scene.desk.field.text == "On its way!"
    assert scene.told == [(1, True), (3, False), (1, False)]
    assert scene.desk.clipboard.text == "On its way!"


def _refuses(scene: Scene) -> None:
    scene.desk.clipboard.refuses = True


def _reads_late(scene: Scene) -> None:
    scene.desk.field.read_delay = 2


def _reads_often(scene: Scene) -> None:
    scene.desk.field.reads = 9


def _forgets(scene: Scene) -> None:
    scene.desk.clipboard.forgetful = True


def _remembers_slowly(scene: Scene) -> None:
    scene.desk.clipboard.memory_takes = OFFER_DEADLINE + 0.05


def _loses(scene: Scene) -> None:
    scene.desk.field.read_delay = 0.03
    scene.desk.loop.after(0.02, lambda: scene.desk.clipboard.copy(OLD))


def _loses_later(scene: Scene) -> None:
    scene.desk.loop.after(0.02, lambda: scene.desk.clipboard.copy(OLD))


def _turns_away(scene: Scene) -> None:
    scene.desk.windows.open("other")


@pytest.mark.parametrize(
    ("mishap", "told"),
    [
        pytest.param(lambda _scene: None, True, id="all is well"),
        pytest.param(_refuses, False, id="the clipboard cannot be had"),
        pytest.param(_reads_late, False, id="the window reads too late"),
        pytest.param(_reads_often, True, id="the window reads often"),
        pytest.param(_forgets, True, id="the clipboard was too much to remember"),
        pytest.param(_remembers_slowly, False, id="and was remembered too late"),
        pytest.param(_loses, False, id="somebody copies before the read"),
        pytest.param(_loses_later, True, id="somebody copies after it"),
        pytest.param(_turns_away, False, id="another window is in front"),
    ],
)
def test_whoever_asked_is_told_once(scene: Scene, mishap: Callable[[Scene], None], told: bool):
    mishap(scene)

    scene.deliver()
    scene.wait(30)

    assert scene.told == [(1, told)]
    assert scene.at_rest
    assert len(scene.desk.view.events) == told
