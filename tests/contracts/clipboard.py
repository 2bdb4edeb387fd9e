"""The contracts of `Clipboard`: for all, and for those that can tell who reads."""

from collections.abc import Callable, Mapping
from typing import Protocol

import pytest

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Clipboard, Window

TEXT, HTML, PNG = "text/plain", "text/html", "image/png"

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cf500f0003860180345ff6730000000049454e44ae426082"
)
"""A PNG of one pixel."""

CONTENTS: Mapping[str, Mapping[str, bytes]] = {
    "text": {TEXT: "旧的内容 old".encode()},
    "html": {TEXT: b"old", HTML: b"<b>old</b>"},
    "picture": {PNG: PICTURE},
}
"""What a user may have copied before."""

PHRASES = {
    "short": "Hello!",
    "hanzi": "亲，您好！今天下午四点前付款当天发出。" * 16,
    "emoji": "好的 \U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "lines": "one\n\ntwo\n  three",
}


class ClipboardRig(Protocol):
    """A clipboard, and the other programs around it."""

    @property
    def clipboard(self) -> Clipboard:
        """The adapter under test."""

    @property
    def reader(self) -> Window:
        """The window that is pasted into."""

    def copy(self, formats: Mapping[str, bytes]) -> None:
        """Another program copies something; none at all empties the clipboard."""

    def paste(self) -> str | None:
        """The paste chord is pressed, and the window's program reads the text."""

    def look(self, mime: str = TEXT) -> bytes | None:
        """A clipboard tool reads one format; None if it is not there."""

    def hidden(self) -> bool:
        """Whether clipboard histories are asked not to keep what is there."""

    def at_once(self, *acts: Callable[[], object]) -> None:
        """Does all of these with the clipboard before an owner can have answered anything."""

    def settle(self) -> None:
        """Lets everything happen that is under way."""

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        """Lets everything work until the condition holds, two seconds at most; returns whether it does."""


class SelectionsRig(ClipboardRig, Protocol):
    """A clipboard on a system that has a second one."""

    def select(self, text: str) -> None:
        """Another program has something selected: what the middle button pastes."""

    def selected(self) -> bytes | None:
        """A clipboard tool reads the selected text; None if there is none."""

    def asks(self, mime: str) -> Callable[[], bytes | None]:
        """A clipboard tool asks and is not answered yet; returns how to learn what it gets in the end."""


class ClipboardContract:
    """Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> ClipboardRig:
        raise NotImplementedError

    @pytest.mark.parametrize("text", PHRASES.values(), ids=PHRASES)
    def test_what_is_offered_is_what_is_pasted(self, rig: ClipboardRig, text: str):
        offer(rig, text)
        assert rig.paste() == text

    def test_that_it_is_ours_is_told_first_and_once(self, rig: ClipboardRig):
        news = offer(rig, "new")
        rig.paste()
        rig.settle()
        assert news[0] is Reading.OWNED
        assert news.count(Reading.OWNED) == 1

    def test_that_the_window_has_read_is_told(self, rig: ClipboardRig):
        news = offer(rig, "new")
        rig.paste()
        assert rig.wait_until(lambda: Reading.BY_READER in news)

    @pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
    def test_what_was_there_comes_back(self, rig: ClipboardRig, before: Mapping[str, bytes]):
        rig.copy(before)
        offer(rig, "new")
        assert rig.clipboard.restore()
        rig.settle()
        assert {mime: rig.look(mime) for mime in before} == before
        assert not rig.hidden()

    def test_an_empty_clipboard_is_empty_again(self, rig: ClipboardRig):
        rig.copy({})
        offer(rig, "new")
        assert rig.clipboard.restore()
        rig.settle()
        assert not rig.look()

    def test_it_can_be_done_again_and_again(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        for number in range(5):
            offer(rig, f"new {number}")
            assert rig.paste() == f"new {number}"
            assert rig.clipboard.restore()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_a_second_offer_inherits_the_first_memory(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        offer(rig, "one")
        offer(rig, "two")
        assert rig.paste() == "two"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == CONTENTS["text"][TEXT]

    def test_an_offer_waits_for_the_memory(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news: list[Reading] = []
        rig.clipboard.remember()
        rig.clipboard.offer(Content("new"), rig.reader, news.append)
        assert rig.wait_until(lambda: Reading.OWNED in news)
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    @pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
    def test_forgetting_calls_off_an_offer_that_waits(self, rig: ClipboardRig, before: Mapping[str, bytes]):
        rig.copy(before)
        news = wait_and(rig, rig.clipboard.forget)
        assert news == []
        assert {mime: rig.look(mime) for mime in before} == before
        assert rig.clipboard.restore()

    def test_keeping_calls_off_an_offer_that_waits(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news = wait_and(rig, lambda: rig.clipboard.keep(Content("kept")))
        assert news == []
        assert rig.look() == b"kept"
        assert not rig.hidden()
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"kept"

    def test_of_two_offers_that_wait_the_later_one_counts(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        later: list[Reading] = []
        news = wait_and(rig, lambda: rig.clipboard.offer(Content("later"), rig.reader, later.append))
        assert rig.wait_until(lambda: later == [Reading.OWNED])
        assert rig.paste() == "later"
        assert news == []
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_after_an_offer_was_called_off_the_next_is_as_any_other(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        wait_and(rig, rig.clipboard.forget)
        assert offer(rig, "new") == [Reading.OWNED]
        assert rig.paste() == "new"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_what_is_copied_between_memory_and_offer_comes_back(self, rig: ClipboardRig):
        rig.copy({TEXT: b"first"})
        rig.clipboard.remember()
        rig.settle()
        rig.copy({TEXT: b"second"})
        rig.settle()
        offer(rig, "new")
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"second"

    def test_what_somebody_copied_meanwhile_stays(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = offer(rig, "new")
        rig.copy({TEXT: b"copied meanwhile"})
        assert rig.wait_until(lambda: Reading.LOST in news)
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"copied meanwhile"
        assert news.count(Reading.LOST) == 1

    def test_what_somebody_copied_the_moment_before_stays_too(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        offer(rig, "new")
        rig.copy({TEXT: b"copied right now"})
        rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"copied right now"

    def test_what_was_not_remembered_cannot_come_back(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        rig.clipboard.offer(Content("new"), rig.reader, lambda _reading: None)
        rig.settle()
        assert not rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"new"

    def test_without_an_offer_there_is_nothing_to_put_back(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == CONTENTS["text"][TEXT]

    def test_html_is_there_beside_the_text(self, rig: ClipboardRig):
        rig.clipboard.keep(Content("亲 hi", html="亲 <b>hi</b>"))
        rig.settle()
        assert rig.look() == "亲 hi".encode()
        assert "亲 <b>hi</b>" in (rig.look(HTML) or b"").decode()

    def test_a_picture_is_there_alone(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        rig.clipboard.keep(Content("", images={PNG: PICTURE}))
        rig.settle()
        assert rig.look(PNG) == PICTURE
        assert not rig.look()
        assert not rig.look(HTML)

    @pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
    def test_what_was_there_comes_back_behind_a_picture_that_followed_a_text(
        self, rig: ClipboardRig, before: Mapping[str, bytes]
    ):
        rig.copy(before)
        offer(rig, "new")
        news: list[Reading] = []
        rig.clipboard.offer(Content("", images={PNG: PICTURE}), rig.reader, news.append)
        assert rig.wait_until(lambda: Reading.OWNED in news)
        assert rig.clipboard.restore()
        rig.settle()
        assert {mime: rig.look(mime) for mime in before} == before

    def test_what_is_kept_stays(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        offer(rig, "new")
        rig.clipboard.keep(Content("kept"))
        rig.settle()
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"kept"
        assert rig.look(HTML) is None
        assert not rig.hidden()

    def test_what_is_kept_is_remembered_next_time(self, rig: ClipboardRig):
        rig.clipboard.keep(Content("kept"))
        rig.settle()
        offer(rig, "new")
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"kept"

    def test_what_was_forgotten_is_read_anew(self, rig: ClipboardRig):
        rig.copy({TEXT: b"first"})
        rig.clipboard.remember()
        rig.settle()
        rig.clipboard.forget()
        rig.copy({TEXT: b"second"})
        offer(rig, "new")
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"second"

    def test_forgetting_does_not_harm_what_is_offered(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        offer(rig, "new")
        rig.clipboard.forget()
        assert rig.paste() == "new"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == CONTENTS["text"][TEXT]

    def test_nothing_is_told_of_what_was_put_back(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = offer(rig, "new")
        rig.clipboard.restore()
        rig.settle()
        rig.look()
        rig.copy({TEXT: b"later"})
        rig.settle()
        assert news == [Reading.OWNED]


class LeavingContract:
    """A phrase that is left on the clipboard, and what was there before. Subclass it with a fixture `rig`."""

    @pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
    def test_what_was_there_before_a_phrase_was_left_is_brought_back(
        self, rig: ClipboardRig, before: Mapping[str, bytes]
    ):
        rig.copy(before)
        assert leave(rig, "kept") == ["kept, with a spare"]
        assert rig.look() == b"kept"
        assert not rig.hidden()
        assert rig.clipboard.bring_back()
        rig.settle()
        assert {mime: rig.look(mime) for mime in before} == before

    def test_so_is_what_was_there_before_an_offer(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        offer(rig, "new")
        assert leave(rig, "kept") == ["kept, with a spare"]
        assert rig.look() == b"kept"
        assert rig.clipboard.bring_back()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_it_is_brought_back_once(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = leave(rig, "kept")
        assert rig.clipboard.bring_back()
        assert not rig.clipboard.bring_back()
        rig.settle()
        assert rig.look() == CONTENTS["text"][TEXT]
        assert len(news) == 1

    def test_an_empty_clipboard_leaves_nothing_to_bring_back(self, rig: ClipboardRig):
        rig.copy({})
        assert leave(rig, "kept") == ["kept"]
        assert not rig.clipboard.bring_back()
        assert rig.look() == b"kept"

    def test_of_several_phrases_that_are_left_the_oldest_memory_comes_back(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        leave(rig, "one")
        assert leave(rig, "two") == ["kept, with a spare"]
        assert rig.look() == b"two"
        assert rig.clipboard.bring_back()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_phrases_that_are_left_at_once_are_all_told(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news: list[str] = []
        rig.at_once(*(keeping(rig, text, news) for text in ("one", "two")))
        assert rig.wait_until(lambda: len(news) > 1)
        rig.settle()
        assert rig.look() == b"two"

    def test_a_phrase_that_arrives_meanwhile_changes_nothing(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news = leave(rig, "kept")
        offer(rig, "new")
        assert rig.paste() == "new"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"kept"
        assert news == ["kept, with a spare"]
        assert rig.clipboard.bring_back()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_while_something_is_offered_it_comes_back_behind_that(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        leave(rig, "kept")
        offer(rig, "new")
        assert rig.clipboard.bring_back()
        assert rig.paste() == "new"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look(HTML) == b"<b>old</b>"

    def test_an_offer_right_behind_it_does_not_lose_it(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news: list[str] = []
        readings: list[Reading] = []
        rig.at_once(
            keeping(rig, "kept", news),
            rig.clipboard.remember,
            lambda: rig.clipboard.offer(Content("new"), rig.reader, readings.append),
        )
        assert rig.wait_until(lambda: Reading.OWNED in readings)
        assert len(news) == 1
        assert rig.paste() == "new"
        assert rig.clipboard.restore()
        rig.settle()
        assert rig.look() == b"kept"

    def test_forgetting_does_not_lose_it_either(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        news: list[str] = []
        rig.at_once(keeping(rig, "kept", news), rig.clipboard.forget)
        assert rig.wait_until(lambda: bool(news))
        rig.settle()
        assert rig.look() == b"kept"

    def test_what_somebody_copies_stays_and_that_is_told(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = leave(rig, "kept")
        rig.copy({TEXT: b"theirs"})
        assert rig.wait_until(lambda: len(news) > 1)
        assert news == ["kept, with a spare", "gone"]
        assert not rig.clipboard.bring_back()
        rig.settle()
        assert rig.look() == b"theirs"

    def test_what_is_discarded_cannot_be_brought_back(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = leave(rig, "kept")
        rig.clipboard.discard()
        assert not rig.clipboard.bring_back()
        rig.copy({TEXT: b"theirs"})
        rig.settle()
        assert news == ["kept, with a spare"]

    def test_what_the_user_wants_there_is_not_to_be_brought_back_from(self, rig: ClipboardRig):
        rig.copy(CONTENTS["text"])
        news = leave(rig, "kept")
        rig.clipboard.keep(Content("wanted"))
        rig.settle()
        assert news == ["kept, with a spare", "gone"]
        assert not rig.clipboard.bring_back()
        assert rig.look() == b"wanted"


class OpenContract(ClipboardContract):
    """For a clipboard that answers everybody at once. Subclass it with a fixture `rig`."""

    def test_that_somebody_read_before_the_chord_is_not_taken_for_the_window(self, rig: ClipboardRig):
        news = offer(rig, "new")
        assert rig.look() == b"new"
        assert rig.wait_until(lambda: Reading.BY_OTHER in news)
        assert Reading.BY_READER not in news

    def test_only_the_text_is_offered(self, rig: ClipboardRig):
        rig.copy(CONTENTS["html"])
        offer(rig, "new")
        assert rig.look(HTML) is None
        assert rig.look(PNG) is None

    def test_histories_are_asked_to_look_away(self, rig: ClipboardRig):
        offer(rig, "new")
        assert rig.hidden()


class TellsReadersContract(ClipboardContract):
    """For a clipboard that knows who reads, and has a second one. Subclass it with a fixture `rig`."""

    @pytest.fixture
    def rig(self) -> SelectionsRig:
        raise NotImplementedError

    @pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
    def test_whoever_else_asks_waits_and_gets_what_was_there(
        self, rig: SelectionsRig, before: Mapping[str, bytes]
    ):
        # GIVEN tools that ask for every format before the window reads
        rig.copy(before)
        news = offer(rig, "new")
        answers = {mime: rig.asks(mime) for mime in before}
        # WHEN it reads, and what was there is put back
        assert news == [Reading.OWNED]
        assert rig.paste() == "new"
        assert rig.wait_until(lambda: Reading.BY_READER in news)
        assert rig.clipboard.restore()
        # THEN that is what they get, and none was taken for the window
        assert {mime: answer() for mime, answer in answers.items()} == before
        assert Reading.BY_OTHER not in news

    def test_who_asked_for_what_is_kept_gets_it(self, rig: SelectionsRig):
        rig.copy(CONTENTS["text"])
        offer(rig, "new")
        answer = rig.asks(TEXT)
        rig.clipboard.keep(Content("kept"))
        assert answer() == b"kept"

    def test_who_asked_gets_nothing_where_nothing_was(self, rig: SelectionsRig):
        rig.copy({})
        offer(rig, "new")
        answer = rig.asks(TEXT)
        assert rig.clipboard.restore()
        assert not answer()

    def test_who_asked_before_somebody_copied_does_not_get_ours(self, rig: SelectionsRig):
        rig.copy(CONTENTS["text"])
        news = offer(rig, "new")
        answer = rig.asks(TEXT)
        rig.copy({TEXT: b"copied meanwhile"})
        assert rig.wait_until(lambda: Reading.LOST in news)
        assert answer() in (None, b"copied meanwhile")

    def test_who_asked_is_not_left_waiting_where_nothing_can_be_put_back(self, rig: SelectionsRig):
        rig.copy(CONTENTS["text"])
        rig.clipboard.offer(Content("new"), rig.reader, lambda _reading: None)
        rig.settle()
        answer = rig.asks(TEXT)
        assert not rig.clipboard.restore()
        assert answer() == b"new"

    def test_keeping_calls_off_an_offer_of_the_selection(self, rig: SelectionsRig):
        rig.select("selected")
        content, news = Content("new", Selection.PRIMARY), list[Reading]()
        rig.at_once(
            lambda: rig.clipboard.remember(Selection.PRIMARY),
            lambda: rig.clipboard.offer(content, rig.reader, news.append),
            lambda: rig.clipboard.keep(content),
        )
        rig.settle()
        assert news == []
        assert rig.look() == b"new"
        assert rig.selected() == b"selected"


def offer(rig: ClipboardRig, text: str) -> list[Reading]:
    """A delivery up to the chord; what is told goes on being added to the list."""
    news: list[Reading] = []
    rig.clipboard.remember()
    rig.clipboard.offer(Content(text), rig.reader, news.append)
    assert rig.wait_until(lambda: Reading.OWNED in news)
    return news


def leave(rig: ClipboardRig, text: str) -> list[str]:
    """A phrase that could not be inserted; what is told goes on being added to the list."""
    news: list[str] = []
    keeping(rig, text, news)()
    assert rig.wait_until(lambda: bool(news))
    return news


def keeping(rig: ClipboardRig, text: str, news: list[str]) -> Callable[[], None]:
    """Leaves a phrase; what is told is added to `news`."""

    def kept(spare: bool) -> None:
        news.append("kept, with a spare" if spare else "kept")

    return lambda: rig.clipboard.keep(Content(text), kept, lambda: news.append("gone"))


def wait_and(rig: ClipboardRig, act: Callable[[], object]) -> list[Reading]:
    """What is told of an offer that still waited for its memory when `act` was done."""
    news: list[Reading] = []
    rig.at_once(
        rig.clipboard.remember,
        lambda: rig.clipboard.offer(Content("new"), rig.reader, news.append),
        act,
    )
    rig.settle()
    return news
