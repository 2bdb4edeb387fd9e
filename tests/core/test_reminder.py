from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from quickreply.core.reminder import ANSWER, SAID, TITLE, Reminder, short, when
from quickreply.core.template.missing import CLIPBOARD

SHANGHAI = timezone(timedelta(hours=8))
DUE = datetime(2026, 11, 23, 16, 5, tzinfo=SHANGHAI)


def test_it_holds_the_title_and_what_was_typed_in():
    reminder = Reminder.of(DUE, "售后登记", {"订单号": "2481", "原因": "破损\n两件", "中通|圆通": "圆通"})

    assert reminder == Reminder(DUE.astimezone(UTC), "售后登记", "订单号 2481 · 原因 破损 两件 · 圆通")


def test_what_was_on_the_clipboard_is_not_in_it():
    assert Reminder.of(DUE, "跟进", {CLIPBOARD: "聊天记录", "订单号": "1"}).said == "订单号 1"


@given(st.text(), st.dictionaries(st.text(), st.text(), max_size=9))
def test_however_much_was_said_it_stays_short(title: str, said: dict[str, str]):
    reminder = Reminder.of(DUE, title * 9, {name * 9: value * 99 for name, value in said.items()})

    assert len(reminder.title) <= TITLE
    assert len(reminder.said) <= SAID
    assert "\n" not in reminder.title + reminder.said


def test_a_long_answer_is_cut():
    assert short("好" * 99, ANSWER) == "好" * (ANSWER - 1) + "…"
    assert short("a\tb\nc", 9) == "a b c"


def test_it_is_due_at_an_instant_wherever_the_clock_is():
    reminder = Reminder(DUE, "跟进")

    assert reminder.is_due(datetime(2026, 11, 23, 8, 5, tzinfo=UTC))
    assert not reminder.is_due(datetime(2026, 11, 23, 8, 4, 59, tzinfo=UTC))


def test_a_time_is_told_with_its_day_if_that_is_another_one():
    assert when(DUE, datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)) == "16:05"
    assert when(DUE, datetime(2026, 11, 22, 23, tzinfo=UTC)) == "11-23 08:05"


def test_there_is_something_to_do_about_it_when_it_is_due_and_a_week_after_it_was_seen():
    assert Reminder(DUE, "跟进").changes() == DUE
    assert Reminder(DUE, "跟进", seen=DUE).changes() == DUE + timedelta(days=7)
