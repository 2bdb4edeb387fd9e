from quickreply.core.draft import Draft
from quickreply.core.intake import Line, State
from quickreply.core.wording import Wording
from quickreply.core.words import Say
from quickreply.ui.exchange.wording import details, field_name

SAY = Say()


def test_columns_of_further_texts_have_names():
    assert [field_name(SAY, name) for name in ("text", "text2", "note12", "心情")] == [
        "Text",
        "Text 2",
        "Note 12",
        "心情",
    ]


def test_a_new_phrase_is_shown_with_its_further_texts_and_its_days():
    draft = Draft("一", more=(Wording("<二>"),), valid_from="2026-11-01", valid_until="2026-11-11")

    shown = details(SAY, Line(State.NEW, draft, "f:2"), "red")

    assert shown == "一<br>&lt;二&gt;<br>Valid from: 2026-11-01, Valid until: 2026-11-11"


def test_what_changes_in_days_and_texts_is_shown():
    before = Draft("一", more=(Wording("二"),))
    after = Draft("一", more=(Wording("三"),), valid_until="2026-11-11")

    shown = details(SAY, Line(State.CHANGED, after, "f:2", before=before), "red")

    assert "Valid until: <s></s> <b>2026-11-11</b>" in shown
    assert "Further texts: <s>二</s> <b>三</b>" in shown
