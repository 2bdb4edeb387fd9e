import json
from pathlib import Path

import pytest

from quickreply.store.paths import Places
from tests.cli.terminal import Program, Run

STATUS = {
    "ok": True,
    "running": True,
    "armed": True,
    "mode": "capture",
    "why": "",
    "paused_until": "",
    "abilities": ["inline", "paste"],
    "hotkeys": ["hotkey.palette ctrl+alt+space", "hotkey.pause ctrl+alt+p"],
    "refused": [],
    "phrases": 75,
    "input_method": "fcitx5 pinyin on",
}


@pytest.mark.parametrize("verb", ["palette", "pause", "resume", "bring-back", "quit"])
def test_a_wish_is_handed_to_the_running_program(run: Run, program: Program, verb: list[str]):
    result = run(verb)

    assert (result.status, result.out, result.err) == (0, "", "")
    assert program.requests == [{"do": verb}]


def test_a_pause_may_end_by_itself(run: Run, program: Program):
    program.reply = b'{"ok": true, "until": "14:05"}\n'
    result = run("pause", "--minutes", "15")

    assert (result.status, result.out) == (0, "Codes are caught again at 14:05.\n")
    assert program.requests == [{"do": "pause", "minutes": 15}]


@pytest.mark.parametrize("minutes", ["0", "-1", "1441", "soon"])
def test_a_pause_lasts_a_day_at_most(run: Run, program: Program, minutes: str):
    assert run("pause", f"--minutes={minutes}").status == 2
    assert program.requests == []


def test_an_insertion_names_the_phrase(stocked: Run, program: Program):
    assert stocked("insert", "/发货").status == 0
    assert stocked("insert", "hy", "--library", "小店").status == 0

    assert program.requests == [{"do": "insert", "phrase": 3}, {"do": "insert", "phrase": 2}]


def test_the_import_window_gets_whole_paths(run: Run, program: Program):
    assert run("import", "--window", "f.csv", "/tmp/g.csv").status == 0

    [request] = program.requests
    assert request["files"] == [str(Path("f.csv").absolute()), "/tmp/g.csv"]


def test_the_import_window_is_told_what_was_said_of_the_files(run: Run, program: Program):
    options = ("--library", "小店", "--group", "物流=>退换", "--mode", "append", "--on-clash", "rename")
    assert run("import", "--window", "f.csv", *options, "--columns", "内容,,code").status == 0

    assert program.requests[0]["said"] == {
        "library": "小店",
        "group": ["物流", "退换"],
        "mode": "append",
        "on_clash": "rename",
        "columns": ["text", "", "code"],
    }
    assert run("import", "--window", "f.csv", "--columns", "nonsense").status == 1
    assert len(program.requests) == 1


def test_an_import_of_nothing_is_no_import(run: Run):
    result = run("import")

    assert (result.status, result.out) == (2, "")
    assert "--window" in result.err


@pytest.mark.parametrize("option", ["--dry-run", "--strict", "--json"])
def test_what_means_nothing_to_a_window_is_wrong_usage(run: Run, option: str):
    result = run("import", "--window", "f.csv", option)

    assert result.status == 2
    assert "shown in the window" in result.err


@pytest.mark.parametrize(
    "verb",
    [
        ["palette"],
        ["pause"],
        ["pause", "--minutes", "5"],
        ["resume"],
        ["bring-back"],
        ["quit"],
        ["insert", "hy"],
    ],
)
def test_without_a_running_program_it_is_not_done(stocked: Run, verb: list[str]):
    result = stocked(*verb)

    assert (result.status, result.out) == (1, "")
    assert result.err == "quickreply: quickreply is not running. Start it with: quickreply\n"


@pytest.mark.parametrize("verb", [["palette"], ["insert", "hy"]])
def test_a_refusal_says_why(stocked: Run, program: Program, verb: list[str]):
    program.reply = b'{"ok": false, "why": "no window"}\n'
    result = stocked(*verb)

    assert (result.status, result.err) == (1, "quickreply: quickreply could not do that: no window\n")


def test_the_state_of_the_running_program(run: Run, program: Program):
    program.reply = json.dumps(STATUS).encode() + b"\n"

    assert run("status", "--json").json == {key: value for key, value in STATUS.items() if key != "ok"}
    assert run("status").out.splitlines() == [
        "running       yes",
        "armed         yes",
        "mode          capture",
        "why",
        "paused_until",
        "abilities     inline paste",
        "hotkeys       hotkey.palette ctrl+alt+space, hotkey.pause ctrl+alt+p",
        "refused",
        "phrases       75",
        "input_method  fcitx5 pinyin on",
    ]


def test_that_nothing_runs_is_an_answer_too(stocked: Run):
    stocked("config", "set", "trigger.mode", "off")
    result = stocked("status", "--json")

    assert (result.status, result.err) == (0, "")
    assert result.json == {
        "running": False,
        "armed": False,
        "mode": "off",
        "why": "quickreply is not running. Start it with: quickreply",
        "paused_until": "",
        "abilities": [],
        "hotkeys": [],
        "refused": [],
        "phrases": 4,
        "input_method": "",
    }


def test_a_program_that_is_stuck_is_an_answer_too(run: Run, program: Program):
    program.reply = b""
    result = run("status", "--json")

    assert result.status == 0
    assert result.json["why"] == "quickreply is running but does not answer."


def test_a_damaged_database_is_an_answer_too(run: Run, where: Places):
    where.database.parent.mkdir(mode=0o700)
    where.database.write_bytes(b"rubbish" * 1000)
    result = run("status", "--json")

    assert result.status == 0
    assert "damaged" in result.json["why"]
