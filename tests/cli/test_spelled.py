import pytest

from quickreply.cli import phrases, spelled
from quickreply.cli.desk import Desk
from quickreply.store.database import Database
from tests.cli.terminal import Run


@pytest.mark.parametrize("query", ["fahuo", "wuliu fahuo", "fh", "FaHuo"])
def test_pinyin_finds_what_was_added_while_the_program_did_not_run(run: Run, query: str):
    run("add", "--title", "发货通知", "--group", "物流", "--text", "亲，已经发出")

    found = run("search", *query.split(), "--json")

    assert [phrase["title"] for phrase in found.json] == ["发货通知"]
    assert found.err == ""


def test_hanzi_wait_for_no_pinyin(stocked: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spelled.subprocess, "run", None)

    assert [phrase["code"] for phrase in stocked("search", "明天", "--json").json] == ["fh"]


def test_what_is_spelled_is_not_spelled_again(stocked: Run, monkeypatch: pytest.MonkeyPatch):
    stocked("search", "fh")
    monkeypatch.setattr(spelled.subprocess, "run", None)

    assert [phrase["code"] for phrase in stocked("search", "fh", "--json").json] == ["fh"]


def test_nobody_waits_for_ever(stocked: Run, monkeypatch: pytest.MonkeyPatch):
    def hurried(desk: Desk, database: Database, query: str) -> None:
        spelled.spell(desk, database, query, patience=0)

    monkeypatch.setattr(phrases, "spell", hurried)
    found = stocked("search", "fh", "--json")

    assert [phrase["code"] for phrase in found.json] == ["fh"]
    assert found.err.startswith("Many phrases are new")
