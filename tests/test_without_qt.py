"""Core, engine and the command line's help need no Qt, no X, no keyboard hook and no database library."""

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]

BLOCKED = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "Xlib", "pynput", "sqlite_utils"}:
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Nothing())
"""


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + program, *arguments],
        cwd=HOME, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def modules(room: str) -> list[str]:
    files = sorted((HOME / "quickreply" / room).rglob("*.py"))
    return [".".join(file.relative_to(HOME).with_suffix("").parts) for file in files]


@pytest.mark.parametrize("room", ["core", "engine"])
def test_a_room_is_entered_without_them(room: str):
    entered = run("import importlib\nfor name in sys.argv[1:]: importlib.import_module(name)", *modules(room))

    assert (entered.returncode, entered.stderr) == (0, "")
    assert len(modules(room)) > 3


@pytest.mark.parametrize("question", [["--help"], ["--version"], ["import", "--help"], ["search", "--help"]])
def test_the_command_line_answers_without_them(question: list[str]):
    answered = run("from quickreply.__main__ import main\nsys.exit(main())", *question)

    assert (answered.returncode, answered.stderr) == (0, "")
    assert answered.stdout.strip()


def test_what_is_blocked_is_blocked():
    assert "PySide6 is not here" in run("import PySide6.QtCore").stderr
