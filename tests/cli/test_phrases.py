import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import TEXT_LIMIT
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places
from quickreply.store.usage import Ledger
from tests.cli.terminal import Call, Program, Run


def test_what_is_added_is_shown(run: Run):
    added = run(
        "add", "--code", "/FH", "--text", "亲，明天发\n谢谢", "--title", "发货", "--group", "物流 => 国内",
        "--keywords", "快递，几天", "--note", "看库存", "--alias", "fahuo", "--alias", "f2", "--pinned",
    )  # fmt: skip
    shown = run("show", "fh", "--json")

    assert (added.status, added.err) == (0, "")
    assert added.out == "Added: /FH 发货\n"
    assert shown.json == {
        "id": 1,
        "code": "FH",
        "aliases": ["fahuo", "f2"],
        "title": "发货",
        "text": "亲，明天发\n谢谢",
        "group": ["物流", "国内"],
        "keywords": ["快递", "几天"],
        "note": "看库存",
        "pinned": True,
        "enabled": True,
        "html": "",
        "pictures": [],
        "send": False,
        "library": "My phrases",
        "kind": "personal",
        "law": "",
        "steps": [],
        "valid_from": "",
        "valid_until": "",
        "news": "",
        "news_at": "",
        "why": "",
    }


def test_whether_it_is_sent_at_once_is_said_by_phrase(run: Run):
    run("add", "--code", "fh", "--text", "a", "--send")
    assert run("show", "fh", "--json").json["send"] is True
    assert "Sent at once" in run("show", "fh").out

    run("edit", "fh", "--title", "A")
    assert run("show", "fh", "--json").json["send"] is True

    run("edit", "fh", "--send", "off")
    assert run("show", "fh", "--json").json["send"] is False


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_may_come_by_standard_input(run: Run, encoding: str):
    result = run("add", "--text", "-", "--json", stdin="亲，您好\n请稍等\n".encode(encoding))

    assert result.json["text"] == "亲，您好\n请稍等"


def test_a_phrase_may_go_into_a_library_that_is_made_for_it(run: Run):
    first = run("add", "--text", "a", "--library", "小店", "--json")
    second = run("add", "--text", "b", "--library", "小店", "--json")

    assert first.json["library"] == second.json["library"] == "小店"
    assert first.json["kind"] == "shop"


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["--text", " "], "the text is empty"),
        (["--text", "x" * (TEXT_LIMIT + 1)], "longer than 100,000"),
        (["--text", "a", "--code", "a b"], "space"),
        (["--text", "a\udcff"], "not Unicode"),
        (
            ["--text", "a", "--code", "HY", "--library", "personal"],
            "The code hy belongs to “首次问候” already.",
        ),
    ],
)
def test_what_cannot_be_added_is_told_in_one_line(stocked: Run, argv: list[str], why: str):
    before = stocked("list", "--json").json
    result = stocked("add", *argv)

    assert result.status == 1
    assert why in result.err
    assert result.err.count("\n") == 1
    assert stocked("list", "--json").json == before


def test_an_edit_changes_what_is_given_and_nothing_else(stocked: Run):
    before = stocked("show", "fh", "--json").json
    result = stocked("edit", "/FH", "--title", "发货时间", "--no-enabled", "--json")

    assert result.status == 0
    assert result.json == before | {"title": "发货时间", "enabled": False}


def test_an_edit_can_empty_a_field_and_give_another_code(stocked: Run):
    result = stocked("edit", "fh", "--code", "song", "--group", "", "--keywords", "", "--text", "x", "--json")

    assert (result.json["code"], result.json["group"], result.json["keywords"]) == ("song", [], [])
    assert stocked("show", "fh").status == 1
    assert stocked("show", "发货").status == 0


def test_of_two_libraries_the_stronger_one_is_meant_unless_one_is_named(stocked: Run):
    assert stocked("show", "hy", "--json").json["library"] == "My phrases"
    assert stocked("show", "hy", "--library", "小店", "--json").json["title"] == "Hello"

    stocked("edit", "hy", "--no-enabled")
    assert stocked("show", "hy", "--json").json["library"] == "小店"


def test_a_phrase_without_a_code_has_a_number(stocked: Run):
    assert "#4 " in stocked("list").out
    assert stocked("show", "#4", "--json").json["text"] == "no code here"
    assert stocked("remove", "#4").status == 0


def test_what_is_removed_is_gone(stocked: Run):
    result = stocked("remove", "fh")

    assert (result.status, result.out) == (0, "Removed: /fh 今天下单明天发出\n")
    assert stocked("show", "fh").status == 1


@pytest.mark.parametrize("verb", [["show"], ["edit", "--text", "x"], ["remove"], ["copy"], ["insert"]])
def test_an_unknown_code_is_told(stocked: Run, verb: list[str]):
    result = stocked(*verb, "nope")

    assert (result.status, result.out) == (1, "")
    assert result.err == "quickreply: There is no phrase with the code nope.\n"


def test_an_unknown_library_names_those_there_are(stocked: Run):
    result = stocked("list", "--library", "x")

    assert result.status == 1
    assert "There are: My phrases, 小店." in result.err


def test_a_list_has_columns(stocked: Run):
    assert stocked("list").out.splitlines() == [
        "hy  首次问候  售前 / 欢迎  亲，您好， 请问要哪款？",
        "hy  Hello                  shop greeting",
        "fh            物流         今天下单明天发出",
        "#4                         no code here",
    ]


def test_a_list_may_be_of_a_library_or_group(stocked: Run):
    assert [phrase["id"] for phrase in stocked("list", "--library", "小店", "--json").json] == [2, 3, 4]
    assert [phrase["id"] for phrase in stocked("list", "--group", "售前", "--json").json] == [1]
    assert [phrase["id"] for phrase in stocked("list", "--group", "售前=>欢迎", "--json").json] == [1]
    assert stocked("list", "--group", "欢迎", "--json").json == []


def test_a_search_finds_the_best_first(stocked: Run):
    assert [phrase["code"] for phrase in stocked("search", "fh", "--json").json] == ["fh"]
    assert [phrase["code"] for phrase in stocked("search", "明天", "发出", "--json").json] == ["fh"]
    assert "shop greeting" in stocked("search", "greeting").out


def test_a_search_does_not_count_for_ever(stocked: Run, libraries: Libraries):
    for number in range(100):
        libraries.add(1, Draft(f"e{number}"))

    assert stocked("search", "e").err == "… and more. To see them: --limit\n"


def test_a_search_says_when_there_is_more_or_nothing(stocked: Run):
    more = stocked("search", "e", "--limit", "1")
    nothing = stocked("search", "zzz")

    assert more.out.count("\n") == 1
    assert more.err == "… and 1 more\n"
    assert (nothing.status, nothing.out, nothing.err) == (0, "", "Nothing was found.\n")
    assert stocked("search", "zzz", "--json").json == []


def test_a_phrase_is_shown_whole(stocked: Run):
    assert stocked("show", "hy").out == (
        "Code     hy\nTitle    首次问候\nGroup    售前 / 欢迎\nLibrary  My phrases\nPinned   yes\n"
        "\n亲，您好，\n请问要哪款？\n"
    )


def test_a_terminal_obeys_no_phrase(run: Run):
    run("add", "--code", "x", "--text", "a\x1b]0;title\x07b", "--title", "\x1b[2J")

    for verb in (["list"], ["show", "x"], ["search", "a"], ["remove", "x"]):
        assert "\x1b" not in run(*verb).out
    assert "\x1b" not in run("show", "\x1b[2J").err


def test_looking_creates_nothing(run: Run, where: Places):
    for verb in (
        ["list"],
        ["search", "x"],
        ["show", "x"],
        ["status"],
        ["stats"],
        ["doctor"],
        ["config", "list"],
    ):
        run(*verb)

    assert not where.database.parent.exists()


def test_a_running_program_is_told_of_changes(run: Run, program: Program):
    run("add", "--code", "x", "--text", "a")
    run("edit", "x", "--text", "b")
    run("remove", "x")

    assert program.requests == [{"do": "reload"}] * 3


def test_a_change_stands_also_when_the_program_does_not_listen(run: Run, program: Program):
    program.reply = b'{"ok": false, "why": "busy"}\n'
    result = run("add", "--code", "x", "--text", "a")

    assert result.status == 0
    assert "busy" in result.err
    assert run("show", "x").status == 0


TOOL = """#!/bin/sh
case "$*" in
  *-o*) cat "{kept}" ;;
  *) cat > "{kept}"; echo leaked; echo leaked >&2; sleep 5 & ;;
esac
"""
"""Behaves like xclip and xsel: it stays alive behind, with the output of its caller open."""


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A clipboard tool before all others; returns the file that it keeps the text in."""
    kept = tmp_path / "kept"
    for name in ("xsel", "xclip", "wl-copy", "wl-paste"):
        tool = tmp_path / "bin" / name
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(TOOL.format(kept=kept))
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return kept


@pytest.mark.usefixtures("stocked")
def test_a_copy_is_on_the_clipboard_and_counted(call: Call, where: Places, clipboard: Path):
    """And whoever reads the output of `copy` does not wait for the clipboard tool to end."""
    result = call("copy", "hy")

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == "On the clipboard: /hy 首次问候\n"
    assert clipboard.read_text(encoding="utf-8") == "亲，您好，\n请问要哪款？"
    assert Ledger(Database.open(where)).by_phrase() == ((1, 1),)
    with Database.open(where).read() as connection:
        assert connection.execute("SELECT how, app, characters FROM usage").fetchall() == [("cli", "", 12)]


@pytest.mark.usefixtures("stocked")
def test_without_a_clipboard_that_is_told(call: Call, where: Places, clipboard: Path):
    for tool in clipboard.parent.joinpath("bin").iterdir():
        tool.write_text("#!/bin/sh\nexit 1\n")

    result = call("copy", "hy")

    assert (result.returncode, result.stdout.decode()) == (1, "")
    assert result.stderr.startswith(b"quickreply: The text could not be put on the clipboard.")
    assert result.stderr.count(b"\n") == 1
    assert Ledger(Database.open(where)).by_phrase() == ()


@pytest.mark.usefixtures("stocked")
def test_a_copy_that_cannot_be_counted_is_on_the_clipboard_all_the_same(
    call: Call, where: Places, clipboard: Path
):
    with closing(sqlite3.connect(where.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = call("copy", "hy")

    assert (result.returncode, result.stdout.decode()) == (0, "On the clipboard: /hy 首次问候\n")
    assert b"in use by another program" in result.stderr
    assert clipboard.read_text(encoding="utf-8") == "亲，您好，\n请问要哪款？"
