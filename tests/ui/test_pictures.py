from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from quickreply.core.draft import Draft, Field
from quickreply.core.picture import examined
from quickreply.core.words import Say
from quickreply.ui.form import Form
from quickreply.ui.preview import Preview
from quickreply.ui.theme import Theme
from quickreply.ui.thumbs import Thumbs
from tests.core.pictures import GIF, png

from .conftest import Keeper, MakeMatch

_LEFT = Qt.MouseButton.LeftButton
ONE, TWO = examined(png(30, 20), "f").name, examined(GIF, "f").name


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(say: Say, theme: Theme, keeper: Keeper, window: QWidget) -> Form:
    keeper.develop(png(30, 20), "f")
    made = Form(say, theme, keeper, window)
    made.resize(760, 400)
    window.resize(760, 400)
    window.show()
    return made


def copied(form: str, data: bytes) -> QMimeData:
    mime = QMimeData()
    mime.setData(form, QByteArray(data))
    return mime


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def text_of(form: Form):
    return form._fields[Field.TEXT]._field


def test_a_phrase_keeps_its_pictures(form: Form, keeper: Keeper):
    form.begin(Draft("x", pictures=(ONE,)), 1, 7)
    assert not form.changed
    assert form.draft.pictures == (ONE,)

    form.save()
    assert (keeper.kept[-1][2].pictures, keeper.prints) == ((ONE,), ())


@pytest.mark.parametrize(
    ("form_", "data"), [("image/gif", GIF), ("image/png", png(3, 3))], ids=["gif", "png"]
)
def test_one_that_is_pasted_into_the_text_is_added(form: Form, keeper: Keeper, form_: str, data: bytes):
    form.begin(Draft("x", pictures=(ONE,)), 1, 7)

    text_of(form).insertFromMimeData(copied(form_, data))

    added = examined(data, "f").name
    assert form.draft.pictures == (ONE, added)
    assert form.draft.text == "x"
    assert form.changed
    form.save()
    assert [one.picture.name for one in keeper.prints] == [added]


def test_one_that_only_qt_has_is_made_a_png(form: Form):
    mime = QMimeData()
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    mime.setImageData(image)
    form.begin(Draft("x"), 1)
    text_of(form).insertFromMimeData(mime)
    [name] = form.draft.pictures
    assert name.endswith(".png")


def test_files_that_are_dropped_are_added(form: Form, tmp_path: Path):
    (tmp_path / "a.gif").write_bytes(GIF)
    (tmp_path / "b.PNG").write_bytes(png(30, 20))
    form.begin(Draft("x"), 1)
    assert form._pictures.take(files(tmp_path / "a.gif", tmp_path / "b.PNG"))
    assert form.draft.pictures == (TWO, ONE)


@pytest.mark.parametrize("mime", ["text", "table", "file"])
def test_text_stays_text(form: Form, tmp_path: Path, mime: str):
    """A table that was copied from an office program comes as a picture too."""
    given = files(tmp_path / "notes.txt") if mime == "file" else copied("image/png", png())
    if mime != "file":
        given.setText("cells")
    form.begin(Draft("x"), 1)
    text_of(form).insertFromMimeData(given)
    assert form.draft.pictures == ()
    assert form.draft.text != "x"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", b"no picture"), ("a.png", png(claimed=(60_000, 9))), ("gone.png", None)],
    ids=["none", "wide", "gone"],
)
def test_what_cannot_be_added_is_told(form: Form, tmp_path: Path, name: str, content: bytes | None):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    form.begin(Draft("x"), 1)
    form._pictures.take(files(tmp_path / name))
    assert name in form._trouble.text()
    assert form.draft.pictures == ()

    form._pictures.take(copied("image/gif", GIF))
    assert not form._trouble.text()


def test_ten_are_too_many(form: Form):
    form.begin(Draft("x", pictures=tuple(f"{number:032}.png" for number in range(9))), 1)
    form._pictures.take(copied("image/gif", GIF))
    assert "9" in form._trouble.text()
    assert not form._pictures.add.isEnabled()


def test_a_click_removes_one(form: Form, qtbot: QtBot):
    form.begin(Draft("x", pictures=(ONE, TWO)), 1, 7)
    qtbot.mouseClick(form._pictures._tiles[0], _LEFT)
    assert form.draft.pictures == (TWO,)
    assert form.changed


def test_the_button_asks_for_files(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot):
    (tmp_path / "a.gif").write_bytes(GIF)
    chosen = lambda *_: ([str(tmp_path / "a.gif")], "")  # noqa: E731 - it is that short
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    form.begin(Draft("x"), 1)
    qtbot.mouseClick(form._pictures.add, _LEFT)
    assert form.draft.pictures == (TWO,)


def test_another_phrase_begins_without_those_of_the_first(form: Form):
    form.begin(Draft("x"), 1)
    form._pictures.take(copied("image/gif", GIF))
    form.begin(Draft("y"), 1)
    assert (form.draft.pictures, form._pictures.prints) == ((), ())


def test_html_is_shown_to_be_there_and_goes_with_another_text(form: Form, keeper: Keeper):
    form.begin(Draft("x", html="<b>x</b>"), 1, 7)
    assert form._looks.isVisible()
    assert form.draft.html == "<b>x</b>"
    form._fields[Field.TITLE].write("t")
    assert form.draft.html == "<b>x</b>"
    form._fields[Field.TEXT].write("y")
    form.save()
    assert keeper.kept[-1][2].html == ""

    form.begin(Draft("x"), 1, 7)
    assert not form._looks.isVisible()


def test_the_preview_shows_them_below_the_text(theme: Theme, qtbot: QtBot, match: MakeMatch):
    preview = Preview(theme, Thumbs(lambda _: png(300, 200, 90)))
    qtbot.addWidget(preview)
    found = match()
    preview.resize(300, 400)
    preview.show()

    preview.take(replace(found, phrase=replace(found.phrase, pictures=(ONE, TWO, ONE))))
    strip = preview._pictures
    assert strip.isVisible()
    assert strip.grab().toImage().pixelColor(40, 40).name() == "#5a5a5a"

    preview.take(found)
    assert strip.isHidden()
