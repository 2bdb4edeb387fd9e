"""The keyboard is let go whatever happens: silence, a view that hangs, a failure, the end."""

import pytest

from quickreply.core.notice import CLIPBOARD_LOST, HANDS_OFF, ON_CLIPBOARD, Notice
from quickreply.core.settings import Boundary, Settings
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from tests.engine.conftest import FH, TH
from tests.fakes import TEXT, FakeDesktop


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("typed", "limit", "left"),
    [
        pytest.param("/f", 10.0, "", id="an unfinished code is dropped after ten seconds of nothing"),
        pytest.param("/fh", 10.0, "", id="so is a whole one"),
        pytest.param("/", 10.0, "/", id="a lone slash is given back"),
        pytest.param("/pri", 10.0, "/pri", id="so is what begins a title"),
        pytest.param("/fx", 1.5, "/fx", id="what leads nowhere after a second and a half"),
    ],
)
def test_silence_ends_a_code(desk: FakeDesktop, typed: str, limit: float, left: str):
    desk.typist.type(typed[:-1])
    desk.typist.down(typed[-1])
    desk.typist.up(typed[-1])

    desk.loop.advance(limit - 0.01)
    assert (desk.keyboard.holding, desk.field.text) == (True, "")

    desk.loop.advance(0.01)
    assert (desk.keyboard.holding, desk.field.text) == (False, left)
    assert desk.view.open is None
    assert desk.loop.planned == 0


@pytest.mark.usefixtures("inline")
def test_every_letter_begins_the_silence_anew(desk: FakeDesktop):
    for letter in "/fh":
        desk.typist.type(letter)
        desk.loop.advance(9.9)

    assert desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_a_correction_has_ten_seconds_again(desk: FakeDesktop):
    desk.typist.type("/fx")
    desk.typist.key("backspace")
    desk.loop.advance(9)

    assert desk.keyboard.holding


@pytest.mark.usefixtures("inline")
def test_letters_given_back_by_silence_stand_before_the_next_slash(desk: FakeDesktop):
    desk.typist.type("/pri")
    desk.loop.advance(11)
    desk.typist.type("/fh ")
    desk.loop.advance(2)

    assert desk.field.text == "/pri/fh "


@pytest.mark.usefixtures("inline")
@pytest.mark.parametrize(
    ("typed", "left"),
    [
        pytest.param("/", "/", id="a slash is given back"),
        pytest.param("/f", "", id="an unfinished code is dropped"),
    ],
)
def test_nobody_types_blind_for_long(desk: FakeDesktop, typed: str, left: str):
    desk.view.hangs = True
    for name in typed:
        desk.typist.down(name)
        desk.typist.up(name)

    desk.loop.advance(0.69)
    assert desk.keyboard.holding

    desk.loop.advance(0.01)
    assert (desk.keyboard.holding, desk.field.text) == (False, left)


@pytest.mark.usefixtures("inline")
def test_a_view_that_was_alive_a_letter_ago_may_hang_now(desk: FakeDesktop):
    desk.typist.type("/f")
    desk.view.hangs = True
    desk.typist.down("h")
    desk.typist.up("h")

    desk.loop.advance(0.7)

    assert not desk.keyboard.holding


def test_an_answer_to_an_old_list_is_none_to_the_new(desk: FakeDesktop, inline: Inline):
    desk.view.hangs = True
    desk.typist.down("/")
    inline.shown(desk.view.lists[-1].number - 1)

    desk.loop.advance(0.7)
    desk.typist.up("/")

    assert not desk.keyboard.holding


@pytest.mark.parametrize("answer", ["the list that was waited for", "none any more"])
def test_no_code_is_caught_until_the_view_answers_again(desk: FakeDesktop, inline: Inline, answer: str):
    inline.configure(Settings(boundary=Boundary.ANYWHERE), paused=False)
    desk.view.hangs = True
    desk.typist.type("/f")
    desk.loop.advance(1)

    desk.typist.type("/fh ")
    assert desk.field.text == "/fh "

    desk.view.hangs = False
    inline.shown(0 if answer == "none any more" else desk.view.lists[-1].number)
    desk.typist.type("/fh ")
    desk.loop.advance(2)
    assert desk.field.text == "/fh On its way!"


@pytest.mark.parametrize("typed", ["", "/", "/f", "/fx"])
def test_a_stumble_ends_everything_and_is_told(desk: FakeDesktop, inline: Inline, typed: str):
    desk.typist.type(typed)

    inline.stumbled()
    desk.loop.run()

    assert desk.view.notices == [Notice(HANDS_OFF)]
    assert (desk.view.open, desk.field.text) == (None, "")
    assert not desk.keyboard.holding
    assert desk.loop.planned == 0


@pytest.mark.parametrize("typed", ["", "/f"])
def test_behind_a_stumble_codes_work_again(desk: FakeDesktop, inline: Inline, typed: str):
    desk.typist.type(typed)
    inline.stumbled()
    desk.loop.run()

    desk.typist.type("/fh ")
    desk.loop.advance(2)

    assert desk.field.text == "On its way!"


def test_a_stumble_on_the_way_leaves_the_text_on_the_clipboard(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 1
    desk.typist.type("/fh abc")

    inline.stumbled()
    desk.loop.run()

    assert desk.view.notices == [Notice(ON_CLIPBOARD, {"label": "Shipping"}), Notice(HANDS_OFF)]
    assert desk.clipboard.text == "On its way!"
    assert (desk.field.text, desk.keyboard.holding) == ("", False)
    assert desk.loop.planned == 2  # the window, which will read all the same, and the question whether it can


def test_a_step_that_fails_is_not_waited_for(desk: FakeDesktop, inline: Inline):
    """The loop's barrier catches what a step raises and calls `stumbled`."""
    desk.keyboard.press = _breaks  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        desk.typist.type("/fh ")
    inline.stumbled()
    del desk.keyboard.press
    desk.typist.up(" ")
    desk.loop.advance(2)

    desk.typist.type("/th ")
    desk.loop.advance(2)

    assert desk.field.text == "Seven days."
    assert not desk.keyboard.holding


def test_a_stumble_behind_the_paste_costs_the_clipboard_and_says_so(desk: FakeDesktop, inline: Inline):
    desk.clipboard.copy({TEXT: b"old"})
    desk.typist.type("/fh ")
    desk.loop.advance(0.001)
    assert desk.field.text == "On its way!"

    inline.stumbled()
    desk.loop.advance(2)

    assert desk.view.notices == [Notice(CLIPBOARD_LOST, {"label": "Shipping"}), Notice(HANDS_OFF)]
    assert desk.loop.planned == 0


def test_a_stumble_gives_up_all_that_waits(desk: FakeDesktop, inline: Inline):
    other = desk.windows.open("other")
    desk.windows.activation_takes = 0.5
    inline.insert(FH, desk.field.window, How.PALETTE)
    inline.insert(TH, desk.field.window, How.PALETTE)

    inline.stumbled()
    desk.loop.advance(5)

    labels = [notice.facts["label"] for notice in desk.view.notices if notice.message == ON_CLIPBOARD]
    assert labels == ["Shipping", "Returns"]
    assert desk.clipboard.text == "Seven days."
    assert (desk.field.text, other.text) == ("", "")
    assert not desk.keyboard.holding

    desk.typist.type("/fh ")
    desk.loop.advance(2)
    assert (desk.field.text, other.text) == ("On its way!", "")


@pytest.mark.parametrize(
    ("typed", "left"),
    [("", ""), ("/f", ""), ("/", "/"), ("/pri", "/pri"), ("/fx", "/fx")],
)
def test_at_the_end_what_was_typed_is_treated_as_turned_away_from(
    desk: FakeDesktop, inline: Inline, typed: str, left: str
):
    desk.typist.type(typed)

    inline.stop()
    desk.loop.run()

    assert (desk.field.text, desk.view.open) == (left, None)
    assert not desk.keyboard.holding
    assert not desk.view.notices


def test_at_the_end_the_keys_that_wait_come_out(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 0.9
    desk.typist.type("/fh ok/fh")
    assert desk.field.text == ""

    inline.stop()
    desk.loop.run()
    assert (desk.field.text, desk.keyboard.holding) == ("ok/fh", False)

    desk.loop.advance(5)
    assert desk.field.text == "ok/fhOn its way!"


def test_at_the_end_what_has_not_begun_does_not_begin(desk: FakeDesktop, inline: Inline):
    desk.field.read_delay = 0.1
    desk.typist.type("/fh ")
    inline.insert(TH, desk.field.window, How.CLI)

    inline.stop()
    desk.loop.advance(5)

    assert desk.field.text == "On its way!"
    assert not desk.keyboard.holding


def _breaks(_chord: object) -> bool:
    raise ConnectionError
