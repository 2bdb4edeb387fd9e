"""A name is found by what people type for it. The oracle tries every way to cut it into syllables."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.search import plain
from quickreply.core.spelling import SILENT, Sought, name_of, spans, spell, spell_all, typable
from tests.core.readings import KNOWN, FewReadings

NAMES = st.text(alphabet="退货行长重绿售安西A4v， s", max_size=5)
LETTERS = st.text(alphabet="tuihogxnagzcelvsa4", min_size=1, max_size=6)


def finds(word: str, name: str) -> re.Match[str] | None:
    spelled = spell(name, FewReadings())
    return Sought(word).search(spelled, 0, len(spelled)) if typable(word) else None


def part(word: str, name: str) -> str | None:
    found = finds(word, name)
    places = spans(name, [found]) if found else ()
    return name[slice(*places[0])] if places else None


@pytest.mark.parametrize(
    ("word", "name", "there"),
    [
        pytest.param("tuihuoliucheng", "退货流程", "退货流程", id="all letters"),
        pytest.param("tuihuo", "退货流程", "退货", id="some syllables"),
        pytest.param("liuc", "退货流程", "流程", id="from any syllable on"),
        pytest.param("thlc", "退货流程", "退货流程", id="initials"),
        pytest.param("lc", "退货流程", "流程", id="some initials"),
        pytest.param("tuihlc", "退货流程", "退货流程", id="letters and initials"),
        pytest.param("thuolc", "退货流程", "退货流程", id="in any mixture"),
        pytest.param("zh", "追回", "追回", id="two initials"),
        pytest.param("zhh", "追回", "追回", id="zh is one initial"),
        pytest.param("zuihui", "追回", "追回", id="z for zh"),
        pytest.param("shouhou", "售后", "售后", id="sh as it is written"),
        pytest.param("souhou", "售后", "售后", id="s for sh"),
        pytest.param("cheng", "退货流程", "程", id="ch as it is written"),
        pytest.param("ceng", "退货流程", "程", id="c for ch"),
        pytest.param("lv", "绿", "绿", id="v for ü"),
        pytest.param("lu", "绿", "绿", id="u for ü"),
        pytest.param("lue", "略", "略", id="ue for üe"),
        pytest.param("lve", "略", "略", id="ve for üe"),
        pytest.param("yinhang", "银行", "银行", id="one reading"),
        pytest.param("yinxing", "银行", "银行", id="the other one"),
        pytest.param("changz", "长重", "长重", id="of two Hanzi each its own"),
        pytest.param("zhangchong", "长重", "长重", id="both by their other reading"),
        pytest.param("hang", "行长", "行", id="beginning with another reading"),
        pytest.param("xian", "西安", "西安", id="two syllables that could be one"),
        pytest.param("xian", "先", "先", id="and one that is"),
        pytest.param("xi'an", "西安", "西安", id="an apostrophe says nothing"),
        pytest.param("tuivip", "退VIP货", "退VIP", id="Latin words in between"),
        pytest.param("tvh", "退VIP货", "退VIP货", id="which have an initial too"),
        pytest.param("a4tui", "A4退", "A4退", id="digits"),
        pytest.param("th", "退，货！", "退，货", id="signs are passed over"),
        pytest.param("tuihuo", "退貨", "退貨", id="traditional Hanzi"),
    ],
)
def test_a_name_is_found_by_its_pinyin(word: str, name: str, there: str):
    assert part(word, name) == there


@pytest.mark.parametrize(
    ("word", "name"),
    [
        pytest.param("uihuo", "退货", id="from the middle of a syllable"),
        pytest.param("tuo", "退货", id="letters of two syllables mixed up"),
        pytest.param("tuih", "退", id="more than there is"),
        pytest.param("yinheh", "银行", id="a reading is not another's beginning"),
        pytest.param("th", "退\n费", id="nothing goes over the end of a line"),
        pytest.param("退", "退货", id="Hanzi are for the other index"),
        pytest.param("123", "1货23", id="so are digits alone"),
        pytest.param("vip", "VIP", id="and names without Hanzi"),
        pytest.param("t" * 200, "退", id="nobody types so much"),
    ],
)
def test_what_is_no_pinyin_of_a_name_does_not_find_it(word: str, name: str):
    assert not finds(word, name)


@given(NAMES, LETTERS)
@settings(max_examples=500, deadline=None, derandomize=True, database=None)
def test_the_pattern_finds_what_the_oracle_finds(name: str, word: str):
    assert bool(finds(word, name)) == reads(name, word)


@given(NAMES, LETTERS)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_the_part_that_was_found_is_found_by_itself(name: str, word: str):
    found = part(word, name)

    if found and re.search("[\u3400-\u9fff]", found):
        assert reads(found, word)


def reads(name: str, word: str) -> bool:
    """Whether some syllables of the name, one after the other, begin with parts of the word."""
    syllables = [
        [token.replace("v", "u")]
        if token.isascii()
        else [_soft(one) for one in KNOWN.get(token, "@").split()]
        for token in re.findall("[0-9a-z]+|[\u3400-\u9fff]", plain(name))
    ]
    if not re.search("[\u3400-\u9fff]", plain(name)) or word.isdigit():
        return False
    return any(_follows(syllables[first:], word) for first in range(len(syllables)))


def _follows(syllables: list[list[str]], word: str) -> bool:
    if not word:
        return True
    if not syllables:
        return False
    cuts = range(1, len(word) + 1)
    return any(_opens(syllables[0], word[:cut]) and _follows(syllables[1:], word[cut:]) for cut in cuts)


def _opens(readings: list[str], typed: str) -> bool:
    ways = {typed.replace("v", "u"), re.sub("^([zcs])h", r"\1", typed).replace("v", "u")}
    return any(reading.startswith(way) for reading in readings for way in ways)


def _soft(reading: str) -> str:
    return SILENT.sub(r"\1", reading).replace("v", "u")


def test_a_phrase_without_a_title_is_called_by_its_first_line():
    assert name_of("", "\n退货流程\n第二行") == "退货流程"
    assert name_of("运费", "退货") == "运费"


def test_several_names_are_spelled_line_by_line():
    assert spell_all(["退货", "plain", "运费"], FewReadings()) == "Tui Huo .\nYun Fei ."


@pytest.mark.parametrize("join", ["\n", "\0"])
def test_a_name_ends_before_the_next_one_begins(join: str):
    spelled = join.join(spell(name, FewReadings()) for name in ("行", "长"))
    assert Sought("hz").search(spelled, 0, len(spelled)) is None
    assert Sought("h").search(spelled, 0, len(spelled))


def test_a_hanzi_that_nobody_reads_keeps_its_place():
    assert part("th", "退㗎货") is None
    assert part("huo", "退㗎货") == "货"
