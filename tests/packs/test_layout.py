import pytest

from quickreply.core.words import Refusal
from quickreply.packs.layout import Columns, Row, bare, by_columns, by_header, column_of


def rows(*lines: str):
    return [Row(number, line.split(",")) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize("name", ["快捷编码*", " 编码（必填）", "CODE", "编码：", "＊编码", "快捷 编码 (4)"])
def test_what_people_write_beside_a_name_does_not_matter(name: str):
    assert column_of(name) == "code"


@pytest.mark.parametrize("name", ["", "心情", "encode", "编"])
def test_a_name_that_is_not_known_is_no_column(name: str):
    assert column_of(name) is None


def test_a_bare_name_stays():
    assert bare("问句/标题") == "问句/标题"


def test_columns_are_said_as_a_list_of_names():
    assert Columns.parse("编码, text,,group").names == ("code", "text", "", "group")


@pytest.mark.parametrize("said", ["code,words", "code,group", ""])
def test_columns_that_cannot_be_are_refused(said: str):
    with pytest.raises(Refusal):
        Columns.parse(said)


def test_saved_columns_are_for_tables_with_their_header_only():
    saved = Columns(("code", "", "text"), header=("Kürzel", "x", "Antwort"))

    layout = by_columns(saved, rows("a warning", "Kürzel,x,antwort", "fh,1,hello"))

    assert layout is not None
    assert (layout.line, dict(layout.places)) == (2, {"code": 0, "text": 2})
    assert layout.unread == ("x",)
    assert by_columns(saved, rows("Kürzel,Antwort", "fh,hello")) is None


def test_columns_without_a_header_are_for_any_table():
    layout = by_columns(Columns(("text", "code")), rows("hello,fh", "bye,by"))

    assert layout is not None
    assert (layout.line, layout.width) == (0, 2)


def test_a_row_that_names_such_a_column_is_a_header_all_the_same():
    layout = by_columns(Columns(("text", "code")), rows("Antwort,编码", "hello,fh"))

    assert layout is not None
    assert layout.line == 1


def test_the_first_row_with_a_text_is_the_header():
    layout = by_header(rows("our phrases", "", "code,text", "text,text"))

    assert layout is not None
    assert (layout.line, dict(layout.places)) == (3, {"code": 0, "text": 1})
    assert by_header(rows("code,group", "a,b")) is None
