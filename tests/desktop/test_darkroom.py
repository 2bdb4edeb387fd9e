import struct
import subprocess
import sys
from pathlib import Path

import pytest

from quickreply.core.picture import Picture, examined
from quickreply.desktop import darkroom, darkroom_child
from quickreply.desktop.darkroom import developed
from tests.core.pictures import GIF, JPEG_HEAD, png


def pictures(*data: bytes) -> list[Picture]:
    return [examined(one, "f") for one in data]


def test_a_png_stays_as_it_is_and_others_become_one():
    one, two = developed(pictures(png(900, 600), GIF))

    assert one.png == b""
    assert examined(two.png, "f").name.endswith(".png")
    small = examined(one.thumb, "f")
    assert (small.width, small.height) == darkroom_child.SMALL


def test_what_cannot_be_decoded_is_left_out_and_the_others_come():
    cut = png(100, 100)[:-40]
    found = list(developed(pictures(cut, JPEG_HEAD, png(), b"RIFF\x64\0\0\0WEBPVP8X" + bytes(40) + b"\1")))
    assert [one.picture.data for one in found] == [png()]


def test_a_process_that_dies_takes_one_picture_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # GIVEN a decoder that a picture of shade 7 brings down
    script = tmp_path / "child.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(darkroom_child.__file__).parent)!r})\n"
        "import os, darkroom_child as child\n"
        "made = child._made\n"
        f"child._made = lambda data: os._exit(9) if data == {png(shade=7)!r} else made(data)\n"
        "child.main()\n"
    )
    monkeypatch.setattr(darkroom.child, "__file__", str(script))
    # WHEN it comes in the middle
    found = list(developed(pictures(png(shade=1), png(shade=7), png(shade=2))))
    # THEN the others are there
    assert [one.picture.data for one in found] == [png(shade=1), png(shade=2)]


def test_nothing_is_started_for_no_pictures(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("started"))
    assert list(developed([])) == []


@pytest.mark.skipif(sys.platform != "linux", reason="has no such bound")
def test_a_picture_that_unpacks_to_more_than_it_says_ends_nothing_else():
    """The head was judged small; what is behind it claims gigabytes."""
    bomb = png(claimed=(30_000, 30_000))
    lying = Picture("0" * 32 + ".png", 1, 1, bomb)
    assert [one.picture.data for one in developed([lying, *pictures(png())])] == [png()]


def test_the_child_imports_nothing_of_ours():
    code = Path(darkroom_child.__file__).read_text()
    assert "import quickreply" not in code
    assert "from quickreply" not in code
    assert struct.calcsize("<I") == darkroom_child.LENGTH.size
