import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from quickreply.core.options import keys
from quickreply.core.settings import Fire, Mode, Settings, Theme
from quickreply.core.words import Refusal, Say
from quickreply.store.settings import COMMENTS, SettingsFile


@pytest.fixture
def file(tmp_path: Path):
    return SettingsFile(tmp_path / "settings.toml", Say())


PASTES = "hotkey.greeting cannot be ctrl+v: that pastes, and phrases are pasted with it."


def told(file: SettingsFile):
    return [str(fault) for fault in file.read()[1]]


def test_without_a_file_there_are_the_defaults(file: SettingsFile):
    assert file.read() == (Settings(), ())
    assert not file.path.exists()


def test_a_fresh_file_says_the_defaults_and_a_word_about_each(file: SettingsFile):
    file.create()

    text = file.path.read_text(encoding="utf-8")
    assert file.read() == (Settings(), ())
    assert set(COMMENTS) == set(keys())
    lines = text.splitlines()
    for key in keys():
        table, _, name = key.partition(".")
        begin = lines.index(f"[{table}]")
        line = next(
            place for place, line in enumerate(lines) if place > begin and line.startswith(f"{name} =")
        )
        assert lines[line - 1] == f"# {COMMENTS[key]}"


def test_a_file_that_is_there_is_not_made_anew(file: SettingsFile):
    file.path.write_text("# mine\n")
    file.create()

    assert file.path.read_text() == "# mine\n"


def test_what_is_set_is_read_again(file: SettingsFile):
    file.put("trigger.mode", "off")
    file.put("trigger.prefix", ";")
    file.put("apps.org.gnome.Gedit.enabled", "no")

    settings, faults = file.read()

    assert faults == ()
    assert (settings.mode, settings.prefix) == (Mode.OFF, ";")
    assert settings.app_enabled("org.gnome.gedit") is False


def test_setting_one_key_spoils_nothing_else(file: SettingsFile):
    mine = '# my settings\n[trigger] # how\nfire = "accept"   # never instant\n\n[later]\nunknown = [1, 2]\n'
    file.path.write_text(mine, encoding="utf-8")

    file.put("trigger.fire", "instant")

    assert file.path.read_text(encoding="utf-8") == mine.replace('"accept"', '"instant"')


@pytest.mark.parametrize(
    "written",
    [
        '[apps."XTerm"]\nenabled = true # why\n',
        "[apps]\nXTerm.enabled = true # why\n",
        "[apps.XTerm]\nenabled = true # why\n",
        "apps = {XTerm = {enabled = true}} # why\n",
    ],
)
def test_a_key_is_set_where_it_stands_however_that_is_written(file: SettingsFile, written: str):
    file.path.write_text(written)

    file.put("apps.xterm.enabled", "off")

    assert file.path.read_text() == written.replace("true", "false")
    assert file.read()[0].app_enabled("xterm") is False


@pytest.mark.parametrize("code", ["fh", "发货", "a.b"])
def test_the_hotkey_of_a_phrase_is_set_and_read_again(file: SettingsFile, code: str):
    file.create()
    file.put(f"hotkey.phrase.{code}", "ctrl+alt+1")

    assert file.read() == (replace(Settings(), phrase_hotkeys={code: "ctrl+alt+1"}), ())
    assert file.put(f"hotkey.phrase./{code.upper()}", "none") == Settings()
    assert file.read() == (Settings(), ())


def test_what_clashes_is_not_written(file: SettingsFile):
    file.put("hotkey.repeat", "ctrl+alt+r")
    before = file.path.read_text()

    with pytest.raises(Refusal, match=r"hotkey\.repeat and hotkey\.phrase\.fh cannot both be ctrl\+alt\+r"):
        file.put("hotkey.phrase.fh", "ctrl+alt+r")
    with pytest.raises(Refusal, match=r"begins a code"):
        file.put("hotkey.pause", "ctrl+/")

    assert file.path.read_text() == before


def test_a_prefix_that_a_hotkey_needs_is_not_written(file: SettingsFile):
    file.put("hotkey.repeat", "ctrl+;")

    with pytest.raises(Refusal, match=r"hotkey\.repeat cannot be ctrl\+;"):
        file.put("trigger.prefix", ";")
    assert file.read()[0].prefix == "/"


def test_what_clashes_in_the_file_is_left_out_and_told_in_whatever_order(file: SettingsFile):
    file.path.write_text(
        '[hotkey]\nrepeat = "ctrl+alt+space"\npause = "ctrl+k"\ngreeting = "ctrl+v"\npalette = "none"\n'
        '[hotkey.phrase]\nfh = "ctrl+k"\n'
    )

    assert file.read()[0].hotkeys == {"hotkey.repeat": "ctrl+alt+space", "hotkey.pause": "ctrl+k"}
    assert told(file) == [
        f"{file.path}: {PASTES} It is left out.",
        f"{file.path}: hotkey.pause and hotkey.phrase.fh cannot both be ctrl+k. It is left out.",
    ]


def test_a_dotted_window_class_is_one_however_it_is_written(file: SettingsFile):
    file.path.write_text("[apps.org.gnome.gedit]\nenabled = true\n")

    file.put("apps.org.gnome.gedit.enabled", False)

    assert file.path.read_text() == "[apps.org.gnome.gedit]\nenabled = false\n"


def test_a_value_where_a_table_belongs_gives_way(file: SettingsFile):
    file.path.write_text("trigger = 5\n")

    assert file.put("trigger.mode", "off").mode is Mode.OFF
    assert file.read()[0].mode is Mode.OFF


def test_a_wrong_value_has_its_default_and_is_told(file: SettingsFile):
    file.path.write_text('[trigger]\nmode = "sideways"\nfire = "instant"\n[ui]\ntheme = 3\n')

    settings = file.read()[0]

    assert (settings.mode, settings.fire, settings.theme) == (Mode.CAPTURE, Fire.INSTANT, Theme.SYSTEM)
    first, second = told(file)
    assert "trigger.mode takes capture | observe | off, not “sideways”" in first
    assert "ui.theme" in second


def test_an_unknown_key_is_told(file: SettingsFile):
    file.path.write_text('[trigger]\nmod = "off"\n')

    assert ["does not know: trigger.mod" in fault for fault in told(file)] == [True]


@pytest.mark.parametrize(
    "broken",
    [
        b"[trigger\n",
        b'[trigger]\nmode = "off\n',
        b"a = 1\na = 2\n",
        b"\xff\xfe[\0",
        b"mode = \xb9\xd8\n",
        b"x\0 = 1",
    ],
)
def test_a_broken_file_gives_defaults_is_told_and_kept(file: SettingsFile, broken: bytes):
    file.path.write_bytes(broken)

    assert file.read()[0] == Settings()
    [fault] = told(file)
    [kept] = [path for path in file.path.parent.iterdir() if path != file.path]
    assert kept.name in fault
    assert kept.read_bytes() == broken
    assert file.path.read_bytes() == broken

    assert file.put("trigger.mode", "off").mode is Mode.OFF
    assert tomllib.loads(file.path.read_text(encoding="utf-8"))["trigger"]["mode"] == "off"
    assert kept.read_bytes() == broken


def test_the_same_broken_file_is_kept_once(file: SettingsFile):
    file.path.write_text("[")
    file.read()
    file.read()

    assert len(list(file.path.parent.iterdir())) == 2


def test_a_file_saved_by_windows_is_read(file: SettingsFile):
    file.path.write_bytes('\ufeff[trigger]\r\nmode = "off"\r\n'.encode())

    assert file.read() == (Settings(mode=Mode.OFF), ())


def test_a_file_that_cannot_be_read_is_told(file: SettingsFile):
    file.path.mkdir()

    with pytest.raises(Refusal, match="cannot be read"):
        file.read()


def test_an_unknown_key_or_value_is_not_written(file: SettingsFile):
    with pytest.raises(KeyError):
        file.put("trigger.colour", "red")
    with pytest.raises(Refusal, match="takes"):
        file.put("trigger.mode", "red")

    assert not file.path.exists()
