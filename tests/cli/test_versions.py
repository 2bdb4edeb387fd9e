"""Texts, laws, days and applications on the command line."""

from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.wording import Law, Wording
from quickreply.store.library import Libraries
from tests.cli.terminal import Program, Run


def draft(libraries: Libraries) -> Draft:
    [phrase] = libraries.load().phrases
    return libraries.draft(phrase.id)


def test_texts_are_added_changed_and_shown(run: Run, libraries: Libraries):
    added = run(
        "add", "--code", "yj", "--text", "A", "--note", "n", "--step", "B", "--step", "C",
        "--step-note", "3=last", "--law", "rotate", "--from", "2026-11-01",
        "--until", "2099-10-31T20:00 Asia/Shanghai",
    )  # fmt: skip
    assert (added.status, added.err) == (0, "")
    whole = Draft(
        "A", "yj", note="n", law=Law.ROTATE, more=(Wording("B"), Wording("C", "last")),
        valid_from="2026-11-01", valid_until="2099-10-31 20:00 Asia/Shanghai",
    )  # fmt: skip
    assert draft(libraries) == whole
    shown = run("show", "yj").out
    assert "3: one after the other (rotate)" in shown
    assert shown.endswith("\n\n[1/3]\nA\n\n[2/3]\nB\n\n[3/3]  (last)\nC\n")
    assert run("show", "yj", "--step", "3").out.endswith("\n\nC\n")
    assert run("show", "yj", "--json").json["steps"][1:] == [
        {"text": "B", "note": ""}, {"text": "C", "note": "last"},
    ]  # fmt: skip

    run("edit", "yj", "--step-note", "1=N", "--step-note", "2=b", "--law", "random", "--until", "")
    assert draft(libraries).more == (Wording("B", "b"), Wording("C", "last"))
    assert (draft(libraries).note, draft(libraries).law, draft(libraries).valid_until) == (
        "N",
        Law.RANDOM,
        "",
    )

    run("edit", "yj", "--step", "")
    assert (draft(libraries).more, draft(libraries).law) == ((), Law.LADDER)


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["--until", "tomorrow"], "--until takes a day like"),
        (["--from", "2026-02-30"], "--from takes a day like"),
        (["--from", "2026-11-12", "--until", "2026-11-11"], "it ends before it begins"),
        (["--step-note", "2=x"], "1 texts, and none with the number 2"),
        (["--step-note", "x"], "--step-note takes N=NOTE"),
        (["--law", "chaos"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_told(run: Run, libraries: Libraries, argv: list[str], why: str):
    result = run("add", "--text", "a", *argv)

    assert result.status != 0
    assert why in result.err
    assert not libraries.load().phrases


def test_what_does_not_hold_now_is_listed_with_the_reason_only(run: Run, libraries: Libraries):
    libraries.add(1, Draft("a", code="now", valid_until="2999-01-01"))
    libraries.add(1, Draft("a", code="past", valid_until="2020-01-01"))
    libraries.add(1, Draft("a", code="soon", valid_from="2999-01-01"))
    libraries.add(1, Draft("a", code="off", enabled=False))

    assert [row["code"] for row in run("list", "--json").json] == ["now", "off"]
    assert {row["code"]: row["why"] for row in run("list", "--all", "--json").json} == {
        "now": "",
        "past": "over: 2020-01-01",
        "soon": "not before 2999-01-01",
        "off": "switched off",
    }
    assert "not before 2999-01-01" in run("list", "--all").out
    assert "In use       no: over: 2020-01-01" in run("show", "past").out
    assert run("search", "past").out == ""


def test_of_two_with_one_code_the_one_that_holds_is_meant(run: Run, libraries: Libraries):
    shop = libraries.create_library("小店")
    libraries.add(1, Draft("mine", code="hd", valid_until="2020-01-01"))
    libraries.add(shop, Draft("theirs", code="hd"))

    assert run("show", "hd", "--json").json["text"] == "theirs"


def test_a_step_is_asked_for(run: Run, libraries: Libraries, program: Program):
    number = libraries.add(1, Draft("a", code="yj", more=(Wording("b"),)))
    libraries.add(1, Draft("a", code="past", valid_until="2020-01-01"))

    assert run("insert", "yj", "--step", "2").status == 0
    assert run("insert", "yj").status == 0
    assert run("reset").status == 0
    assert "none with the number 3" in run("insert", "yj", "--step", "3").err
    assert "not in use now: over" in run("insert", "past").err

    assert program.requests == [
        {"do": "insert", "phrase": number, "step": 1},
        {"do": "insert", "phrase": number},
        {"do": "reset"},
    ]


def test_a_library_is_bound_and_freed(run: Run, libraries: Libraries):
    shop = libraries.create_library("小店")
    libraries.add(shop, Draft("a", group=("g", "h")))

    bound = run("library", "bind", "小店", "--app", "Chromium", "--app", " Chromium ", "--app", "pidgin")
    assert bound.out == "小店 is only offered in: Chromium, pidgin.\n"
    assert run("library", "bind", "小店", "--group", "g=>h", "--app", "XTerm").status == 0
    assert "no group x" in run("library", "bind", "小店", "--group", "x", "--app", "XTerm").err
    assert "no library nope" in run("library", "free", "nope").err

    found = {row["name"]: (row["apps"], row["groups"]) for row in run("library", "list", "--json").json}
    assert found == {"My phrases": ([], {}), "小店": (["Chromium", "pidgin"], {"g / h": ["XTerm"]})}
    assert "g / h: XTerm" in run("library", "list").out

    assert run("library", "free", "小店").out == "小店 is offered everywhere.\n"
    assert run("library", "list", "--json").json[1]["apps"] == []


def test_a_pack_tells_all_of_it_and_a_table_what_it_cannot(run: Run, libraries: Libraries, tmp_path: Path):
    shop = libraries.create_library("小店")
    libraries.add(shop, Draft("a", code="yj", more=(Wording("b"),), valid_until="2999-01-01", group=("g",)))
    run("library", "bind", "小店", "--group", "g", "--app", "Chromium")
    pack = tmp_path / "p.yaml"

    assert run("export", str(pack), "--library", "小店").err == ""
    assert "apps: [Chromium]" in pack.read_text("utf-8")
    table = run("export", str(tmp_path / "t.csv"), "--library", "小店")
    assert "for some applications only" in table.err
    assert "not taken" not in table.err

    for file in (pack, tmp_path / "t.csv"):
        preview = run("import", "--dry-run", str(file), "--library", "小店")
        assert "1 as before" in preview.out
    poor = run("export", str(tmp_path / "q.csv"), "--library", "小店", "--format", "qianniu")
    assert "more texts" in poor.err
    assert "not in use at all times" in poor.err
