"""The desktop itself, with nothing of ours running on it."""

import os
import signal

import psutil
import pytest

from tests.screen.desktop import Desktop, MissingProgramError, end, require, until
from tests.screen.pidgin import Pidgin
from tests.screen.typist import Typist
from tests.screen.web import WebChat
from tests.screen.windows import Mousepad, QtBox, Target, Xterm

REPLY = "亲,您好!\n\n已为您发货 😀👨\u200d👩\u200d👧\n  Bye."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def test_what_is_typed_stands_in_the_window(desktop: Desktop, target: Target):
    desktop.type("hello")
    assert target.wait_for("hello") == "hello"


def test_what_is_pasted_stands_in_the_window(desktop: Desktop, target: Target):
    is_terminal = isinstance(target, Xterm)
    desktop.clipboard.own(text=REPLY, selection="primary" if is_terminal else "clipboard")
    desktop.key("shift+Insert" if is_terminal else "ctrl+v")
    assert target.wait_for(REPLY) == REPLY


def test_an_emptied_window_is_empty(desktop: Desktop, editor: Target):
    desktop.type("one")
    assert editor.wait_for("one") == "one"
    editor.clear()
    desktop.type("two")
    assert editor.wait_for("two") == "two"


def test_every_speed_is_exact(typist: Typist, qt_box: QtBox):
    typist.type("/fh a")
    typist.key("Return", "b")
    assert qt_box.wait_for("/fh a\nb") == "/fh a\nb"


def test_overlapping_keys_come_out_in_order(typist: Typist, mousepad: Mousepad):
    typist.roll("/fh hello, A1! Bb")
    assert mousepad.wait_for("/fh hello, A1! Bb") == "/fh hello, A1! Bb"


def test_each_window_is_known_by_its_class(desktop: Desktop, target: Target):
    assert str(target.window) in desktop.xdotool("search", "--class", f"^{target.wm_class}$").split()
    assert desktop.active_window() == target.window


def test_a_web_chat_counts_each_message_once(desktop: Desktop, web_chat: WebChat):
    desktop.type("hello\n")
    assert until(web_chat.sent) == ["hello"]
    assert web_chat.text() == ""
    desktop.key("Return")
    assert until(lambda: len(web_chat.sent()) == 2)
    assert web_chat.sent() == ["hello", ""]


def test_the_customer_gets_what_is_sent_from_pidgin(desktop: Desktop, pidgin: Pidgin):
    desktop.type("hello\nagain\n")
    assert until(lambda: len(pidgin.received()) == 2)
    assert pidgin.received() == ["hello", "again"]
    assert pidgin.text() == ""


def test_text_in_pidgin_is_not_sent_without_enter(desktop: Desktop, pidgin: Pidgin):
    desktop.type("hello")
    assert pidgin.received() == []
    pidgin.clear()
    assert pidgin.text() == ""


def test_the_clipboard_holds_text(desktop: Desktop):
    desktop.clipboard.own(text=REPLY)
    assert desktop.clipboard.text() == REPLY
    assert "text/html" not in desktop.clipboard.targets()


def test_the_clipboard_holds_html_with_its_text(desktop: Desktop):
    desktop.clipboard.own(text="hello", html="<b>hello</b>")
    assert desktop.clipboard.text() == "hello"
    assert desktop.clipboard.read("text/html") == b"<b>hello</b>"


def test_the_clipboard_holds_a_picture(desktop: Desktop):
    desktop.clipboard.own(png=PNG)
    assert desktop.clipboard.read("image/png") == PNG
    assert desktop.clipboard.text() == ""


def test_an_owner_goes_when_somebody_else_copies(desktop: Desktop):
    first = desktop.clipboard.own(text="first")
    desktop.clipboard.own(text="second")
    assert first.wait(5) == 0


def test_a_picture_of_the_screen_is_a_png(desktop: Desktop, mousepad: Mousepad):
    picture = desktop.screenshot(mousepad.folder / "screen.png")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_click_moves_the_focus(desktop: Desktop, mousepad: Mousepad, qt_box: QtBox):
    x, y, width, height = desktop.place(mousepad.window)
    desktop.xdotool("windowraise", str(mousepad.window))
    desktop.click(x + width // 2, y + height // 2)
    assert until(lambda: desktop.active_window() == mousepad.window)
    assert desktop.active_window() != qt_box.window


def test_a_closed_desktop_leaves_nothing_behind():
    with Desktop() as desktop:
        children = [desktop.spawn(["sleep", "600"]), desktop.spawn(["sh", "-c", "sleep 600 & wait"])]
        home = desktop.home
        assert all(alive(child.pid) for child in children)
    assert not home.exists()
    assert until(lambda: not any(alive(child.pid) for child in children))


def test_a_program_that_ignores_the_request_is_ended(desktop: Desktop):
    stubborn = desktop.spawn(["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"], name="deaf")
    assert until(lambda: desktop.log("deaf"))
    end(stubborn, patience=0.2)
    assert stubborn.returncode == -signal.SIGKILL


def alive(group: int) -> bool:
    """Whether a process of the group runs; one that is dead and waits to be asked for its status does not."""
    return any(runs(process, group) for process in psutil.process_iter())


def runs(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, ProcessLookupError):
        return False


def test_a_missing_program_is_named():
    with pytest.raises(MissingProgramError, match="no-such-program is not installed"):
        require("sh", "no-such-program")
