import io
import sys
from collections.abc import Mapping
from dataclasses import replace

import pytest

from quickreply.cli.desk import Desk
from quickreply.core.phrase import PERSONAL, Collection
from quickreply.core.words import Refusal
from quickreply.store.library import Libraries
from quickreply.store.paths import Places
from tests.cli.terminal import Program


def test_without_a_database_there_are_no_phrases_and_none_is_made(environ: Mapping[str, str], where: Places):
    desk = Desk.at(environ)

    assert desk.collection() == Collection()
    assert desk.existing() is None
    assert not where.database.parent.exists()


def test_a_settings_file_that_cannot_be_read_does_not_stop_anything(
    environ: Mapping[str, str], where: Places, capsys: pytest.CaptureFixture[str]
):
    where.settings.mkdir(parents=True)

    Desk.at(environ)

    assert "settings.toml cannot be read" in capsys.readouterr().err


def test_the_personal_library_has_a_name_in_each_language(environ: Mapping[str, str], libraries: Libraries):
    english, chinese = Desk.at(environ), Desk.at({**environ, "LANG": "zh_CN.UTF-8"})

    assert english.library_name("My phrases") == PERSONAL
    assert chinese.library_name(chinese.say("My phrases")) == PERSONAL
    assert chinese.say("My phrases") != "My phrases"
    assert english.library_name("小店") == "小店"
    assert english.library_name(None) is None
    [own] = libraries.load().libraries
    assert english.library_title(own) == own.name == "My phrases"
    assert chinese.library_title(own) == chinese.say("My phrases")
    assert chinese.library_title(replace(own, name="Note")) == "Note"


def test_an_announcement_that_nobody_hears_is_fine(environ: Mapping[str, str]):
    Desk.at(environ).announce("reload")


def test_a_question_that_is_refused_is_raised(environ: Mapping[str, str], program: Program):
    program.reply = b'{"ok": false, "why": "busy"}\n'

    with pytest.raises(Refusal, match="busy"):
        Desk.at(environ).ask("insert", phrase=1)


@pytest.mark.parametrize(("encoding", "written"), [("utf-8", "亲".encode()), ("gbk", b"\\u4eb2")])
def test_json_is_whole_in_any_encoding(
    environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, encoding: str, written: bytes
):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, write_through=True))

    Desk.at(environ).print_json(["亲"])

    assert written in raw.getvalue()


def test_only_a_terminal_has_a_width(environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch):
    desk = Desk.at(environ)
    assert desk.room is None

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "57")
    assert desk.room == 57
