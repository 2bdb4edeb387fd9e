from gettext import NullTranslations

import pytest

from quickreply.core.words import Refusal, Say, mark

WORDS = {
    "": "Content-Type: text/plain",
    "Pause": "暂停",
    "{n} phrase": "{n} 条短语",
    "{file} is empty.": "{file} 是空的。",
    "{row}: {why}": "第 {row} 行：{why}",
    "the code has a space in it": "编码里有空格",
}


class Chinese(NullTranslations):
    """A catalogue with one form for every number, as Chinese has."""

    def gettext(self, message: str) -> str:
        return WORDS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - one form for all
        return WORDS.get(msgid1, msgid1)


def test_a_message_is_said_in_the_users_language():
    assert Say(Chinese())("Pause") == "暂停"


def test_a_message_without_translation_is_said_in_english():
    assert Say(Chinese())("Resume") == "Resume"


def test_without_a_catalogue_everything_is_english():
    assert Say()("Pause") == "Pause"


def test_facts_fill_the_gaps_of_the_translation():
    assert Say(Chinese())("{file} is empty.", file="a.csv") == "a.csv 是空的。"


def test_a_message_without_facts_keeps_its_braces():
    assert Say()("use {hotkey}") == "use {hotkey}"


def test_a_fact_with_braces_is_not_filled_again():
    assert Say()("{file} is empty.", file="{x}.csv") == "{x}.csv is empty."


@pytest.mark.parametrize(
    ("n", "english", "chinese"),
    [(0, "0 phrases", "0 条短语"), (1, "1 phrase", "1 条短语"), (2, "2 phrases", "2 条短语")],
)
def test_a_number_chooses_the_form(n: int, english: str, chinese: str):
    assert Say().count("{n} phrase", "{n} phrases", n) == english
    assert Say(Chinese()).count("{n} phrase", "{n} phrases", n) == chinese


def test_a_number_comes_with_other_facts():
    assert Say().count("{n} row of {file}", "{n} rows of {file}", 2, file="a.csv") == "2 rows of a.csv"


def test_marking_changes_nothing():
    assert mark("Pause") == "Pause"


def test_a_refusal_speaks_english_to_programs():
    assert str(Refusal("{file} is empty.", file="a.csv")) == "a.csv is empty."


def test_a_refusal_is_said_in_the_users_language():
    assert Say(Chinese()).refusal(Refusal("{file} is empty.", file="a.csv")) == "a.csv 是空的。"


def test_facts_that_are_messages_are_translated_too():
    refusal = Refusal("{row}: {why}", row=3, why=mark("the code has a space in it"))

    assert Say(Chinese()).refusal(refusal) == "第 3 行：编码里有空格"


def test_the_users_own_words_are_not():
    refusal = Refusal("{row}: {why}", row=3, why="the code has a space in it")

    assert Say(Chinese()).refusal(refusal) == "第 3 行：the code has a space in it"


def test_an_empty_fact_stays_empty():
    """In a catalogue the empty message is its head."""
    assert Say(Chinese()).refusal(Refusal("{file} is empty.", file="")) == " 是空的。"
