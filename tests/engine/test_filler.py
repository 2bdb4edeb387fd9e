from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quickreply.core.delivery import Reply
from quickreply.core.phrase import Collection, Library, LibraryKind, Phrase
from quickreply.core.reminder import Reminder
from quickreply.core.settings import Settings
from quickreply.core.supply import supply
from quickreply.core.template.asking import Answers, Question
from quickreply.core.template.missing import Missing, Why
from quickreply.core.template.values import Values
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.filler import Filler

MINE = Library(1, "personal", "Mine", LibraryKind.PERSONAL)
SHOP = Library(2, "shop", "Shop", LibraryKind.SHOP)


def phrase(text: str, code: str = "x", library: int = 2) -> Phrase:
    return Phrase(len(code), library, None, code, "", text)


def filler(
    *phrases: Phrase, values: Mapping[int, Values] | None = None, settings: Settings | None = None
) -> Filler:
    stock = replace(supply(Collection((MINE, SHOP), (), phrases)), values=values or {})
    catalogue = Catalogue(stock)
    made = Filler(lambda: catalogue, lambda: datetime(2026, 11, 22, 23, 30, tzinfo=UTC), lambda: 7)
    made.configure(settings or Settings())
    return made


def reply(found: Reply | Question) -> Reply:
    assert isinstance(found, Reply)
    return found


def text(found: Reply | Question) -> str:
    return reply(found).phrase.text


def test_a_phrase_without_braces_is_the_very_same():
    plain = phrase("好的")

    assert reply(filler().filled(plain)).phrase is plain


def test_a_phrase_in_segments_is_several_messages():
    found = reply(filler().filled(phrase("您好{分段}在的{分段} {分段}请讲")))

    assert found.messages == ("您好", "在的", "请讲")


@pytest.mark.parametrize(
    ("written", "back"),
    [
        pytest.param("尾号{光标}的订单", 3, id="between"),
        pytest.param("好的{光标}", 0, id="at the end"),
        pytest.param("{光标}😊", 0, id="before what windows count differently"),
        pytest.param("{光标}一{分段}二", 0, id="in a message that is not the last"),
        pytest.param("一{分段}二{光标}三", 1, id="in the last message"),
        pytest.param("{光标}" + "好" * 101, 0, id="too far"),
    ],
)
def test_the_caret_is_moved_only_where_the_way_is_known(written: str, back: int):
    assert reply(filler().filled(phrase(written))).back == back


def test_it_is_filled_from_settings_and_libraries():
    values = {1: Values({"电话": "1", "链接": "l"}), 2: Values({"电话": "2"})}
    made = filler(values=values, settings=Settings(profile={"客服名": "小美"}))

    assert text(made.filled(phrase("{客服名} {电话} {链接}"))) == "小美 2 l"
    assert text(made.filled(phrase("{电话}", library=1))) == "1"


def test_dates_are_those_of_the_zone_that_is_set():
    assert (
        text(filler(settings=Settings(zone="Asia/Shanghai")).filled(phrase("{date} {time}")))
        == "2026-11-23 07:30"
    )


def test_phrases_take_each_other_in():
    assert text(filler(phrase("地址", "dz")).filled(phrase("{引用:DZ}"))) == "地址"


def test_what_is_missing_is_told_and_said_later():
    made = filler()
    found = made.filled(phrase("{随机:亲|您好}，{订单号}"))

    assert isinstance(found, Question)
    assert found.missing == (Missing("订单号", Why.ASK),)
    whole = text(made.filled(phrase("{随机:亲|您好}，{订单号}"), Answers({"订单号": "1"}, found.seed)))
    assert whole == f"{found.pieces[0]}，1"


def test_a_phrase_that_asks_for_it_is_told_of_later_with_what_was_said():
    record = replace(phrase("跟进\t{order}{提醒:24小时}"), title="跟进")
    question = filler().filled(record)
    assert isinstance(question, Question)
    assert question.remind == datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    found = reply(filler().filled(record, Answers({"订单号": "1"})))
    assert found.phrase.text == "跟进\t1"
    assert found.remind == Reminder(datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "跟进", "订单号 1")


def test_a_working_day_later_is_one_by_the_calendar():
    record = phrase("跟进{提醒:1工作日}")  # now it is Sunday
    remind = reply(filler().filled(record)).remind

    assert remind is not None
    assert remind.due == datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def test_nobody_is_reminded_who_does_not_want_it():
    record = phrase("跟进 {order}{提醒:1天}")
    off = filler(settings=Settings(reminders=False))

    assert reply(filler().filled(record, Answers({"订单号": "1"}, remind=False))).remind is None
    assert reply(off.filled(record, Answers({"订单号": "1"}))).remind is None
    question = off.filled(record)
    assert isinstance(question, Question)
    assert question.remind is None


def test_without_a_title_it_is_told_of_by_the_words_around_the_gaps():
    record = phrase("跟进 {剪贴板}：{order}{提醒:1天}")
    said = Answers({"订单号": "1", "剪贴板": "聊天记录"})
    remind = reply(filler().filled(record, said)).remind

    assert remind is not None
    assert (remind.title, remind.said) == ("跟进 ：", "订单号 1")
