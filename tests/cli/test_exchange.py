from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quickreply.cli.arguments import parser
from quickreply.cli.desk import Desk
from quickreply.cli.exchange import import_files
from quickreply.core.phrase import LibraryKind
from quickreply.core.words import Say
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import Places, resource
from tests.cli.terminal import Program, Run

TABLE = "快捷短语编码,快捷短语,快捷短语分组\nfh,亲，明天发,物流\nhy,您好,欢迎\n,没有编码的,\n"
STARTER = str(resource("phrases/ecommerce-zh.yaml"))


@pytest.fixture
def table(tmp_path: Path):
    path = tmp_path / "小店.csv"
    path.write_text(TABLE, encoding="gb18030")
    return path


def test_a_table_comes_in(run: Run, table: Path):
    result = run("import", str(table))

    assert result.status == 0
    assert result.out == "小店.csv → 小店: 3 new, 0 changed, 0 as before, 0 in conflict, 0 not taken\n"
    assert result.err == ""
    assert run("show", "fh", "--json").json["group"] == ["物流"]
    assert run("show", "fh", "--json").json["kind"] == "shop"


def test_a_table_that_another_library_has_already_says_so(run: Run, table: Path):
    # GIVEN phrases that are written to a file with another name
    run("import", str(table))
    copy = table.with_name("out.xlsx")
    run("export", str(copy), "--library", "小店")
    # WHEN it is brought in without a word on where
    told = run("import", str(copy), "--dry-run")
    # THEN she is told where they are, and there they are the same
    assert told.err == "“小店” has 3 of these phrases already: --library “小店” puts them there.\n"
    again = run("import", str(copy), "--library", "小店")
    assert again.out == "out.xlsx → 小店: 0 new, 0 changed, 3 as before, 0 in conflict, 0 not taken\n"
    assert again.err == ""


def test_a_second_time_everything_is_there_already(run: Run, table: Path, where: Places):
    run("import", str(table))
    before = Libraries(Database.open(where)).load()
    again = run("import", str(table), "--json")

    assert again.status == 0
    assert again.json[0] | {"problems": []} == {
        "file": str(table),
        "library": "小店",
        "new": 0,
        "changed": 0,
        "same": 3,
        "clash": 0,
        "skipped": 0,
        "gone": 0,
        "lost": 0,
        "problems": [],
        "conflicts": [],
        "rows": [],
    }
    after = Libraries(Database.open(where)).load()
    assert (after.phrases, after.libraries, after.groups) == (before.phrases, before.libraries, before.groups)


def test_a_pack_comes_in(run: Run, libraries: Libraries):
    assert run("import", STARTER).status == 0
    assert run("import", STARTER, "--json").json[0]["same"] == 60

    pack = libraries.load().libraries[-1]
    assert (pack.uid, pack.kind, pack.version) == ("ecommerce-zh", LibraryKind.PACK, "1.0.0")


def test_a_changed_file_changes_its_phrases(run: Run, table: Path):
    run("import", str(table))
    table.write_text(TABLE.replace("明天", "后天"), encoding="utf-8")

    assert run("import", str(table), "--json").json[0]["changed"] == 1
    assert run("show", "fh", "--json").json["text"] == "亲，后天发"


def test_what_the_file_does_not_speak_of_stays(run: Run, table: Path):
    run("import", str(table))
    run("edit", "fh", "--note", "mine", "--pinned", "--alias", "x")
    table.write_text(TABLE.replace("明天", "后天"), encoding="utf-8")
    run("import", str(table))

    phrase = run("show", "fh", "--json").json
    assert (phrase["note"], phrase["pinned"], phrase["aliases"]) == ("mine", True, ["x"])


def test_each_row_that_is_not_taken_is_told_with_file_line_and_reason(run: Run, table: Path):
    table.write_bytes(b'code,text\na,fine\nb,\nc c,x\nd,"two\nlines"\nA,again\ne,a\0b\n')
    result = run("import", str(table))

    assert result.status == 0
    assert result.err.splitlines() == [
        "小店.csv:3: the text is empty",
        "小店.csv:4: the code has a space in it",
        "小店.csv:7: the code a stands in line 2 already",
        "小店.csv:8: the text has a NUL byte in it",
    ]
    assert "2 new" in result.out
    assert "1 in conflict, 3 not taken" in result.out


def test_what_was_copied_from_a_spreadsheet_comes_in(run: Run):
    result = run("import", "-", "--library", "小店", stdin='编码\t内容\nfh\t"一\n二"\n'.encode())

    assert (result.status, result.err) == (0, "")
    assert run("show", "fh", "--json").json["text"] == "一\n二"


def test_columns_without_a_header_may_be_named(run: Run, table: Path):
    table.write_text("您好,x,hy\n再见,x,zj\n", encoding="utf-8")

    assert run("import", str(table)).status == 1
    assert run("import", str(table), "--columns", "text,,code").status == 0
    assert run("show", "zj", "--json").json["text"] == "再见"
    assert run("import", str(table), "--columns", "words").status == 1


def test_a_terminal_obeys_no_file(run: Run, table: Path):
    table.write_text("code,text,\x1b[2J\na,x,\n", encoding="utf-8")

    assert "\x1b" not in run("import", str(table)).err


CLASHING = "code,text\nfh,亲，后天发\nfh,再说\nnew,新的\n"


@pytest.mark.parametrize(
    ("choice", "texts"),
    [
        ("skip", {"fh": "亲，后天发", "new": "新的"}),
        ("replace", {"fh": "再说", "new": "新的"}),
        ("keep-both", {"fh": "亲，后天发", "new": "新的", "": "再说"}),
        ("rename", {"fh": "亲，后天发", "new": "新的", "fh2": "再说"}),
    ],
)
def test_of_two_that_want_one_code_the_user_chooses(
    run: Run, table: Path, choice: str, texts: dict[str, str]
):
    table.write_text("code,text\nfh,亲，明天发\n", encoding="utf-8")
    run("import", str(table))
    table.write_text(CLASHING, encoding="utf-8")

    assert run("import", str(table), "--on-clash", choice).status == 0
    assert {one["code"]: one["text"] for one in run("list", "--json").json} == texts
    again = run("import", str(table), "--on-clash", choice, "--json").json[0]
    assert (again["new"], again["changed"]) == (0, 0)


def test_files_may_only_add(run: Run, table: Path):
    run("import", str(table))
    table.write_text(f"{TABLE}new,新的,\n".replace("明天", "后天"), encoding="utf-8")

    result = run("import", str(table), "--mode", "append")

    assert "1 new, 0 changed, 2 as before, 1 in conflict" in result.out
    assert "小店.csv:2: “亲，后天发” is there already, and different" in result.err
    assert run("show", "fh", "--json").json["text"] == "亲，明天发"


def test_a_group_may_be_replaced_and_what_vanishes_is_shown(run: Run, table: Path):
    table.write_text("编码,内容,分组\na,一,物流\nb,二,物流\nc,三,售后\n", encoding="utf-8")
    run("import", str(table))
    table.write_text("编码,内容,分组\na,一,物流\nd,四,物流\n", encoding="utf-8")

    preview = run("import", str(table), "--mode", "replace", "--dry-run")
    assert preview.out.splitlines() == [
        "小店.csv:3: new: /d 四",
        "小店: removed: /b 二",
        "小店.csv → 小店 would be: 1 new, 0 changed, 1 as before, 0 in conflict, 0 not taken, 1 removed",
    ]
    run("import", str(table), "--mode", "replace")
    assert [one["code"] for one in run("list", "--json").json] == ["a", "c", "d"]


def test_all_may_come_under_a_group(run: Run, table: Path):
    run("import", str(table), "--group", "大促=>双11")
    assert run("show", "fh", "--json").json["group"] == ["大促", "双11", "物流"]
    assert run("import", str(table), "--group", "大促=>双11", "--json").json[0]["same"] == 3


def test_what_changes_is_shown_word_by_word(run: Run, table: Path):
    run("import", str(table))
    table.write_text(TABLE.replace("明天", "后天").replace("欢迎", "问候"), encoding="utf-8")

    lines = run("import", str(table), "--dry-run").out.splitlines()
    assert lines[:2] == [
        "小店.csv:2: changed: /fh 亲，[-明-]{+后+}天发",
        "小店.csv:3: changed: /hy group: 欢迎 → 问候",
    ]
    first, second = run("import", str(table), "--dry-run", "--json").json[0]["rows"]
    assert first["difference"] == [["same", "亲，"], ["gone", "明"], ["new", "后"], ["same", "天发"]]
    assert (first["line"], first["fate"], second["fields"]) == (2, "changed", {"group": [["欢迎"], ["问候"]]})


def test_all_rows_or_none(run: Run, table: Path):
    table.write_text("code,text\na,fine\nb,\n", encoding="utf-8")
    result = run("import", str(table), "--strict")

    assert (result.status, result.out) == (1, "")
    assert "小店.csv:3: the text is empty" in result.err
    assert "--strict was given" in result.err
    assert run("list", "--json").json == []


def test_what_is_not_for_the_team_goes_into_ones_own(run: Run, table: Path):
    table.write_text("快捷编码,快捷短语,是否加入团队\na,团队,是\nb,自己,否\n", encoding="utf-8")
    result = run("import", str(table))

    assert result.out.splitlines() == [
        "小店.csv → 小店: 1 new, 0 changed, 0 as before, 0 in conflict, 0 not taken",
        "小店.csv → My phrases: 1 new, 0 changed, 0 as before, 0 in conflict, 0 not taken",
    ]
    assert run("show", "b", "--json").json["kind"] == "personal"
    run("import", str(table), "--library", "another")
    assert len(run("list", "--library", "another", "--json").json) == 2


def test_notes_are_told_and_cost_nothing(run: Run, table: Path):
    table.write_text("code,text\na,您好 {客户昵称}\nb,您好{谁}\nc, 您好｛客户昵称｝\n", encoding="utf-8")
    result = run("import", str(table))

    assert "3 new" in result.out
    assert result.err.splitlines() == [
        "小店.csv:3: the gap {谁} has no meaning here: who inserts the phrase is asked for it",
        "小店.csv:4: the gaps of another program are taken for ours (1): {客户昵称}",
        "小店.csv:4: line 2 has the same text",
    ]


def test_a_conflict_is_told_and_changes_nothing(run: Run, table: Path):
    run("import", str(table))
    run("edit", "fh", "--alias", "new")
    table.write_text("code,text\nnew,mine now\n", encoding="utf-8")
    result = run("import", str(table))

    assert result.status == 1
    assert "小店.csv:2: the code new belongs to “亲，明天发”, which is another phrase\n" in result.err
    assert run("show", "new", "--json").json["code"] == "fh"


def test_nothing_is_lost_that_was_there(stocked: Run, table: Path):
    before = stocked("list", "--json").json
    stocked("import", str(table))
    after = stocked("list", "--json").json

    unchanged = [
        phrase for phrase in before if phrase["library"] == "My phrases" or phrase["code"] not in {"fh", "hy"}
    ]
    assert all(phrase in after for phrase in unchanged)
    assert {phrase["id"] for phrase in before} <= {phrase["id"] for phrase in after}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\0\x01\x02" * 500, "no text file"),
        (b"a,b\n1,2\n", "no column for the text"),
        (b"format: 2\nphrases: []\n", "format 2"),
        (b"format: 1\nphrases: [&a x, *a]\n", "references"),
        (b"format: 1\nphrases:\n- !!python/object/apply:os.system [true]\n", "tags"),
        (b"code,text\n", "Nothing was imported"),
        (b"code,text\na,\n", "Nothing was imported"),
    ],
)
def test_what_gives_nothing_is_not_done(
    run: Run, table: Path, libraries: Libraries, content: bytes, why: str
):
    table.write_bytes(content)
    result = run("import", str(table))

    assert (result.status, result.out) == (1, "")
    assert why in result.err
    assert len(libraries.load().libraries) == 1


def test_of_several_files_the_good_ones_come_in(run: Run, table: Path, tmp_path: Path):
    result = run("import", str(tmp_path / "missing.csv"), str(table), str(tmp_path))

    assert result.status == 0
    assert "3 new" in result.out
    assert len(result.err.splitlines()) == 2


def test_a_file_may_go_into_a_library_that_is_named(run: Run, table: Path):
    run("import", str(table), "--library", "personal")
    run("import", STARTER, "--library", "小店")

    assert {phrase["library"] for phrase in run("list", "--json").json} == {"My phrases", "小店"}


def test_only_to_see_what_would_happen_changes_nothing(run: Run, table: Path, where: Places):
    result = run("import", "--dry-run", str(table))

    assert (result.status, "3 new" in result.out) == (0, True)
    assert run("list", "--json").json == []
    assert not where.backups.exists()


def test_there_is_a_backup_from_before(run: Run, table: Path, where: Places):
    run("add", "--code", "mine", "--text", "mine")
    run("import", str(table), STARTER)

    [backup] = where.backups.iterdir()
    assert [phrase.code for phrase in Libraries(Database(backup, None)).load().phrases] == ["mine"]
    run("import", str(table), STARTER)
    assert list(where.backups.iterdir()) == [backup]


def test_a_running_program_is_told_once_and_only_of_changes(run: Run, table: Path, program: Program):
    run("import", str(table), STARTER)
    run("import", str(table))

    assert program.requests == [{"do": "reload"}]


def test_two_imports_at_once_give_each_phrase_once(
    table: Path, environ: Mapping[str, str], libraries: Libraries
):
    """The plan of the second is for phrases that the first has changed meanwhile: it is made anew."""
    args = parser(Say()).parse_args(["import", str(table)])
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _: import_files(Desk.at(environ), args), range(4)))

    assert statuses == [0] * 4
    assert len(libraries.load().phrases) == 3
    assert len(libraries.load().libraries) == 2


def test_problems_are_there_for_programs_too(run: Run, table: Path):
    table.write_text("code,text,mood\na,x,\nb,,\n", encoding="utf-8")

    [outcome] = run("import", str(table), "--json").json
    assert outcome["problems"] == [
        {"line": 1, "reason": "the column mood is not read"},
        {"line": 3, "reason": "the text is empty"},
    ]
    assert (outcome["new"], outcome["lost"]) == (1, 1)
