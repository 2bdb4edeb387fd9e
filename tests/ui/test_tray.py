from collections.abc import Mapping, Sequence
from itertools import combinations
from unicodedata import east_asian_width

import pytest
from PySide6.QtGui import QAction, QImage
from pytestqt.qtbot import QtBot

from quickreply.core.language import speech
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Remaining
from quickreply.core.settings import Mode
from quickreply.core.words import Say
from quickreply.engine.front import Offered
from quickreply.ui.menulines import LINE_LIMIT, TITLE_LIMIT
from quickreply.ui.theme import Theme
from quickreply.ui.tray import TOLD, Tray, TrayState
from quickreply.ui.trayshelves import SHELF

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


def beside(tray: Tray, text: str, nth: int = 0) -> list[str]:
    """What opens beside an entry."""
    menus = [action.menu() for action in tray.menu.actions() if action.text() == text]
    return [action.text() for action in menus[nth].actions()]


def entry(tray: Tray, text: str) -> QAction:
    return next(action for action in tray.menu.actions() if action.text() == text)


def offered(
    pinned: Sequence[Phrase] = (),
    recent: Sequence[Phrase] = (),
    last: Phrase | None = None,
    shelves: Mapping[int, tuple[str, str]] | None = None,
) -> Offered:
    return Offered(tuple(pinned), tuple(recent), 9, last, shelves or {})


READY = "Ready: type a code, get the phrase"
PANEL = 40
"""Pixels of the screen that are the desktop's."""

END = ("—", "Pause for 15 minutes", "Pause until resumed", "Mode", "Import…", "—", "Quit")


def test_the_menu_without_phrases(tray: Tray):
    tray.set_state(TrayState.ARMED)
    assert texts(tray) == [READY, "—", "Search…", *END]


def test_pinned_and_recent_phrases_stand_in_the_menu(tray: Tray):
    tray.set_state(TrayState.ARMED)
    pinned = phrase(1)
    tray.offer(offered([pinned], [pinned, phrase(2, "开发票", "fp")], pinned))
    assert texts(tray) == [
        *(READY, "—", "Search…", "Insert “发货时间” again", "Take it back"),
        *("—", "Pinned", "发货时间\t/fh", "—", "Recent", "开发票\t/fp"),
        *END,
    ]
    assert not entry(tray, "Pinned").isEnabled()


def test_groups_have_headings_where_there_are_several(tray: Tray):
    pinned = [phrase(1, "甲", "a"), phrase(2, "乙", "b"), phrase(3, "丙", "c"), phrase(4, "丁", "d")]
    tray.set_state(TrayState.ARMED)
    shelves = {1: ("", "物流"), 2: ("", "R&D"), 3: ("", "物流")}
    tray.offer(offered(pinned, [phrase(5, "戊", "e")], shelves=shelves | {5: ("", "售后")}))
    assert texts(tray)[4 : -len(END)] == [
        *("Pinned · 物流", "甲\t/a", "丙\t/c", "R&&D", "乙\t/b", "Without a group", "丁\t/d"),
        *("—", "Recent", "戊\t/e"),
    ]


def test_so_have_libraries_and_the_personal_one_in_the_users_language(theme: Theme, qtbot: QtBot):
    tray = Tray(speech("zh_CN", {}, ICONS.parent / "locale"), theme)
    qtbot.addWidget(tray.menu)
    tray.set_state(TrayState.ARMED)
    shelves = {1: ("My phrases", "Search…"), 2: ("小店", ""), 3: ("小店", "物流")}
    tray.offer(offered([phrase(1, "甲", "a"), phrase(2, "乙", "b"), phrase(3, "丙", "c")], shelves=shelves))
    headings = [text for text in texts(tray)[4 : -len(END)] if "/" not in text or " / " in text]
    assert headings == ["置顶 · 我的话术 / Search…", "小店", "小店 / 物流"]


def test_what_is_offered_takes_the_place_of_what_was(tray: Tray):
    tray.offer(offered([phrase(1)], [phrase(2, "开发票", "fp")]))
    tray.offer(offered([], [phrase(3, "退货", "th")]))
    assert [text for text in texts(tray) if "/" in text] == ["退货\t/th"]


def test_titles_are_short_and_their_ampersands_plain(tray: Tray):
    odd = [phrase(2, "A & B", "a&b"), phrase(3, "", "", "第一行\n第二行"), phrase(4, "a\tb", "")]
    tray.offer(offered([], [phrase(1, LONG, ""), *odd], phrase(2, "A & B", "a&b")))
    long, ampersand, untitled, tabbed = texts(tray)[7:11]
    assert len(long) == TITLE_LIMIT
    assert long.endswith("…")
    assert (ampersand, untitled, tabbed) == ("A && B\t/a&&b", "第一行", "a b")
    assert "Insert “A && B” again" in texts(tray)


def test_the_menu_stays_short(tray: Tray):
    many = [phrase(number, f"标题{number}", f"c{number}") for number in range(30)]
    tray.offer(offered(many[:12], many))
    assert len([text for text in texts(tray) if "/" in text]) == 2 * SHELF


SCATTERED = {number: ("", f"组{number % 6}") for number in range(12)}


def test_what_has_no_room_opens_beside_it(tray: Tray, qtbot: QtBot):
    # GIVEN a group for each phrase
    many = [phrase(number, f"标题{number}", f"c{number}") for number in range(12)]
    tray.set_state(TrayState.ARMED)
    tray.offer(offered(many[:6], many[6:], shelves=SCATTERED))
    # THEN as many as fit stand in the menu under their headings, and the others open beside it
    shown = [f"标题{number}\t/c{number}" for number in range(12)]
    assert texts(tray)[3 : -len(END)] == [
        *("—", "Pinned · 组0", shown[0], "组1", shown[1], "组2", shown[2], "More"),
        *("—", "Recent · 组0", shown[6], "组1", shown[7], "组2", shown[8], "More"),
    ]
    assert beside(tray, "More") == ["组3", shown[3], "组4", shown[4], "组5", shown[5]]
    # AND are chosen there as well
    others = [action.menu() for action in tray.menu.actions() if action.text() == "More"]
    with qtbot.waitSignal(tray.phrase_chosen, timeout=1000) as signal:
        others[1].actions()[-1].trigger()
    assert signal.args == [many[11]]


def test_a_group_that_fits_in_part_goes_on_beside_it(tray: Tray):
    pinned = [phrase(number, f"标题{number}", "") for number in range(6)]
    tray.set_state(TrayState.ARMED)
    tray.offer(offered(pinned, shelves={number: ("", "甲" if number < 4 else "乙") for number in range(6)}))
    assert texts(tray)[4 : -len(END)] == ["Pinned · 甲", "标题0", "标题1", "标题2", "标题3", "More"]
    assert beside(tray, "More") == ["乙", "标题4", "标题5"]


@pytest.mark.parametrize("lines", range(5))
@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_the_menu_has_one_column(tray: Tray, lines: int, groups: int):
    many = [phrase(number, f"标题{number}", f"c{number}") for number in range(12)]
    tray.set_spare(True)
    tray.set_reminders(3)
    tray.set_state(TrayState.TROUBLE, ["说明" * 10] * lines)
    shelves = {number: ("", f"组{number % groups}") for number in range(12)}
    tray.offer(offered(many[:6], many[6:], many[0], shelves))
    assert tray.menu.sizeHint().height() < 768 - PANEL


def test_what_explains_the_state_takes_no_room_from_the_rest(tray: Tray):
    tray.set_state(TrayState.TROUBLE, ["a", "b", "c", "d", "e"])
    told = texts(tray)[: texts(tray).index("—")]
    assert len(told) == TOLD
    assert told[-1] == "c…"


@pytest.mark.parametrize(
    ("hotkey", "shown"),
    [
        ("ctrl+alt+space", "Ctrl+Alt+Space"),
        ("super+f1", "Meta+F1"),
        ("ctrl+shift+k", "Ctrl+Shift+K"),
        ("ctrl+page_up", "Ctrl+PgUp"),
    ],
)
def test_hotkeys_stand_beside_what_they_do(tray: Tray, hotkey: str, shown: str):
    tray.offer(offered(last=phrase(1)))
    for name, text in {
        "palette": "Search…",
        "repeat": "Insert “发货时间” again",
        "pause": "Pause until resumed",
    }.items():
        tray.set_hotkeys({f"hotkey.{name}": hotkey})
        assert entry(tray, text).shortcut().toString() == shown
    tray.set_hotkeys({})
    assert entry(tray, "Search…").shortcut().isEmpty()


def test_choosing_a_phrase_hands_it_over(tray: Tray, qtbot: QtBot):
    chosen = phrase(2, "开发票", "fp")
    tray.offer(offered([phrase(1)], [chosen]))
    with qtbot.waitSignal(tray.phrase_chosen, timeout=1000) as signal:
        entry(tray, "开发票\t/fp").trigger()
    assert signal.args == [chosen]


def test_the_last_phrase_can_be_inserted_again(tray: Tray, qtbot: QtBot):
    assert "again" not in " ".join(texts(tray))
    tray.offer(offered(last=phrase(1)))
    with qtbot.waitSignal(tray.repeat_wanted, timeout=1000):
        entry(tray, "Insert “发货时间” again").trigger()


def test_the_old_clipboard_is_offered_while_it_is_there(tray: Tray, qtbot: QtBot):
    text = "Bring back what was on the clipboard"
    assert text not in texts(tray)
    tray.set_spare(True)
    with qtbot.waitSignal(tray.clipboard_wanted, timeout=1000):
        entry(tray, text).trigger()
    tray.set_spare(False)
    assert text not in texts(tray)


def test_search_and_quit(tray: Tray, qtbot: QtBot):
    with qtbot.waitSignal(tray.palette_wanted, timeout=1000):
        entry(tray, "Search…").trigger()
    with qtbot.waitSignal(tray.quit_wanted, timeout=1000):
        entry(tray, "Quit").trigger()


@pytest.mark.parametrize("state", [TrayState.ARMED, TrayState.OBSERVE, TrayState.TROUBLE])
@pytest.mark.parametrize(("text", "minutes"), [("Pause for 15 minutes", 15), ("Pause until resumed", 0)])
def test_a_pause_has_an_end_or_none(tray: Tray, qtbot: QtBot, state: TrayState, text: str, minutes: int):
    tray.set_state(state)
    assert "Resume" not in texts(tray)
    with qtbot.waitSignal(tray.pause_wanted, timeout=1000) as signal:
        entry(tray, text).trigger()
    assert signal.args == [minutes]


def test_a_pause_is_ended(tray: Tray, qtbot: QtBot):
    tray.set_state(TrayState.PAUSED, ["Paused until 14:05."])
    assert texts(tray)[:3] == ["Paused: codes are not caught", "Paused until 14:05.", "—"]
    assert not [text for text in texts(tray) if text.startswith("Pause ")]
    with qtbot.waitSignal(tray.resume_wanted, timeout=1000):
        entry(tray, "Resume").trigger()


def test_what_is_off_cannot_be_paused(tray: Tray):
    tray.set_state(TrayState.OFF)
    assert not {"Pause for 15 minutes", "Pause until resumed", "Resume"} & {*texts(tray)}


def test_the_opening_of_the_menu_is_told(tray: Tray, qtbot: QtBot):
    with qtbot.waitSignal(tray.opened, timeout=1000):
        tray.menu.aboutToShow.emit()


@pytest.mark.parametrize(
    "line",
    [
        "ctrl+alt+r (hotkey.repeat) cannot be had: another program holds it & there is no such key here.",
        "ctrl+alt+r（hotkey.repeat）无法使用：被其他程序占用，或没有这个键。请换一个：quickreply config",
        "长" * 60,
    ],
)
def test_what_explains_the_state_is_broken_into_lines(tray: Tray, line: str):
    tray.set_state(TrayState.TROUBLE, [line])
    told = texts(tray)[1 : texts(tray).index("—")]
    assert len(told) > 1
    assert "".join(told).replace(" ", "").replace("&&", "&") == line.replace(" ", "")
    assert all(_columns(one) <= LINE_LIMIT + 2 for one in told)
    assert not [one for one in told if one[0] in "，。：、"]
    assert not entry(tray, told[0]).isEnabled()
    tray.set_state(TrayState.ARMED)
    assert texts(tray)[:2] == [READY, "—"]


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text.replace("&&", "&"))


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
    tray.set_state(state, ["Another program holds the slash key."])
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


def test_what_is_left_of_a_phrase_stands_in_the_menu(tray: Tray, qtbot: QtBot):
    tray.set_next(Remaining(2, 3, "预计明天到 & 后天", "发货", None))
    text = "Insert message 2 of 3: 预计明天到 && 后天"
    with qtbot.waitSignal(tray.next_wanted):
        entry(tray, text).trigger()

    tray.set_next(Remaining(3, 3, "好", "发货", None, sending=True))
    assert not [text for text in texts(tray) if text.startswith("Insert message")]
    tray.set_next(None)
    assert not [text for text in texts(tray) if text.startswith("Insert message")]


def test_what_was_inserted_last_can_be_taken_back(tray: Tray, qtbot: QtBot):
    assert "Take it back" not in texts(tray)
    tray.offer(offered([], [phrase(1)], phrase(1)))
    with qtbot.waitSignal(tray.undo_wanted):
        entry(tray, "Take it back").trigger()


def test_what_there_is_to_be_reminded_of_is_counted_and_opened(tray: Tray, qtbot: QtBot):
    tray.set_reminders(2)
    assert "Reminders (2)…" in texts(tray)
    with qtbot.waitSignal(tray.reminders_wanted):
        entry(tray, "Reminders (2)…").trigger()

    tray.set_reminders(0)
    assert not any("Reminders" in text for text in texts(tray))
