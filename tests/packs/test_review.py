from quickreply.core.draft import Draft
from quickreply.core.plan import Fate, Row
from quickreply.packs.review import plain, reviewed


def told(*rows: Row, there: dict[int, Draft] | None = None):
    return [[note.reason.format(**note.facts) for note in row.notes] for row in reviewed(rows, there or {})]


def test_a_text_that_another_phrase_has_is_told():
    there = {1: Draft("您好，\n欢迎！", title="问候")}

    assert told(Row(Draft("您好,欢迎!"), Fate.NEW), there=there) == [["“问候” has the same text"]]


def test_so_is_one_that_an_earlier_row_has():
    assert told(Row(Draft("a", line=3), Fate.NEW), Row(Draft("Ａ".lower(), line=4), Fate.NEW)) == [
        [],
        ["line 3 has the same text"],
    ]


def test_a_phrase_may_have_its_own_text():
    there = {1: Draft("old text")}
    row = Row(Draft("old text "), Fate.CHANGED, 1, before=there[1])

    assert told(row, there=there) == [[]]


def test_what_changes_nothing_is_not_looked_at():
    there = {1: Draft("{谁}"), 2: Draft("{谁}")}

    assert told(Row(there[1], Fate.SAME, 1), Row(Draft("{谁}"), Fate.CLASH), there=there) == [[], []]


def test_a_text_that_got_its_end_cut_off_is_told():
    before = Draft("亲，今天下单明天发出，请您放心")

    assert told(
        Row(Draft("亲，今天下单明天发出，"), Fate.CHANGED, 1, before=before),
        Row(Draft("亲，今天"), Fate.CHANGED, 1, before=before),
    ) == [["the text ends earlier than the one that is there: some program may have cut it off"], []]


def test_a_gap_without_a_meaning_is_told():
    assert told(Row(Draft("您好 {谁}{客户昵称}%SHOP_NAME%"), Fate.NEW)) == [
        [
            "the gap {谁} has no meaning here: who inserts the phrase is asked for it",
            "%SHOP_NAME% means nothing here and is inserted as it stands",
        ]
    ]


def test_texts_are_like_by_any_measure_that_is_given():
    there = {1: Draft("退換貨")}

    rows = reviewed([Row(Draft("退换货"), Fate.NEW)], there, fold=lambda text: text.replace("換貨", "换货"))

    assert len(rows[0].notes) == 1


def test_widths_and_spaces_make_no_difference():
    assert plain(" ＡＢ，\n c") == "AB,c"
