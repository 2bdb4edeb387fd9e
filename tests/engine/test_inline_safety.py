"""The keyboard is let go whatever happens: silence, letters that lead nowhere, a view that hangs, a failure."""

import pytest

from tests.fakes import FakeDesktop


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
@pytest.mark.parametrize(("typed", "left"), [("/f", ""), ("/", "/")])
def test_a_view_that_hangs_costs_less_than_a_second(desk: FakeDesktop, typed: str, left: str):
    desk.view.hangs = True
    desk.typist.pause = 0.001  # type: ignore[misc]
    desk.typist.type(typed)

    desk.loop.advance(0.75)

    assert (desk.keyboard.holding, desk.field.text) == (False, left)
