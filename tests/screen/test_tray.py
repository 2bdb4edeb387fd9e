"""The menu of the icon in a panel; what it has to do with the palette is shown there."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from Xlib import XK, X
from Xlib.display import Display

from quickreply.core.draft import Draft
from quickreply.core.usage import How, UsageEvent
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.usage import Ledger
from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE
from tests.screen.stage_accident import Passing
from tests.screen.stage_palette import Tray
from tests.screen.test_clipboard import HTML, PNG, content
from tests.screen.texts import PHRASES, SHORT


@pytest.fixture(scope="module")
def own_tray() -> Iterator[Tray]:
    with Desktop() as desktop:
        yield Tray(desktop)


@pytest.fixture
def tray(own_tray: Tray) -> Tray:
    """A program that catches codes, and the empty window in front."""
    if not own_tray.program.running:
        own_tray.program.start()
    own_tray.desktop.key("Escape")  # should a menu be left
    own_tray.program.dismiss_notice()
    own_tray.program.resume()
    own_tray.box.focus()
    own_tray.box.clear()
    return own_tray


def choose(tray: Tray, *keys: str) -> None:
    """Opens the menu and goes to an entry; returns when the menu is gone."""
    menu = tray.open_menu()
    tray.desktop.key(*keys, "Return")
    assert until(lambda: menu not in tray.windows(), PATIENCE), "the menu stays"


def used(tray: Tray) -> int:
    """How many entries the menu has more at its beginning: two once something was inserted."""
    return 2 * bool(tray.program.usage())


def test_the_menu_pauses_for_a_while_and_goes_on(tray: Tray):
    # GIVEN a program that catches codes
    program = tray.program
    assert program.holds_slash()
    # WHEN it is paused by the menu for some minutes
    choose(tray, *["Up"] * 5)
    # THEN it catches none, and says until when, whatever is set meanwhile
    assert until(lambda: not program.holds_slash(), PATIENCE)
    ends = program.ask(do="status")["paused_until"]
    assert ends
    program.ask(do="config")
    assert program.ask(do="status")["paused_until"] == ends
    assert not program.holds_slash()
    tray.desktop.type("/xx ")
    assert tray.box.wait_for("/xx ", PATIENCE) == "/xx "
    # AND the menu resumes
    choose(tray, *["Up"] * 4)
    assert until(program.holds_slash, PATIENCE)
    # AND pauses until that is done again
    choose(tray, *["Up"] * 4)
    assert until(lambda: not program.holds_slash(), PATIENCE)
    assert program.ask(do="status")["paused_until"] == ""


def test_the_menu_inserts_the_last_phrase_again(tray: Tray):
    # GIVEN a phrase that was inserted
    tray.desktop.type("/xx ")
    assert tray.box.wait_for(SHORT, PATIENCE) == SHORT
    assert until(lambda: used(tray), PATIENCE)
    # WHEN the menu is told to do it again
    choose(tray, "Down", "Down")
    # THEN it is there twice
    assert tray.box.wait_for(SHORT * 2, PATIENCE) == SHORT * 2


@pytest.mark.parametrize(
    "copied",
    [{"text": "旧的内容 old", "html": HTML}, {"png": PNG}],
    ids=["html", "picture"],
)
def test_the_old_clipboard_can_be_brought_back(tray: Tray, copied: dict[str, str]):
    desktop, program = tray.desktop, tray.program
    # GIVEN a phrase that could not be inserted, for its window was closed
    desktop.clipboard.own(**copied)
    before = content(desktop)
    gone = Passing(desktop)
    gone.open()
    gone.focus()
    tray.palette.find("fh")
    end(gone.process)
    assert until(tray.palette.has_keyboard, PATIENCE)
    desktop.key("Return")
    # THEN it is on the clipboard, and told
    assert program.shows("notice")
    assert until(lambda: desktop.clipboard.text() == PHRASES["fh"], PATIENCE)
    program.dismiss_notice()
    # WHEN what was there before is wanted back
    choose(tray, "Down", "Down", *["Down"] * used(tray))
    # THEN it is all there, and told
    assert program.shows("notice")
    assert before
    assert until(lambda: content(desktop) == before, PATIENCE)
    # AND there is nothing more to bring back
    assert "nothing to bring back" in program.run("bring-back")


def test_a_hotkey_that_another_program_holds_is_told(tray: Tray):
    # GIVEN a combination that another program holds
    program = tray.program
    rival = Display(tray.desktop.env["DISPLAY"])
    code = rival.keysym_to_keycode(XK.XK_r)
    held = X.ControlMask | X.Mod1Mask
    rival.screen().root.grab_key(code, held, False, X.GrabModeAsync, X.GrabModeAsync)
    rival.sync()
    # WHEN it is to be set
    said = program.run("config", "set", "hotkey.repeat", "ctrl+alt+r")
    # THEN it is not
    assert "another program holds ctrl+alt+r" in said
    assert program.run("config", "get", "hotkey.repeat") == "none\n"
    # WHEN it stands in the file all the same
    program.set("hotkey.repeat", "ctrl+alt+r")
    # THEN it is told by a notice, the status and the doctor
    assert program.shows("notice")
    assert program.ask(do="status")["refused"] == ["hotkey.repeat ctrl+alt+r"]
    assert "hotkey.repeat ctrl+alt+r" in program.run("doctor")
    assert program.ask(do="status")["hotkeys"] == ["hotkey.palette ctrl+alt+space"]
    rival.close()
    program.set("hotkey.repeat", "none")


def test_the_menu_quits(tray: Tray):
    # WHEN it is told to quit by the menu
    tray.open_menu()
    tray.desktop.key("Up", "Return")
    # THEN it ends in good order
    assert tray.program.ended() == 0


def test_on_a_low_screen_the_menu_is_one_column():
    # GIVEN a screen of 768 pixels, and as many groups as the menu has phrases of one kind
    with Desktop("1366x768") as desktop:
        tray = Tray(desktop)
        database = Database.open(tray.program.places)
        libraries, ledger = Libraries(database), Ledger(database)
        personal = libraries.load().libraries[0].id
        for number in range(12):
            group, pinned = (f"组 {number % 6}",), number < 6
            draft = Draft(f"Text {number}", f"zz{number}", f"标题 {number}", group, pinned=pinned)
            phrase = libraries.add(personal, draft)
            ledger.record(UsageEvent(datetime.now(UTC), phrase, How.CODE, "", 6, 1))
        tray.program.ask(do="reload")
        assert until(lambda: tray.program.ask(do="status")["phrases"] == len(PHRASES) + 12, PATIENCE)
        # WHEN it opens THEN it is on the screen as a whole, and no wider than its longest line
        _, y, width, height = tray.open_menu()
        assert y >= 0
        assert y + height <= 768
        assert width < 480
        desktop.key("Escape")
        tray.program.quit()


def test_the_menu_shows_what_is_offered_in_the_window_in_front(tray: Tray):
    # GIVEN a pinned phrase of a library that is for the window in front
    program, libraries = tray.program, Libraries(Database.open(tray.program.places))
    total = program.ask(do="status")["phrases"]
    here = Draft("Here only.", code="eho", pinned=True)
    number = libraries.add(libraries.create_library("Elsewhere"), here)
    program.run("library", "bind", "Elsewhere", "--app", tray.box.wm_class)
    assert until(lambda: program.ask(do="status")["phrases"] == total + 1, PATIENCE)

    def height() -> int:
        menu = tray.open_menu()
        tray.desktop.key("Escape")
        assert until(lambda: menu not in tray.windows(), PATIENCE), "the menu stays"
        return menu[3]

    shown = height()
    # WHEN it is for another one, THEN the menu is without it
    program.run("library", "bind", "Elsewhere", "--app", "Another")
    assert until(lambda: height() < shown, PATIENCE)
    # AND with it again
    program.run("library", "bind", "Elsewhere", "--app", tray.box.wm_class)
    assert until(lambda: height() == shown, PATIENCE)
    libraries.remove(number)
    program.ask(do="reload")
