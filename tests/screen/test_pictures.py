"""HTML beside a text, pictures behind it: windows that take them, and windows that do not."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.picture import Print, examined
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from tests.core.pictures import noisy, png
from tests.screen.desktop import Desktop, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.web import Editable, Textarea
from tests.screen.windows import Mousepad, QtBox, Target

ONE, TWO, LARGE = png(60, 40, 90), png(30, 30, 10), noisy(1200, 900)
RICH = "亲，<b>您好</b><br>第二行"
PLAIN = "亲，您好\n第二行"
COPIED = {"text": "订单号 2481", "html": "<i>订单号</i> 2481"}


class PictureBox(Target):
    """A Qt box that takes pictures."""

    name = "picturebox"
    wm_class = "picture_box.py"

    def open(self) -> None:
        self._file = self.folder / "text"
        script = str(Path(__file__).with_name("picture_box.py"))
        self.desktop.spawn([sys.executable, script, str(self._file)], name="picture_box.py")
        self.window = self.desktop.window("--class", "^picture_box.py$")

    def text(self) -> str:
        return self._file.read_text("utf-8").replace("\ufffc", "") if self._file.exists() else ""

    def clear(self) -> None:
        """Begins again: it is opened once a test."""

    def pictures(self) -> list[bytes]:
        """What was pasted, in order, as the pixels in them."""
        return [file.read_bytes() for file in sorted(self.folder.glob("text.*.png"))]


@pytest.fixture(scope="module")
def place() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def targets(place: Desktop) -> Targets:
    return Targets(place)


@pytest.fixture(scope="module")
def program(place: Desktop) -> Iterator[Quickreply]:
    program = Quickreply(place, {"xx": SHORT})
    libraries = Libraries(Database.open(program.places))
    library = libraries.load().libraries[0].id
    for code, pictures in {"cm": (ONE,), "two": (ONE, TWO), "big": (LARGE,)}.items():
        prints = [Print(examined(data, "f"), b"", data[:0]) for data in pictures]
        names = tuple(one.picture.name for one in prints)
        libraries.add(library, Draft(SHORT, code=code, pictures=names), prints)
    libraries.add(library, Draft(PLAIN, code="rich", html=RICH))
    program.start()
    program.shows("notice")  # that there is no tray
    yield program
    program.quit()


@pytest.fixture(autouse=True)
def quickreply(program: Quickreply) -> Iterator[Quickreply]:
    program.dismiss_notice()
    program.resume()  # it knows nothing of what was typed before
    yield program
    program.reset_settings()
    program.pause()


@pytest.fixture
def before(place: Desktop) -> dict[str, bytes]:
    """What the user has copied."""
    place.clipboard.own(**COPIED)
    return content(place)


def content(desktop: Desktop) -> dict[str, bytes]:
    kinds = desktop.clipboard.targets() - {"TARGETS", "TIMESTAMP", "MULTIPLE", "SAVE_TARGETS"}
    return {kind: desktop.clipboard.read(kind) for kind in kinds}


def pixels(data: bytes) -> tuple[int, int]:
    picture = examined(data, "f")
    return picture.width, picture.height


# Pictures.


def test_a_web_page_gets_the_text_and_the_picture_and_what_is_typed_behind(
    place: Desktop, targets: Targets, before: dict[str, bytes], quickreply: Quickreply
):
    page = targets.ready(Editable)
    place.type("/cm\nand on")
    assert until(lambda: "<img" in page.html() and page.html().endswith("and on"), PATIENCE), page.html()
    assert page.html().startswith(SHORT)
    assert page.html().count("<img") == 1
    assert until(lambda: content(place) == before, PATIENCE)
    assert not quickreply.sees("notice")
    assert len(quickreply.usage()) >= 1


def test_two_pictures_come_in_their_order(place: Desktop, targets: Targets, before: dict[str, bytes]):
    page = targets.ready(Editable)
    place.type("/two\n")
    assert until(lambda: page.html().count("<img") == 2, PATIENCE), page.html()
    assert until(lambda: content(place) == before, PATIENCE)


def test_a_page_that_is_busy_for_a_second_gets_both(
    place: Desktop, targets: Targets, before: dict[str, bytes], quickreply: Quickreply
):
    page = targets.ready(Editable)
    page.keep_busy()
    place.type("/cm\n")
    assert until(lambda: "<img" in page.html(), PATIENCE), page.html()
    assert page.text().startswith(SHORT)
    assert until(lambda: content(place) == before, PATIENCE)
    assert not quickreply.sees("notice")


@pytest.mark.parametrize(("code", "sizes"), [("two", [(60, 40), (30, 30)]), ("big", [(1200, 900)])])
def test_a_box_that_takes_pictures_gets_them_small_and_large(
    place: Desktop,
    before: dict[str, bytes],
    quickreply: Quickreply,
    code: str,
    sizes: list[tuple[int, int]],
):
    box = Targets(place).ready(PictureBox)
    for old in box.folder.glob("text*"):
        old.unlink()
    place.type(f"/{code}\nand on")
    assert box.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert [pixels(data) for data in box.pictures()] == sizes
    assert until(lambda: content(place) == before, PATIENCE)
    assert not quickreply.sees("notice")
    place.run("xdotool", "windowkill", str(box.window))


@pytest.mark.parametrize("kind", [Mousepad, QtBox], ids=lambda kind: kind.name)
def test_a_window_that_takes_none_gets_the_text_and_the_user_is_told(
    place: Desktop, targets: Targets, before: dict[str, bytes], quickreply: Quickreply, kind: type[Target]
):
    window = targets.ready(kind)
    place.type("/cm\nand on")
    # THEN the text is there, nothing else, and what was typed behind it
    assert window.wait_for(f"{SHORT}and on", PATIENCE) == f"{SHORT}and on"
    assert quickreply.shows("notice")
    # AND the picture is on the clipboard, to be pasted where it should go
    assert until(lambda: place.clipboard.read("image/png") == ONE, PATIENCE)
    assert place.clipboard.text() == ""
    # AND what was there before can be brought back
    quickreply.ask(do="bring-back")
    assert until(lambda: content(place) == before, PATIENCE)


def test_where_the_user_wants_none_none_is_pasted(
    place: Desktop, targets: Targets, before: dict[str, bytes], quickreply: Quickreply
):
    quickreply.set("apps.chromium.pictures", value=False)
    page = targets.ready(Editable)
    place.type("/cm\n")
    assert quickreply.shows("notice")
    assert page.html() == SHORT
    assert until(lambda: content(place) == before, PATIENCE)


# HTML.


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Textarea, PLAIN), (Mousepad, PLAIN), (QtBox, PLAIN)],
    ids=lambda one: str(one)[:12],
)
def test_a_window_for_text_gets_the_text(
    place: Desktop, targets: Targets, before: dict[str, bytes], kind: type[Target], expected: str
):
    window = targets.ready(kind)
    place.type("/rich\n")
    assert window.wait_for(expected, PATIENCE) == expected
    assert until(lambda: content(place) == before, PATIENCE)


def test_a_page_that_shows_looks_gets_them(place: Desktop, targets: Targets, before: dict[str, bytes]):
    page = targets.ready(Editable)
    place.type("/rich\n")
    assert until(lambda: "<b>您好</b>" in page.html(), PATIENCE), page.html()
    assert until(lambda: content(place) == before, PATIENCE)


def test_where_the_user_wants_plain_text_it_is_plain(
    place: Desktop, targets: Targets, before: dict[str, bytes], quickreply: Quickreply
):
    quickreply.set("apps.chromium.html", value=False)
    page = targets.ready(Editable)
    place.type("/rich\n")
    assert page.wait_for(PLAIN, PATIENCE) == PLAIN
    assert "<b>" not in page.html()
    assert until(lambda: content(place) == before, PATIENCE)
