import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from quickreply.core.options import flag, flat, get, keys, put
from quickreply.core.settings import Boundary, Fire, Mode, Settings, Theme
from quickreply.core.words import Refusal

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def test_every_key_is_there_by_its_name():
    assert set(keys()) == {
        "trigger.mode",
        "trigger.fire",
        "trigger.boundary",
        "trigger.prefix",
        "hotkey.palette",
        "hotkey.repeat",
        "hotkey.greeting",
        "hotkey.greeting_code",
        "hotkey.pause",
        "hotkey.next",
        "hotkey.undo",
        "segments.pause",
        "profile.zone",
        "ui.language",
        "ui.theme",
        "ui.pinned",
        "privacy.missing",
        "privacy.reminders",
        "ladder.hours",
    }


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("trigger.mode", "off", Mode.OFF),
        ("trigger.mode", "capture", Mode.CAPTURE),
        ("trigger.fire", "instant", Fire.INSTANT),
        ("trigger.fire", "accept", Fire.ACCEPT),
        ("trigger.boundary", "smart", Boundary.SMART),
        ("trigger.boundary", "word", Boundary.WORD),
        ("trigger.boundary", "anywhere", Boundary.ANYWHERE),
        ("trigger.prefix", ";", ";"),
        ("trigger.prefix", "、", "、"),
        ("hotkey.palette", "Ctrl + Shift + F5", "ctrl+shift+f5"),
        ("hotkey.palette", "super+page_up", "super+page_up"),
        ("hotkey.palette", "none", "none"),
        ("hotkey.repeat", "alt+ctrl+r", "ctrl+alt+r"),
        ("hotkey.greeting", "none", "none"),
        ("hotkey.greeting_code", "/ML", "ml"),
        ("hotkey.pause", "super+pause", "super+pause"),
        ("hotkey.phrase.fh", "ctrl+alt+1", "ctrl+alt+1"),
        ("hotkey.phrase.发货", "ctrl+alt+2", "ctrl+alt+2"),
        ("hotkey.phrase.a.b", "ctrl+alt+3", "ctrl+alt+3"),
        ("hotkey.phrase.fh", "none", "none"),
        ("ui.language", "system", "system"),
        ("ui.language", "en", "en"),
        ("ui.language", "zh_CN", "zh_CN"),
        ("ui.theme", "system", Theme.SYSTEM),
        ("ui.theme", "light", Theme.LIGHT),
        ("ui.theme", "dark", Theme.DARK),
        ("ui.pinned", "on", True),
        ("privacy.missing", "off", False),
        ("privacy.missing", True, True),
        ("apps.xterm.enabled", True, True),
        ("apps.XTerm.enabled", "off", False),
        ("apps.org.gnome.gedit.enabled", "yes", True),
        ("apps.Pidgin.send", "yes", "yes"),
        ("apps.pidgin.send", True, "yes"),
        ("apps.pidgin.send", "off", "no"),
        ("apps.pidgin.send", "Ctrl + Enter", "ctrl+enter"),
        ("segments.pause", 0, 0),
        ("segments.pause", "1500", 1500),
    ],
)
def test_a_key_takes(key: str, value: object, kept: object):
    assert get(put(Settings(), key, value), key) == kept


@pytest.mark.parametrize(
    ("key", "value", "takes"),
    [
        pytest.param("trigger.mode", "watch", "capture | observe | off", id="no such mode"),
        pytest.param("trigger.mode", "Capture", "capture | observe | off", id="capitals"),
        pytest.param("trigger.mode", True, "capture | observe | off", id="no word"),
        pytest.param("trigger.fire", "", "accept | instant", id="nothing"),
        pytest.param("trigger.boundary", 3, "smart | word | anywhere", id="a number"),
        pytest.param("trigger.boundary", ["smart"], "smart | word | anywhere", id="a list"),
        pytest.param("trigger.prefix", "a", "one punctuation character", id="a letter is a prefix of words"),
        pytest.param("trigger.prefix", "货", "one punctuation character", id="so is a Hanzi"),
        pytest.param("trigger.prefix", "7", "one punctuation character", id="and a digit"),
        pytest.param("trigger.prefix", " ", "one punctuation character", id="a space is typed all day"),
        pytest.param("trigger.prefix", "\t", "one punctuation character", id="a tab accepts"),
        pytest.param("trigger.prefix", "//", "one punctuation character", id="two characters"),
        pytest.param("trigger.prefix", "", "one punctuation character", id="none"),
        pytest.param("trigger.prefix", None, "one punctuation character", id="no text"),
        pytest.param("hotkey.palette", "f5", "a combination", id="a key alone is somebody else's"),
        pytest.param("hotkey.palette", "ctrl+", "a combination", id="no key"),
        pytest.param("hotkey.palette", "hyper+x", "a combination", id="a modifier few keyboards have"),
        pytest.param("hotkey.palette", "", "a combination", id="an empty hotkey"),
        pytest.param("hotkey.repeat", "ctrl+nosuchkey", "a combination", id="a key that nobody has"),
        pytest.param("hotkey.phrase.fh", "x", "a combination", id="a phrase's key alone"),
        pytest.param("hotkey.greeting_code", "", "the code of a phrase", id="an empty code"),
        pytest.param("hotkey.greeting_code", "a b", "the code of a phrase", id="no code at all"),
        pytest.param("ui.language", "de", "system | en | zh_CN", id="a language we do not speak"),
        pytest.param("ui.language", ["en"], "system | en | zh_CN", id="a list of languages"),
        pytest.param("ui.theme", "blue", "system | light | dark", id="no such theme"),
        pytest.param("apps.xterm.enabled", "maybe", "true | false", id="neither yes nor no"),
        pytest.param("apps.xterm.enabled", {}, "true | false", id="a table"),
        pytest.param("apps.pidgin.send", "alt+s", "no | yes | enter | ctrl+enter", id="another key"),
        pytest.param("segments.pause", "-1", "milliseconds from 0 to 10000", id="a time gone by"),
        pytest.param("segments.pause", 10001, "milliseconds from 0 to 10000", id="too long a pause"),
    ],
)
def test_a_key_refuses_and_says_what_it_takes(key: str, value: object, takes: str):
    with pytest.raises(Refusal) as refused:
        put(Settings(), key, value)

    assert str(refused.value).startswith(f"{key} takes {takes}")
    assert str(refused.value).endswith(f"not “{value}”")


@given(
    key=st.sampled_from([*keys(), "apps.chat.enabled", "apps.chat.send", "hotkey.phrase.fh"]), value=ANYTHING
)
@how(deadline=None, derandomize=True, database=None)
def test_whatever_stands_in_the_file_is_taken_or_refused_in_words(key: str, value: object):
    try:
        kept = get(put(Settings(), key, value), key)
    except Refusal:
        return
    assert get(put(Settings(), key, kept), key) == kept


@pytest.mark.parametrize(
    "key",
    [
        "",
        "mode",
        "trigger",
        "trigger.colour",
        "Trigger.Mode",
        "apps..enabled",
        "hotkey.phrase",
        "hotkey.phrase./",
        "hotkey.new",
    ],
)
def test_a_key_that_is_none_is_no_key(key: str):
    with pytest.raises(KeyError):
        get(Settings(), key)
    with pytest.raises(KeyError):
        put(Settings(), key, "x")


def test_setting_one_key_leaves_the_others():
    before = put(put(Settings(), "trigger.fire", "instant"), "apps.gedit.enabled", False)

    after = put(before, "apps.xterm.enabled", True)

    assert after.fire is Fire.INSTANT
    assert after.apps == {"gedit": False, "xterm": True}
    assert before.apps == {"gedit": False}


def test_codes_are_the_same_however_they_are_written():
    settings = put(put(Settings(), "hotkey.phrase./FH", "ctrl+alt+1"), "hotkey.phrase.ｆｈ", "ctrl+alt+2")

    assert settings.phrase_hotkeys == {"fh": "ctrl+alt+2"}
    assert put(settings, "hotkey.phrase.Fh", "none").phrase_hotkeys == {}


@pytest.mark.parametrize("word", ["true", "on", "yes", "1", "True", "ON", True, 1])
def test_yes_is(word: object):
    assert flag(word) is True


@pytest.mark.parametrize("word", ["false", "off", "no", "0", "False", "No", False, 0])
def test_no_is(word: object):
    assert flag(word) is False


@pytest.mark.parametrize("word", ["", "ja", "2", None, 1.0])
def test_neither_yes_nor_no_is(word: object):
    with pytest.raises(ValueError, match=r"true \| false"):
        flag(word)


def test_tables_in_tables_have_dotted_keys_in_their_order():
    table = {"trigger": {"mode": "off"}, "loose": 1, "apps": {"a": {"enabled": True}, "b.c": {"enabled": 0}}}

    assert list(flat(table)) == [
        ("trigger.mode", "off"),
        ("loose", 1),
        ("apps.a.enabled", True),
        ("apps.b.c.enabled", 0),
    ]


def test_what_phrases_say_of_the_agent():
    settings = put(put(Settings(), "profile.agent", " 小美 "), "profile.agent_number", 7)

    assert settings.profile == {"客服名": "小美", "工号": "7"}
    assert get(settings, "profile.agent") == "小美"
    assert get(settings, "profile.shop") == ""
    assert put(settings, "profile.agent", "").profile == {"工号": "7"}
    with pytest.raises(Refusal, match="one line"):
        put(settings, "profile.shop", "two\nlines")
    with pytest.raises(KeyError):
        put(settings, "profile.password", "x")


def test_the_zone_of_dates_in_phrases():
    assert put(Settings(), "profile.zone", "Asia/Shanghai").zone == "Asia/Shanghai"
    assert put(Settings(), "profile.zone", "").zone == ""
    for wrong in ("Mars/Olympus", "../../etc/passwd", "/etc", "Asia"):
        with pytest.raises(Refusal, match="time zone"):
            put(Settings(), "profile.zone", wrong)
