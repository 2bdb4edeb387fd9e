from itertools import combinations

import pytest
from PySide6.QtGui import QAction, QImage
from pytestqt.qtbot import QtBot

from quickreply.core.phrase import Phrase
from quickreply.core.settings import Mode
from quickreply.core.words import Say
from quickreply.ui.theme import Theme
from quickreply.ui.tray import SHELF, TITLE_LIMIT, Tray, TrayState

from .conftest import ICONS

LONG = "一个长得在菜单里怎么也放不下的话术标题需要从中间截断才行"


@pytest.fixture
def tray(say: Say, theme: Theme, qtbot: QtBot) -> Tray:
    made = Tray(say, theme)
    qtbot.addWidget(made.menu)
    return made


def phrase(number: int, title: str = "发货时间", code: str = "fh", text: str = "今天发") -> Phrase:
    return Phrase(number, 1, None, code, title, text)


def texts(tray: Tray) -> list[str]:
    return [
        "—" if action.isSeparator() else action.text() for action in tray.menu.actions() if action.isVisible()
    ]


def entry(tray: Tray, text: str) -> QAction:
    return next(action for action in tray.menu.actions() if action.text() == text)


def test_the_menu_without_phrases(tray: Tray):
    tray.set_state(TrayState.ARMED)
    assert texts(tray) == ["Search…", "—", "Pause", "Mode", "Import…", "—", "Quit"]


def test_pinned_and_recent_phrases_stand_in_the_menu(tray: Tray):
    tray.set_state(TrayState.ARMED)
    pinned = phrase(1)
    tray.offer([pinned], [pinned, phrase(2, "开发票", "fp")], "ctrl+alt+space")
    assert texts(tray) == [
        *("Search…", "—", "Pinned", "发货时间\t/fh", "—", "Recent", "开发票\t/fp"),
        *("—", "Pause", "Mode", "Import…", "—", "Quit"),
    ]
    assert not entry(tray, "Pinned").isEnabled()


def test_what_is_offered_takes_the_place_of_what_was(tray: Tray):
    tray.offer([phrase(1)], [phrase(2, "开发票", "fp")], "none")
    tray.offer([], [phrase(3, "退货", "th")], "none")
    assert [text for text in texts(tray) if "/" in text] == ["退货\t/th"]


def test_titles_are_short_and_their_ampersands_plain(tray: Tray):
    tray.offer(
        [], [phrase(1, LONG, ""), phrase(2, "A & B", "a&b"), phrase(3, "", "", "第一行\n第二行")], "none"
    )
    long, ampersand, untitled = texts(tray)[3:6]
    assert len(long) == TITLE_LIMIT
    assert long.endswith("…")
    assert (ampersand, untitled) == ("A && B\t/a&&b", "第一行")


def test_the_menu_stays_short(tray: Tray):
    tray.offer([], [phrase(number, f"标题{number}", f"c{number}") for number in range(30)], "none")
    assert len([text for text in texts(tray) if "/" in text]) == SHELF


@pytest.mark.parametrize(
    ("hotkey", "shown"),
    [
        ("ctrl+alt+space", "Ctrl+Alt+Space"),
        ("super+f1", "Meta+F1"),
        ("ctrl+shift+k", "Ctrl+Shift+K"),
        ("none", ""),
    ],
)
def test_the_hotkey_stands_beside_the_search(tray: Tray, hotkey: str, shown: str):
    tray.offer([], [], hotkey)
    assert entry(tray, "Search…").shortcut().toString() == shown


def test_choosing_a_phrase_hands_it_over(tray: Tray, qtbot: QtBot):
    chosen = phrase(2, "开发票", "fp")
    tray.offer([phrase(1)], [chosen], "none")
    with qtbot.waitSignal(tray.phrase_chosen, timeout=1000) as signal:
        entry(tray, "开发票\t/fp").trigger()
    assert signal.args == [chosen]


def test_search_and_quit(tray: Tray, qtbot: QtBot):
    with qtbot.waitSignal(tray.palette_wanted, timeout=1000):
        entry(tray, "Search…").trigger()
    with qtbot.waitSignal(tray.quit_wanted, timeout=1000):
        entry(tray, "Quit").trigger()


@pytest.mark.parametrize(
    ("state", "text", "wanted"),
    [
        (TrayState.ARMED, "Pause", True),
        (TrayState.PAUSED, "Resume", False),
        (TrayState.TROUBLE, "Pause", True),
    ],
)
def test_pause_and_resume(tray: Tray, qtbot: QtBot, state: TrayState, text: str, wanted: bool):
    tray.set_state(state)
    with qtbot.waitSignal(tray.pause_wanted, timeout=1000) as signal:
        entry(tray, text).trigger()
    assert signal.args == [wanted]


def test_what_is_off_cannot_be_paused(tray: Tray):
    tray.set_state(TrayState.OFF)
    assert "Pause" not in texts(tray)
    assert "Resume" not in texts(tray)


def test_the_mode_is_ticked_and_chosen(tray: Tray, qtbot: QtBot):
    capture, observe, off = tray._modes.actions()
    tray.set_mode(Mode.CAPTURE)
    assert [action.isChecked() for action in (capture, observe, off)] == [True, False, False]
    with qtbot.waitSignal(tray.mode_wanted, timeout=1000) as signal:
        off.trigger()
    assert signal.args == ["off"]


def test_setting_the_mode_asks_for_nothing(tray: Tray, qtbot: QtBot):
    with qtbot.assertNotEmitted(tray.mode_wanted):
        tray.set_mode(Mode.OFF)


@pytest.mark.parametrize("state", TrayState)
def test_the_tooltip_explains_the_state(tray: Tray, state: TrayState):
    tray.set_state(state, "Another program holds the slash key.")
    name, standing, why = tray._icon.toolTip().split("\n")
    assert name == "quickreply"
    assert len(standing) > 10
    assert why == "Another program holds the slash key."


def test_a_click_on_the_icon_opens_the_palette(tray: Tray, qtbot: QtBot):
    with qtbot.waitSignal(tray.palette_wanted, timeout=1000):
        tray._icon.activated.emit(tray._icon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.palette_wanted):
        tray._icon.activated.emit(tray._icon.ActivationReason.Context)


def test_without_a_tray_it_stays_away_quietly(tray: Tray, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Tray, "possible", staticmethod(lambda: False))
    tray.show()
    tray.tell("quickreply", "nobody sees this")
    assert not tray._icon.isVisible()


def shape(state: TrayState, theme: Theme) -> set[tuple[int, int]]:
    """Where a picture is light or nothing at 16 pixels: what is left of it without its colours."""
    image = theme.icon(f"tray-{state}").pixmap(16, 16).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = ((x, y, image.pixelColor(x, y)) for x in range(16) for y in range(16))
    return {(x, y) for x, y, colour in pixels if colour.alpha() < 128 or colour.lightness() > 180}


def test_the_states_differ_by_shape(theme: Theme):
    shapes = {state: shape(state, theme) for state in TrayState}
    for one, other in combinations(TrayState, 2):
        assert len(shapes[one] ^ shapes[other]) >= 8, (one, other)


@pytest.mark.parametrize("state", TrayState)
def test_every_state_has_a_picture_that_fills_its_room(theme: Theme, state: TrayState):
    assert (ICONS / f"tray-{state}.svg").exists()
    image = theme.icon(f"tray-{state}").pixmap(16, 16).toImage()
    columns = [x for x in range(16) if any(image.pixelColor(x, y).alpha() > 60 for y in range(16))]
    assert (min(columns), max(columns)) == (1, 14)
