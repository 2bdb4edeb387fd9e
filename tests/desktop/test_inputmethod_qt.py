"""Which input-method plug-in our own windows get."""

from pathlib import Path

import pytest

from quickreply.desktop.inputmethod_qt import qt_plugin


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """What PySide6's wheel brings."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("compose", "ibus", "qtvirtualkeyboard"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    return tmp_path


@pytest.fixture
def system(wheel: Path) -> Path:
    """A Qt of the system, with fcitx5's plug-in."""
    (wheel / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    (wheel / "platforminputcontexts" / "libfcitxplatforminputcontextplugin-qt6.so").touch()
    return wheel


@pytest.mark.parametrize(
    ("environ", "plugin"),
    [
        ({}, None),
        ({"XMODIFIERS": "@im=none"}, None),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"GTK_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, None),
        ({"QT_IM_MODULES": "fcitx;ibus", "QT_IM_MODULE": "fcitx"}, None),
    ],
)
def test_of_the_wheels_plugins_ibus_serves_both(wheel: Path, environ: dict[str, str], plugin: str | None):
    assert qt_plugin({"HOME": "/nowhere"} | environ, ":7", wheel) == plugin


@pytest.mark.parametrize("name", ["fcitx5", "fcitx"])
def test_a_plugin_that_is_there_is_left_alone(system: Path, name: str):
    assert qt_plugin({"HOME": "/nowhere", "QT_IM_MODULE": name}, ":7", system) is None


def test_that_ibus_or_fcitx_listens_here_is_enough(wheel: Path, tmp_path: Path):
    folder = tmp_path / "ibus" / "bus"
    folder.mkdir(parents=True)
    (folder / "0123-unix-7").touch()
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert qt_plugin(environ, ":7", wheel) == "ibus"
    assert qt_plugin(environ, ":8", wheel) is None


def test_without_the_plugin_nothing_is_set(tmp_path: Path):
    assert qt_plugin({"HOME": "/nowhere", "XMODIFIERS": "@im=fcitx"}, ":7", tmp_path) is None
