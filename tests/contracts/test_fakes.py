"""The fakes obey the contracts of the real adapters, and find out an engine that is too early."""

from contextlib import nullcontext

import pytest

from quickreply.core.delivery import AppFacts, Chord, Content, Reading, Selection
from quickreply.core.keys import Key
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.usage import Habits
from quickreply.engine.front import Caught
from quickreply.engine.stock import Stock
from tests.contracts.clipboard import TEXT, LeavingContract, TellsReadersContract
from tests.contracts.fake_rigs import FakeClipboardRig, FakeKeyboardRig, FakeLoopRig, FakeWindowsRig
from tests.contracts.keyboard import HoldingContract, RecordingSink
from tests.contracts.loop import LoopContract
from tests.contracts.windows import WindowsContract
from tests.fakes import (
    FakeClipboard,
    FakeDesktop,
    FakeLoop,
    FakeWindows,
)


class TestFakeLoop(LoopContract):
    @pytest.fixture
    def rig(self) -> FakeLoopRig:
        return FakeLoopRig(FakeLoop())

    def test_time_stands_still_until_it_is_told_to_pass(self):
        loop, done = FakeLoop(), []
        begun = loop.now()
        loop.after(5, lambda: done.append(loop.now() - begun))
        loop.advance(4.9)
        assert done == []
        assert loop.planned == 1
        loop.advance(0.2)
        assert done == [5]
        assert loop.planned == 0

    def test_acts_that_never_end_are_found_out(self):
        loop = FakeLoop()

        def again() -> None:
            loop.call(again)

        again()
        with pytest.raises(AssertionError, match="for ever"):
            loop.run()


class TestFakeWindows(WindowsContract):
    @pytest.fixture
    def rig(self) -> FakeWindowsRig:
        loop = FakeLoop()
        return FakeWindowsRig(loop, FakeWindows(loop, FakeClipboard(loop)))


class TestFakeClipboard(TellsReadersContract, LeavingContract):
    @pytest.fixture
    def rig(self) -> FakeClipboardRig:
        loop = FakeLoop()
        return FakeClipboardRig(loop, FakeClipboard(loop))

    def test_a_slow_owner_makes_the_offer_wait(self, rig: FakeClipboardRig):
        rig.clipboard.memory_takes = 0.3
        news: list[Reading] = []
        rig.clipboard.remember()
        rig.clipboard.offer(Content("new"), rig.reader, news.append)
        rig.loop.advance(0.2)
        assert news == []
        rig.loop.advance(0.2)
        assert news == [Reading.OWNED]

    def test_what_is_too_much_cannot_come_back(self, rig: FakeClipboardRig):
        rig.clipboard.forgetful = True
        rig.clipboard.remember()
        rig.clipboard.offer(Content("new"), rig.reader, lambda _reading: None)
        assert not rig.clipboard.restore()
        assert rig.clipboard.text == "new"

    def test_a_clipboard_that_cannot_be_had_is_refused(self, rig: FakeClipboardRig):
        rig.clipboard.refuses = True
        news: list[Reading] = []
        rig.clipboard.offer(Content("new"), rig.reader, news.append)
        assert news == [Reading.REFUSED]

    def test_a_glance_of_the_window_is_told(self, rig: FakeClipboardRig):
        news: list[Reading] = []
        rig.clipboard.offer(Content("new"), rig.reader, news.append)
        assert TEXT in rig.clipboard.glance(rig.reader)
        assert news == [Reading.OWNED, Reading.GLANCE]

    def test_the_selection_is_a_clipboard_of_its_own(self, rig: FakeClipboardRig):
        rig.clipboard.copy({TEXT: b"copied"})
        rig.clipboard.copy({TEXT: b"selected"}, Selection.PRIMARY)
        rig.clipboard.remember(Selection.PRIMARY)
        rig.clipboard.offer(Content("new", Selection.PRIMARY), rig.reader, lambda _reading: None)
        assert rig.clipboard.formats(Selection.PRIMARY)[TEXT] == b"new"
        assert rig.clipboard.text == "copied"
        rig.clipboard.keep(Content("kept", Selection.PRIMARY))
        assert rig.clipboard.formats(Selection.PRIMARY)[TEXT] == b"selected"
        assert rig.clipboard.text == "kept"


class TestFakeKeyboard(HoldingContract):
    @pytest.fixture
    def rig(self) -> FakeKeyboardRig:
        desktop = FakeDesktop()
        sink = RecordingSink(lambda: desktop.keyboard.hold(desktop.field.window))
        desktop.keyboard.attach(sink)
        desktop.field.walks = True
        return FakeKeyboardRig(desktop, sink, desktop.field)

    def test_a_swallowed_key_that_is_still_down_keeps_it_held(self, rig: FakeKeyboardRig):
        rig.keyboard.hold(rig.window)
        rig.desktop.typist.down("enter")
        rig.keyboard.release()
        rig.desktop.loop.advance(0.1)
        rig.desktop.typist.down("enter")  # repeats by itself
        assert rig.keyboard.holding
        rig.desktop.typist.up("enter")
        rig.desktop.loop.run()
        assert not rig.keyboard.holding
        assert rig.front.text == ""
        assert rig.front.down == []

    def test_a_key_that_stays_down_holds_it_for_a_second_at_most(self, rig: FakeKeyboardRig):
        rig.keyboard.hold(rig.window)
        rig.desktop.typist.down("enter")
        rig.keyboard.release()
        rig.desktop.loop.advance(1)
        assert not rig.keyboard.holding

    def test_no_key_stays_down_in_a_window_that_saw_it_go_down(self, rig: FakeKeyboardRig):
        rig.desktop.typist.down("a")
        rig.keyboard.hold(rig.window)
        rig.desktop.typist.up("a")
        rig.desktop.typist.down("b")
        rig.keyboard.give(rig.sink.pressed)
        rig.keyboard.release()
        rig.desktop.loop.run()
        assert rig.front.text == "ab"
        assert rig.front.down == ["b"]
        rig.desktop.typist.up("b")
        assert rig.front.down == []

    def test_overlapping_keys_arrive_in_order(self, rig: FakeKeyboardRig):
        rig.desktop.typist.roll("hello, all")
        assert rig.front.text == "hello, all"
        assert rig.front.down == []

    def test_a_click_waits_for_the_keys_typed_before_it(self, rig: FakeKeyboardRig):
        class GivesBack(RecordingSink):
            def click(self) -> None:
                rig.keyboard.give(self.pressed)
                rig.keyboard.release()

        rig.sink = GivesBack(lambda: True)
        rig.keyboard.attach(rig.sink)
        rig.keyboard.hold(rig.window)
        rig.type("ab")
        stood: list[str] = []
        rig.desktop.typist.click(lambda: stood.append(rig.front.text))
        rig.desktop.loop.run()
        assert stood == ["ab"]

    def test_a_keyboard_that_cannot_be_held_says_so(self, rig: FakeKeyboardRig):
        rig.keyboard.refuses = True
        assert not rig.keyboard.hold(rig.window)
        rig.type("a")
        assert rig.front.text == "a"

    def test_a_shortcut_types_nothing(self, rig: FakeKeyboardRig):
        rig.desktop.typist.down("ctrl")
        rig.desktop.typist.key("a")
        rig.desktop.typist.up("ctrl")
        assert rig.front.text == ""
        assert [(key.char, key.shortcut) for key in rig.front.others if key.char] == [("a", True)]


class TestFakeField:
    """What a program does later, it does later here too."""

    @pytest.fixture
    def desktop(self) -> FakeDesktop:
        desktop = FakeDesktop(AppFacts(paste=Chord("insert", ("shift",))))
        desktop.clipboard.copy({TEXT: b"pasted"})
        return desktop

    def test_it_pastes_after_the_chord_and_not_with_it(self, desktop: FakeDesktop):
        desktop.field.chord(Chord("insert", ("shift",)))
        assert desktop.field.text == ""
        desktop.loop.advance(0.02)
        assert desktop.field.text == "pasted"

    def test_another_chord_pastes_nothing(self, desktop: FakeDesktop):
        desktop.field.chord(Chord("v", ("ctrl",)))
        desktop.loop.advance(1)
        assert desktop.field.text == ""

    def test_a_clipboard_put_back_too_early_is_seen(self, desktop: FakeDesktop):
        desktop.field.reads = 3
        desktop.field.chord(Chord("insert", ("shift",)))
        desktop.loop.advance(0.012)
        desktop.clipboard.copy({TEXT: b"too early"})
        desktop.loop.advance(1)
        assert desktop.field.text == "too early"

    def test_a_key_that_comes_before_the_text_stands_before_it(self, desktop: FakeDesktop):
        desktop.field.chord(Chord("insert", ("shift",)))
        desktop.typist.type("x")
        desktop.loop.advance(1)
        assert desktop.field.text == "xpasted"

    def test_enter_sends_in_a_chat(self, desktop: FakeDesktop):
        desktop.field.sends = True
        desktop.typist.type("hi\n")
        assert desktop.field.sent == ["hi"]
        assert desktop.field.text == ""

    def test_backspace_and_tab_do_what_they_do(self, desktop: FakeDesktop):
        desktop.typist.type("ab")
        desktop.typist.key("backspace", "tab", "left")
        assert desktop.field.text == "a\t"
        assert [key.named.name for key in desktop.field.others] == ["OTHER"]


def test_the_sink_is_asked_with_the_character_before():
    desktop = FakeDesktop()
    asked: list[str | None] = []

    class Asking(RecordingSink):
        def begins(self, _key: Key, before: str | None) -> bool:
            asked.append(before)
            return False

    desktop.keyboard.attach(Asking(lambda: True))
    desktop.typist.type("/a/ /")
    desktop.typist.click()
    desktop.typist.type("/")
    assert asked == [None, "a", " ", None]


class TestHotkeys:
    @pytest.fixture
    def desktop(self) -> FakeDesktop:
        return FakeDesktop()

    def test_a_hotkey_does_what_it_should_and_types_nothing(self, desktop: FakeDesktop):
        done: list[str] = []
        caught = desktop.keyboard.catch("/", {"ctrl+alt+space": lambda: done.append("palette")})
        desktop.typist.chord("alt", "ctrl", "space")
        assert caught == Caught(armed=True)
        assert done == ["palette"]
        assert desktop.field.text == ""

    def test_what_another_program_holds_is_refused(self, desktop: FakeDesktop):
        desktop.keyboard.taken = {"/", "ctrl+alt+space"}
        caught = desktop.keyboard.catch("/", {"ctrl+alt+space": lambda: None})
        assert caught == Caught(armed=True, refused=frozenset({"ctrl+alt+space"}), observing=True)

    def test_without_a_slash_to_catch_it_passes(self, desktop: FakeDesktop):
        sink = RecordingSink(lambda: desktop.keyboard.hold(desktop.field.window))
        sink.takes_slash = True
        desktop.keyboard.attach(sink)
        desktop.keyboard.catch(None, {})
        desktop.typist.type("/a")
        assert desktop.field.text == "/a"


def test_the_desk_serves_a_phrase_from_the_stock():
    library = Library(1, "p", "Mine", LibraryKind.PERSONAL)
    phrase = Phrase(7, 1, None, "fh", "Shipping", "Sent today!")
    desktop = FakeDesktop()
    desktop.clipboard.copy({TEXT: b"old"})
    desk = desktop.desk(Stock(lambda: nullcontext((supply(Collection((library,), (), (phrase,))), Habits()))))
    desk.restock()
    desk.configure(Settings(), paused=False)
    desktop.loop.run()
    desktop.typist.type("/fh ")
    desktop.loop.advance(2)
    assert desktop.field.text == "Sent today!"
    assert desktop.clipboard.text == "old"
    assert [event.phrase for event in desktop.view.events] == [7]
    assert [offered.recent for offered in desktop.view.stocks] == [(), (phrase,)]
