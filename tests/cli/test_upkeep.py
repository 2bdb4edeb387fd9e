import json
from datetime import datetime, timedelta

import pytest

from quickreply.core.options import PROFILE_KEYS, keys
from quickreply.core.usage import How, UsageEvent
from quickreply.desktop import session
from quickreply.desktop.hands import Ability
from quickreply.desktop.session import Finding
from quickreply.store.database import Database
from quickreply.store.paths import Places
from quickreply.store.usage import Ledger
from tests.cli.terminal import Program, Run


def test_a_setting_is_set_and_got(run: Run, where: Places):
    assert run("config", "get", "trigger.fire").out == "accept\n"
    result = run("config", "set", "trigger.fire", "instant")

    assert (result.status, result.out, result.err) == (0, "trigger.fire = instant\n", "")
    assert run("config", "get", "trigger.fire").out == "instant\n"
    assert 'fire = "instant"' in where.settings.read_text(encoding="utf-8")


def test_a_single_program_is_switched(run: Run):
    assert run("config", "get", "apps.XTerm.enabled").out == "not set\n"
    assert run("config", "get", "apps.XTerm.enabled", "--json").json is None
    run("config", "set", "apps.XTerm.enabled", "on")

    assert run("config", "get", "apps.xterm.enabled").out == "true\n"
    assert run("config", "list", "--json").json["apps.xterm.enabled"] is True


def test_all_settings_are_listed(run: Run):
    assert set(run("config", "list", "--json").json) == {*keys(), *PROFILE_KEYS}
    lines = run("config", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [*keys(), *PROFILE_KEYS]


@pytest.mark.parametrize(
    "argv",
    [
        ["get", "no.such"],
        ["set", "no.such", "x"],
        ["set", "trigger.mode", "sideways"],
        ["set", "trigger.prefix", "ab"],
        ["set", "apps.x.enabled", "perhaps"],
        ["set", "trigger.mode"],
        ["get"],
        [],
    ],
)
def test_what_is_no_setting_is_wrong_usage(run: Run, where: Places, argv: list[str]):
    result = run("config", *argv)

    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert not where.settings.exists()


def test_a_running_program_is_told_of_settings(run: Run, program: Program):
    run("config", "set", "trigger.mode", "off")

    assert program.requests == [{"do": "config"}]


def test_a_broken_settings_file_is_told_and_does_not_stop_anything(run: Run, where: Places):
    where.settings.parent.mkdir(mode=0o700)
    where.settings.write_text("[trigger\n")
    result = run("list")

    assert result.status == 0
    assert "is not valid" in result.err
    assert result.err.count("\n") == 1


@pytest.fixture
def used(stocked: Run, where: Places):
    """Two phrases used on three days, the last of them today."""
    ledger = Ledger(Database.open(where))
    today = datetime.now().astimezone().replace(hour=12)
    for phrase, ago in ((1, 0), (3, 0), (3, 0), (3, 1), (1, 40)):
        ledger.record(UsageEvent(today - timedelta(days=ago), phrase, How.CODE, "x", 1, 1))
    return stocked


def day(ago: int):
    return (datetime.now().astimezone() - timedelta(days=ago)).date().isoformat()


def test_what_was_used_is_counted_by_day_and_phrase(used: Run):
    result = used("stats", "--json").json

    assert result == {
        "since": day(29),
        "total": 4,
        "days": [{"day": day(0), "count": 3}, {"day": day(1), "count": 1}],
        "phrases": [
            {"id": 3, "code": "fh", "title": "今天下单明天发出", "count": 3},
            {"id": 1, "code": "hy", "title": "首次问候", "count": 1},
        ],
    }
    assert used("stats", "--json", "--days", "1").json["total"] == 3
    assert used("stats", "--json", "--days", "999999999").json["total"] == 5


def test_figures_are_there_for_people_too(used: Run):
    used("remove", "fh")

    assert used("stats").out.splitlines() == [
        f"{day(0)}  3",
        f"{day(1)}  1",
        "",
        "3      (removed)",
        "1  hy  首次问候",
    ]


def test_a_combination_that_clashes_is_not_set(run: Run, where: Places, program: Program):
    run("config", "set", "hotkey.repeat", "ctrl+alt+r")
    before, asked = where.settings.read_text(encoding="utf-8"), len(program.requests)

    for key, value in {
        "hotkey.pause": "alt+ctrl+r",
        "hotkey.greeting": "ctrl+v",
        "hotkey.phrase.fh": "ctrl+/",
    }.items():
        result = run("config", "set", key, value)
        assert (result.status, result.out) == (1, "")
        assert key in result.err

    assert where.settings.read_text(encoding="utf-8") == before
    assert len(program.requests) == asked


def test_of_two_that_clash_both_are_named(run: Run):
    err = run("config", "set", "hotkey.pause", "ctrl+alt+space").err

    assert err == "quickreply: hotkey.palette and hotkey.pause cannot both be ctrl+alt+space.\n"


@pytest.mark.parametrize("value", ["ctrl+nosuchkey", "f5", "ctrl+", "hyper+x"])
def test_a_malformed_combination_is_wrong_usage(run: Run, where: Places, value: str):
    result = run("config", "set", "hotkey.repeat", value)

    assert result.status == 2
    assert "a combination like ctrl+alt+space, or none" in result.err
    assert not where.settings.exists()


def test_a_combination_that_another_program_holds_is_not_set(
    run: Run, where: Places, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def holds(_environ: object, hotkey: str) -> bool:
        asked.append(hotkey)
        return hotkey == "ctrl+alt+r"

    monkeypatch.setattr("quickreply.cli.upkeep.holds_hotkey", holds)
    result = run("config", "set", "hotkey.repeat", "ctrl+alt+R")

    assert (result.status, result.out) == (1, "")
    assert "hotkey.repeat is not set: another program holds ctrl+alt+r" in result.err
    assert not where.settings.exists()
    assert run("config", "set", "hotkey.repeat", "ctrl+alt+k").status == 0
    assert run("config", "set", "hotkey.repeat", "ctrl+alt+k").status == 0  # our own
    assert run("config", "set", "hotkey.repeat", "none").status == 0
    assert run("config", "set", "hotkey.greeting_code", "hy").status == 0
    assert asked == ["ctrl+alt+r", "ctrl+alt+k"]


def test_the_hotkey_of_a_phrase_is_set_listed_and_taken_away(stocked: Run):
    result = stocked("config", "set", "hotkey.phrase./FH", "Alt+Ctrl+1")

    assert (result.status, result.out, result.err) == (0, "hotkey.phrase./FH = ctrl+alt+1\n", "")
    assert stocked("config", "get", "hotkey.phrase.fh").out == "ctrl+alt+1\n"
    assert stocked("config", "list", "--json").json["hotkey.phrase.fh"] == "ctrl+alt+1"
    assert stocked("config", "set", "hotkey.phrase.fh", "none").status == 0
    assert "hotkey.phrase.fh" not in stocked("config", "list").out


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("hotkey.phrase.nn", "ctrl+alt+1", "nn"),
        ("hotkey.greeting_code", "nn", "nn"),
        ("hotkey.greeting", "ctrl+alt+b", "ml"),
    ],
)
def test_that_no_phrase_has_the_code_is_said_but_no_reason(stocked: Run, key: str, value: str, code: str):
    result = stocked("config", "set", key, value)

    assert (result.status, result.out) == (0, f"{key} = {value}\n")
    assert result.err == f"No phrase has the code “{code}” yet.\n"


@pytest.mark.parametrize(
    ("refused", "ok", "remedy"),
    [
        ([], True, ""),
        (["hotkey.pause ctrl+p"], False, "Another program holds these, or there is no such key here: "),
    ],
)
def test_a_doctor_says_which_hotkeys_cannot_be_had(
    run: Run, program: Program, refused: list[str], ok: bool, remedy: str
):
    told = {"ok": True, "hotkeys": ["hotkey.palette ctrl+alt+space"], "refused": refused}
    program.reply = json.dumps(told).encode() + b"\n"

    [finding] = [one for one in run("doctor", "--json").json if one["name"] == "Hotkeys"]
    assert (finding["ok"], finding["detail"]) == (ok, "hotkey.palette ctrl+alt+space")
    assert finding["remedy"] == remedy + ", ".join(refused)


def test_nothing_used_is_said(run: Run):
    assert run("stats").out == "Nothing was inserted in this time.\n"
    assert run("stats", "--json").json["days"] == []


@pytest.mark.parametrize("days", ["0", "-1", "many"])
def test_days_are_a_number(run: Run, days: str):
    assert run("stats", f"--days={days}").status == 2


@pytest.mark.usefixtures("program")
def test_a_doctor_says_what_is_there_and_what_is_missing(stocked: Run, monkeypatch: pytest.MonkeyPatch):
    found = [Finding("Session", True, "x11"), Finding("XTEST", False, "", "Install it.")]
    monkeypatch.setattr("quickreply.cli.upkeep.diagnose", lambda _environ: found)

    result = stocked("doctor")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0].split() == ["✓", "Session", "x11"]
    assert lines[1].split() == ["✗", "XTEST"]
    assert lines[2].strip() == "→ Install it."
    assert "4 phrases in" in result.out

    told = stocked("doctor", "--json").json
    assert told[1] == {"name": "XTEST", "ok": False, "detail": "", "remedy": "Install it."}
    assert {"Settings", "Phrases", "Running program"} <= {
        finding["name"] for finding in told if finding["ok"]
    }


def test_a_doctor_finds_what_is_wrong_with_our_own_files(run: Run, where: Places):
    where.database.parent.mkdir(mode=0o700)
    where.database.write_bytes(b"rubbish" * 1000)
    where.settings.write_text("trigger = 5")

    told = {finding["name"]: finding for finding in run("doctor", "--json").json}

    assert "damaged" in told["Phrases"]["remedy"]
    assert "does not know: trigger" in told["Settings"]["remedy"]
    assert told["Running program"] == {
        "name": "Running program",
        "ok": False,
        "detail": "",
        "remedy": "quickreply is not running. Start it with: quickreply",
    }


def test_a_doctor_says_what_the_running_program_can_do(run: Run, program: Program):
    program.reply = b'{"ok": true, "abilities": ["codes", "tray"]}\n'

    [told] = [finding for finding in run("doctor", "--json").json if finding["name"] == "Abilities"]
    assert (told["ok"], told["detail"]) == (True, "codes tray")
    assert run("status", "--json").json["abilities"] == ["codes", "tray"]


def test_without_a_program_a_doctor_says_what_one_could_do(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("quickreply.cli.upkeep.potential", lambda _environ: frozenset({Ability.PASTE}))

    [told] = [finding for finding in run("doctor", "--json").json if finding["name"] == "Abilities"]
    assert (told["ok"], told["detail"]) == (True, "paste")


def test_a_doctor_needs_no_screen(run: Run):
    names = [finding["name"] for finding in run("doctor", "--json").json]

    assert [name for name in names if names.count(name) > 1] == []
    assert len(names) > len(session.diagnose({})) - 1
