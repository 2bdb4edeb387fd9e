import pytest

from quickreply.core.delivery import Chord
from quickreply.core.options import get, put
from quickreply.core.settings import Boundary, Fire, Mode, Settings, Theme
from quickreply.store.paths import resource


def test_the_defaults_are_those_of_the_design():
    assert Settings() == Settings(
        mode=Mode.CAPTURE,
        fire=Fire.ACCEPT,
        boundary=Boundary.SMART,
        prefix="/",
        hotkey="ctrl+alt+space",
        repeat_hotkey="none",
        greeting_hotkey="none",
        pause_hotkey="none",
        greeting_code="ml",
        phrase_hotkeys={},
        language="system",
        theme=Theme.SYSTEM,
        missing=True,
        apps={},
    )


@pytest.mark.parametrize(
    ("said", "sends"), [("no", None), ("yes", "alt+s"), ("enter", "enter"), ("ctrl+enter", "ctrl+enter")]
)
def test_messages_are_sent_only_where_the_user_says_so(said: str, sends: str | None):
    settings = put(Settings(), "apps.Pidgin.send", said)
    chord = settings.sends("pidgin", Chord("s", ("alt",)))

    assert (chord and str(chord)) == sends
    assert settings.sends("other", Chord("enter")) is None


def test_the_starter_pack_has_the_greeting():
    text = resource("phrases/ecommerce-zh.yaml").read_text(encoding="utf-8")

    assert f"- code: {Settings().greeting_code}\n    title: 忙碌排队\n" in text


def test_the_combinations_that_are_set():
    settings = put(put(Settings(), "hotkey.phrase.fh", "ctrl+alt+1"), "hotkey.pause", "ctrl+alt+p")

    assert settings.hotkeys == {
        "hotkey.palette": "ctrl+alt+space",
        "hotkey.pause": "ctrl+alt+p",
        "hotkey.phrase.fh": "ctrl+alt+1",
    }
    assert put(settings, "hotkey.palette", "none").hotkeys.keys() == {"hotkey.pause", "hotkey.phrase.fh"}


def test_combinations_that_clash_are_told():
    settings = put(Settings(), "hotkey.phrase.fh", "alt+ctrl+space")

    assert settings.clashes().keys() == {"hotkey.phrase.fh"}
    assert put(settings, "hotkey.palette", "none").clashes() == {}


def test_an_application_nobody_spoke_of_is_neither_on_nor_off():
    assert get(Settings(), "apps.xterm.enabled") is None
    assert Settings().app_enabled("xterm") is None


def test_window_classes_are_the_same_in_capitals_and_small_letters():
    assert put(Settings(), "apps.XTerm.enabled", False).app_enabled("xTERM") is False
