"""Whoever owns the clipboard and however it answers: the phrase arrives, and what was there comes back."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.screen import odd_owner
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.test_clipboard import PNG, content
from tests.screen.texts import SHORT
from tests.screen.web import Editable
from tests.screen.windows import Mousepad, QtBox, Target

TEXT, PICTURE = "UTF8_STRING", "image/png"

Formats = Mapping[str, tuple[str, str | int]]
Owns = Callable[..., subprocess.Popen[bytes]]

pytestmark = pytest.mark.usefixtures("quickreply")


@pytest.fixture
def owns(desktop: Desktop) -> Iterator[Owns]:
    """A program copies something and answers as it is told to."""
    with ExitStack() as end:

        def owns(formats: Formats, delay: float = 0) -> subprocess.Popen[bytes]:
            argv = [sys.executable, str(Path(odd_owner.__file__)), json.dumps(formats), str(delay)]
            owner = desktop.spawn(argv, stdout=subprocess.PIPE, name="odd_owner")
            assert owner.stdout is not None
            end.callback(owner.stdout.close)
            assert owner.stdout.readline() == b"ready\n", desktop.log("odd_owner")
            return owner

        yield owns


@pytest.mark.parametrize(
    "copied",
    [
        {"files": ["/tmp/a b.txt", "/tmp/订单 1.png"]},
        {"text": "geheim", "secret": True},
        {"png": PNG + bytes(20_000_000)},
    ],
    ids=["files", "password", "20 MB"],
)
def test_it_is_what_it_was(desktop: Desktop, qt_box: QtBox, copied: dict[str, Any]):
    # GIVEN files, a password with its mark, or a very large picture
    desktop.clipboard.own(**copied)
    before = content(desktop)
    # WHEN a phrase is inserted, and one more
    desktop.type("/xx /xx ")
    assert qt_box.wait_for(SHORT * 2, PATIENCE) == SHORT * 2
    # THEN it is there to the byte
    assert before
    assert until(lambda: content(desktop) == before, PATIENCE)


@pytest.mark.parametrize("kind", [Mousepad, Editable, QtBox], ids=lambda kind: kind.name)
def test_what_was_copied_in_the_very_window(desktop: Desktop, targets: Targets, kind: type[Target]):
    # GIVEN a window in which something was copied, in all the formats its program has
    window = targets.ready(kind)
    desktop.type("words")
    assert window.wait_for("words", PATIENCE) == "words"
    desktop.key("ctrl+a", "ctrl+c", "End")
    assert until(lambda: desktop.clipboard.text() == "words", PATIENCE)
    before = content(desktop)
    # WHEN a phrase is inserted there
    desktop.type(" /xx ")
    # THEN it is the phrase that is pasted, and the clipboard is what it was
    assert window.wait_for(f"words {SHORT}", PATIENCE) == f"words {SHORT}"
    assert until(lambda: content(desktop) == before, PATIENCE)


def test_a_picture_that_is_made_when_somebody_asks(desktop: Desktop, qt_box: QtBox):
    # GIVEN a picture that is not yet PNG, as screenshot programs copy it
    desktop.clipboard.own(drawn=800)
    before = desktop.clipboard.read(PICTURE)
    desktop.type("/xx ")
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT
    assert before
    assert until(lambda: desktop.clipboard.read(PICTURE) == before, PATIENCE)


def test_an_owner_that_takes_its_time_is_waited_for(desktop: Desktop, qt_box: QtBox, owns: Owns):
    # GIVEN an owner that needs longer for its picture than a window should wait for its phrase
    owns({PICTURE: ("pieces", 500_000)}, 0.35)
    # WHEN a phrase is inserted and typing goes on
    desktop.type("/xx and on")
    # THEN both are there, and the picture too
    assert qt_box.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert until(lambda: desktop.clipboard.read(PICTURE) == odd_owner.content(500_000), PATIENCE)


@pytest.mark.parametrize("how", ["stop", "deaf"])
def test_an_owner_that_stops_holds_nobody_up(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, owns: Owns, how: str
):
    # GIVEN an owner that says what it has and does not give it
    owns({PICTURE: (how, 500_000)})
    # WHEN a phrase is inserted and typing goes on
    desktop.type("/xx and on")
    # THEN both are there, and the user is told that the clipboard is lost; she finds the phrase on it
    assert qt_box.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert quickreply.shows("notice")
    assert until(lambda: desktop.clipboard.text() == SHORT, PATIENCE)


def test_an_owner_that_dies_half_way_leaves_an_empty_clipboard(
    quickreply: Quickreply, desktop: Desktop, qt_box: QtBox, owns: Owns
):
    # GIVEN an owner that ends while it is being read
    owner = owns({TEXT: ("give", "text"), PICTURE: ("die", 500_000)})
    # WHEN a phrase is inserted and typing goes on
    desktop.type("/xx and on")
    # THEN both are there; of the clipboard nothing is left, as without us, and nothing is to be told
    assert qt_box.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert owner.wait(PATIENCE) == 0
    assert until(lambda: desktop.clipboard.targets() == set(), PATIENCE)
    assert not quickreply.sees("notice")
