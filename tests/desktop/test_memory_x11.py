"""What is remembered of a clipboard whose owner answers slowly, wrongly, in pieces or not at all."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from quickreply.core.delivery import Content, Reading, Selection
from quickreply.core.ports import Window
from quickreply.desktop import memory_x11
from quickreply.desktop.board_x11 import Board
from quickreply.desktop.clipboard_x11 import ClipboardX11
from tests.screen import odd_owner
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE
from tests.screen.rigs_x11 import Bench
from tests.screen.taker import Given, Taker, digest

pytestmark = pytest.mark.screen

TEXT, HTML, PNG = "UTF8_STRING", "text/html", "image/png"
PLENTY = 20_000_000
SOME = 500_000

Formats = Mapping[str, tuple[str, str | int]]


class Remembering:
    """Our clipboard, and a program that has copied something."""

    def __init__(self, bench: Bench, desktop: Desktop, end: ExitStack) -> None:
        self._bench, self._desktop, self._end = bench, desktop, end

    @property
    def clipboard(self) -> ClipboardX11:
        return self._bench.clipboard

    @property
    def board(self) -> Board:
        return self.clipboard._boards[Selection.CLIPBOARD]

    def copies(self, formats: Formats, delay: float = 0) -> None:
        """Another program owns the clipboard from now on."""
        argv = [sys.executable, str(Path(odd_owner.__file__)), json.dumps(formats), str(delay)]
        owner = self._desktop.spawn(argv, stdout=subprocess.PIPE, name="odd_owner")
        assert owner.stdout is not None
        self._end.callback(owner.stdout.close)
        assert owner.stdout.readline() == b"ready\n", self._desktop.log("odd_owner")
        self._bench.settle()

    def begin(self) -> None:
        """Somebody waits for the memory from now on."""
        self._bench.inside(self.clipboard.remember)
        self._bench.inside(lambda: self.board._reader and self.board._reader.hurry())

    def remembered(self) -> tuple[bool, dict[str, bytes]]:
        """Waits until there is a memory; says whether it is complete, and what is in it."""
        assert until(lambda: self._bench.inside(lambda: self.board._reader is None), PATIENCE)
        memory = self._bench.inside(lambda: self.board._memory)
        names = {atom: self._bench.inside(lambda a=atom: self._name(a)) for atom in memory.data}
        return memory.complete, {names[atom]: datum.data for atom, datum in memory.data.items()}

    def _name(self, atom: int) -> Any:  # noqa: ANN401 - python-xlib ships no types
        return self.clipboard._display.get_atom_name(atom)

    def puts_back(self) -> bool:
        """A delivery that begins now: ours is offered and taken back; whether it could be."""
        news: list[Reading] = []
        self.begin()
        self._bench.inside(lambda: self.clipboard.offer(Content("ours"), Window(1, 1, ""), news.append))
        assert until(lambda: Reading.OWNED in news, PATIENCE)
        back = bool(self._bench.inside(self.clipboard.restore))
        self._bench.settle()
        return back

    def there(self, *targets: str) -> list[Given | None]:
        """What another program finds on the clipboard."""
        taker = Taker(self._desktop)
        self._end.callback(taker.close)
        return [taker.order("get", target) for target in targets]


@pytest.fixture
def our(desktop: Desktop) -> Iterator[Remembering]:
    bench = Bench(desktop)
    with ExitStack() as end:
        yield Remembering(bench, desktop, end)
    bench.close()


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """So much time that it is never up on a busy machine."""
    monkeypatch.setattr(memory_x11, "TIME_LIMIT", 20.0)
    monkeypatch.setattr(memory_x11, "LAST_LIMIT", 20.0)


@pytest.mark.usefixtures("_patient")
class TestWhole:
    @pytest.mark.parametrize(
        "copied",
        [
            {TEXT: ("give", "")},
            {TEXT: ("give", ""), HTML: ("give", "<b></b>")},
            {TEXT: ("pieces", "")},
            {PNG: ("give", SOME // 4)},
            {PNG: ("pieces", SOME), TEXT: ("pieces", SOME)},
            {
                "text/uri-list": ("give", "file:///a\r\nfile:///b%20c\r\n"),
                "x-special/gnome-copied-files": ("give", "cut\nfile:///a\nfile:///b%20c"),
                "text/plain;charset=utf-8": ("give", "/a\n/b c"),
            },
            {"application/x-private": ("give", "\x00\x01")},
        ],
        ids=[
            "empty text",
            "empty text and html",
            "nothing in pieces",
            "picture",
            "pieces",
            "files",
            "private",
        ],
    )
    def test_it_comes_back_to_the_byte(self, our: Remembering, copied: Formats):
        our.copies(copied)
        assert our.puts_back()
        contents = [odd_owner.content(what) for _, what in copied.values()]
        back = [given and (given["type"], given["digest"]) for given in our.there(*copied)]
        assert back == [(name, digest(data)) for name, data in zip(copied, contents, strict=True)]

    def test_twenty_megabytes_come_back_to_the_byte(self, our: Remembering):
        our.copies({PNG: ("pieces", PLENTY)})
        assert our.puts_back()
        [picture] = our.there(PNG)
        assert picture
        assert (picture["size"], picture["digest"]) == (PLENTY, digest(odd_owner.content(PLENTY)))

    def test_sixty_formats_come_back(self, our: Remembering):
        copied = {f"application/x-{number}": ("give", f"form {number}") for number in range(60)}
        our.copies(copied)
        assert our.puts_back()
        [targets, *given] = our.there("TARGETS", *copied)
        assert targets
        assert set(copied) <= set(targets["atoms"])
        assert [each and each["text"] for each in given] == [f"form {number}" for number in range(60)]

    def test_a_picture_is_kept_in_one_form(self, our: Remembering):
        our.copies({"image/bmp": ("give", SOME), PNG: ("give", "png"), "image/x-icon": ("give", SOME)})
        our.begin()
        assert our.remembered() == (True, {PNG: b"png"})

    def test_an_owner_that_does_not_say_what_it_has_is_asked_for_text(self, our: Remembering):
        our.copies({"TARGETS": ("refuse", ""), TEXT: ("hidden", "text"), "STRING": ("refuse", "")})
        our.begin()
        assert our.remembered() == (True, {TEXT: b"text"})


class TestHalf:
    """Never called complete, and never put back."""

    @pytest.mark.parametrize(
        "copied",
        [
            {"TARGETS": ("deaf", ""), TEXT: ("give", "text")},
            {"TARGETS": ("give", ""), TEXT: ("hidden", "text")},
            {"TARGETS": ("refuse", ""), HTML: ("give", "<b>")},
            {TEXT: ("give", "text"), HTML: ("deaf", "")},
            {TEXT: ("give", "text"), HTML: ("refuse", "")},
            {TEXT: ("give", "text"), HTML: ("absent", "")},
            {TEXT: ("give", "text"), PNG: ("stop", SOME)},
            {TEXT: ("give", "text"), PNG: ("short", SOME)},
            {TEXT: ("refuse", ""), "STRING": ("give", "?")},
            {"text/plain;charset=utf-8": ("refuse", ""), HTML: ("give", "<b>")},
            {"application/x-a": ("give", "a"), "application/x-b": ("deaf", "")},
            {f"application/x-{number}": ("give", "x") for number in range(300)},
        ],
        ids=[
            "deaf",
            "nothing promised",
            "promises refused",
            "html deaf",
            "html refused",
            "html absent",
            "picture stops",
            "picture cut short",
            "better text refused",
            "text refused",
            "of two unknown ones",
            "too many",
        ],
    )
    def test_it_is_said(self, our: Remembering, copied: Formats):
        our.copies(copied)
        our.begin()
        complete, _ = our.remembered()
        assert not complete

    @pytest.mark.parametrize("how", ["refuse", "stop", "short"])
    def test_ours_stays_instead(self, our: Remembering, how: str):
        our.copies({TEXT: ("give", "text"), PNG: (how, SOME)})
        assert not our.puts_back()
        text, picture = our.there(TEXT, PNG)
        assert text
        assert text["text"] == "ours"
        assert picture is None

    def test_a_picture_too_large_to_remember(self, our: Remembering, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(memory_x11, "SIZE_LIMIT", SOME // 2)
        our.copies({TEXT: ("give", "text"), PNG: ("pieces", SOME)})
        our.begin()
        assert our.remembered() == (False, {TEXT: b"text"})


class TestLeftOut:
    """What nobody misses may be left out when the time is up or the owner has promised too much."""

    def test_what_matters_is_read_first(self, our: Remembering):
        slow = {f"application/x-{number}": ("give", "x") for number in range(60)}
        our.copies({**slow, HTML: ("give", "<b>"), TEXT: ("give", "text")}, 0.05)
        our.begin()
        complete, there = our.remembered()
        assert complete
        assert (there[TEXT], there[HTML]) == (b"text", b"<b>")

    @pytest.mark.parametrize("how", ["refuse", "absent", "deaf", "stop"])
    def test_a_private_form_beside_the_text(self, our: Remembering, how: str):
        our.copies({TEXT: ("give", "text"), "application/x-private": (how, SOME)})
        our.begin()
        assert our.remembered() == (True, {TEXT: b"text"})


@pytest.mark.usefixtures("_patient")
class TestMeanwhile:
    def test_what_is_copied_while_the_old_is_being_read_is_what_is_remembered(self, our: Remembering):
        # GIVEN a memory that is half made
        our.copies({TEXT: ("give", "old"), HTML: ("deaf", "")})
        our.begin()
        # WHEN another program copies
        our.copies({TEXT: ("give", "new"), PNG: ("give", "png")})
        # THEN nothing of the old is in it
        assert our.remembered() == (True, {TEXT: b"new", PNG: b"png"})

    def test_an_owner_that_dies_while_it_is_being_read_leaves_nothing(self, our: Remembering):
        our.copies({TEXT: ("give", "text"), PNG: ("die", SOME)})
        assert our.puts_back()
        assert our.there(TEXT, PNG) == [None, None]

    def test_late_answers_to_a_memory_that_was_given_up_are_not_mixed_in(self, our: Remembering):
        # GIVEN a slow owner, and a memory that was no longer needed
        our.copies({TEXT: ("give", "text"), HTML: ("pieces", SOME)}, 0.1)
        our.begin()
        our._bench.inside(our.clipboard.forget)
        # WHEN the next is made while the answers to the first come
        our.begin()
        # THEN it is the clipboard and nothing else
        complete, there = our.remembered()
        assert complete
        assert there == {TEXT: b"text", HTML: odd_owner.content(SOME)}
