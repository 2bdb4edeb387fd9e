"""The command line as the process that it is."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from quickreply.app.office import Running
from quickreply.cli import upkeep
from quickreply.store.paths import resource
from tests.cli.terminal import Call, Program, Run

TEXT = "the text of a phrase"
STARTER = str(resource("phrases/starter-en.yaml"))


def test_every_verb_ends_with_the_right_status(call: Call, tmp_path: Path):
    calls = [
        (0, ["status"]),
        (0, ["import", STARTER]),
        (1, ["import", str(tmp_path / "missing")]),
        (0, ["add", "--code", "zz", "--text", "-"]),
        (1, ["add", "--code", "zz", "--text", "again"]),
        (0, ["edit", "zz", "--title", "t"]),
        (0, ["list", "--json"]),
        (0, ["search", "no such thing at all"]),
        (0, ["show", "zz"]),
        (0, ["export", str(tmp_path / "out.csv")]),
        (2, ["export", str(tmp_path / "out.doc")]),
        (0, ["remove", "zz"]),
        (1, ["show", "zz"]),
        (1, ["copy", "nope"]),
        (1, ["insert", "hi"]),
        (1, ["palette"]),
        (1, ["pause"]),
        (1, ["resume"]),
        (1, ["quit"]),
        (0, ["stats"]),
        (0, ["config", "set", "trigger.mode", "off"]),
        (2, ["config", "get", "no.such"]),
        (0, ["doctor"]),
        (2, ["frobnicate"]),
    ]
    for status, argv in calls:
        result = call(*argv, stdin="正文".encode())

        assert result.returncode == status, (argv, result.stderr)
        assert b"Traceback" not in result.stderr
        assert len(result.stderr.splitlines()) == (1 if status or argv[0] == "search" else 0), argv


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_that_knows_fewer_characters_gets_question_marks(call: Call, encoding: str):
    call("add", "--code", "x", "--text", "亲😊é", "--title", "标题…")
    shown = call("show", "x", PYTHONIOENCODING=encoding)
    as_json = call("show", "x", "--json", PYTHONIOENCODING=encoding)

    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"?" in shown.stdout
    assert "亲😊é".encode("unicode_escape").replace(b"\\U0001f60a", b"\\ud83d\\ude0a").replace(
        b"\\xe9", b"\\u00e9"
    ) in (as_json.stdout)


def test_a_reader_that_has_seen_enough_is_no_trouble(environ: Mapping[str, str], call: Call):
    call("import", str(resource("phrases/ecommerce-zh.yaml")))
    command = f"{sys.executable} -m quickreply list | head -c 1; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(
        ["bash", "-c", command], env={**os.environ, **environ}, capture_output=True, text=True, check=True
    )

    assert result.stderr == ""
    assert result.stdout[1:] == "0\n"


def test_without_any_output_it_works_too(environ: Mapping[str, str]):
    command = f"{sys.executable} -m quickreply config list >&- 2>&-"

    assert subprocess.run(["bash", "-c", command], env={**os.environ, **environ}, check=False).returncode == 0


def test_a_mistake_in_the_program_is_one_line_without_the_phrase(run: Run, monkeypatch: pytest.MonkeyPatch):
    def stumble(*_args: object):
        raise ZeroDivisionError(TEXT)

    monkeypatch.setattr(upkeep, "stats", stumble)
    result = run("stats")

    assert result.status == 1
    assert result.err.startswith("quickreply: quickreply stumbled: ZeroDivisionError at test_main.py:")
    assert result.err.count("\n") == 1
    assert TEXT not in result.err


def test_an_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch):
    def interrupt(*_args: object):
        raise KeyboardInterrupt

    monkeypatch.setattr(upkeep, "stats", interrupt)

    assert (run("stats").status, run("stats").err) == (130, "")


def test_the_command_line_starts_without_qt_and_what_it_does_not_need(environ: Mapping[str, str]):
    script = (
        "import sys\n"
        "from quickreply.cli.main import main\n"
        "main(sys.argv[1:])\n"
        "heavy = ('PySide6', 'Xlib', 'pynput', 'pyperclip', 'sqlite_utils', 'tomlkit', 'platformdirs')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    for argv in (["status"], ["list"], ["search", "x"], ["doctor"]):
        result = subprocess.run(
            [sys.executable, "-c", script, *argv], env={**os.environ, **environ},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert result.stdout.splitlines()[-1] == "[]", argv


def test_without_a_screen_the_program_says_so(call: Call):
    result = call(DISPLAY="", WAYLAND_DISPLAY="")

    assert result.returncode == 1
    assert result.stderr.startswith(b"quickreply: There is no screen")
    assert result.stderr.count(b"\n") == 1


@pytest.fixture
def second_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_twice(_environ: Mapping[str, str]):
        raise Running

    monkeypatch.setattr("quickreply.app.run", run_twice)


@pytest.mark.usefixtures("second_start")
@pytest.mark.parametrize("there", [{}, {"display": ":7"}, {"display": ":7.0"}, {"display": "unix:7"}])
def test_a_program_that_runs_already_shows_its_palette(
    run: Run, environ: dict[str, str], program: Program, there: dict[str, str]
):
    environ["DISPLAY"] = ":7"
    program.reply = json.dumps({"ok": True, **there}).encode() + b"\n"

    assert run().status == 0
    assert program.requests[-1] == {"do": "palette"}


@pytest.mark.usefixtures("second_start")
def test_a_program_that_runs_on_another_screen_is_told_and_left_alone(
    run: Run, environ: dict[str, str], program: Program
):
    environ["DISPLAY"] = ":8"
    program.reply = b'{"ok": true, "display": ":7"}\n'

    result = run()

    assert result.status == 1
    assert "running already, on the screen :7" in result.err
    assert {"do": "palette"} not in program.requests


def test_nothing_that_was_typed_or_kept_is_in_any_other_file(call: Call, tmp_path: Path):
    call("add", "--code", "x", "--text", "unmistakable")
    call("search", "unmistakable")
    call("config", "set", "trigger.mode", "off")

    found = {
        path.name for path in tmp_path.rglob("*") if path.is_file() and b"unmistakable" in path.read_bytes()
    }
    assert found == {"quickreply.db"}
