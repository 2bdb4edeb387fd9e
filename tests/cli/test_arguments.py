import pytest

from quickreply import __version__
from quickreply.store.paths import Places
from tests.cli.terminal import Run

VERBS = (
    *("import", "undo-import", "export", "add", "edit", "remove", "list", "search", "show", "copy"),
    *("insert", "palette", "status", "pause", "resume", "quit", "stats", "config", "doctor"),
)


@pytest.mark.parametrize("verb", [[], *([verb] for verb in VERBS), ["config", "get"], ["config", "set"]])
def test_everything_has_help(run: Run, verb: list[str]):
    result = run(*verb, "--help")

    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(" ".join(["usage: quickreply", *verb]))
    sentences = [line for line in result.out.splitlines() if line and not line.startswith((" ", "usage"))]
    assert len(sentences) > 1


def test_the_help_names_every_verb(run: Run):
    told = run("--help").out.splitlines()

    assert set(VERBS) <= {line.split()[0] for line in told if line.startswith("    ") and line.split()}


def test_the_version(run: Run):
    assert run("--version").out == f"quickreply {__version__}\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["frobnicate"],
        ["--frobnicate"],
        ["show"],
        ["show", "a", "b"],
        ["add", "--code", "x"],
        ["add", "--text"],
        ["import"],
        ["import", "f", "--mode", "all"],
        ["export", "f.csv", "--encoding", "big5"],
        ["export"],
        ["list", "--js"],
        ["status", "now"],
        ["search", "x", "--limit", "many"],
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, argv: list[str]):
    result = run(*argv)

    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("quickreply: ")
    assert result.err.endswith("--help)\n")
    assert result.err.count("\n") == 1


def test_the_help_is_in_the_users_language(run: Run, where: Places):
    where.settings.parent.mkdir(mode=0o700)
    where.settings.write_text('[ui]\nlanguage = "zh_CN"\n')

    assert "列出话术" in run("--help").out
