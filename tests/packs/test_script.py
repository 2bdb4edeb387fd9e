import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.draft import Draft, draft_fault, tidy
from quickreply.core.phrase import Library, LibraryKind
from quickreply.core.template.values import Values
from quickreply.packs.bundle import Sieve
from quickreply.packs.pack import read
from quickreply.packs.script import write, write_json

SHOP = Library(7, "my-shop", "我的小店", LibraryKind.SHOP, version="1.0.0", language="zh-CN")

WRITTEN = """\
format: 1
id: my-shop
name: 我的小店
version: "1.0.0"
language: zh-CN

groups:
  - name: 售前
    groups:
      - name: 欢迎
  - name: 售后

phrases:
  - code: "no"
    title: 首次问候
    group: [售前, 欢迎]
    keywords: [你好, "1,5"]
    aliases: ["010"]
    note: |-
      十秒内发。
      要快。
    pinned: true
    enabled: false
    text: |-
      亲，您好。

        请问: 要哪款？ # 1
  - group: 售后
    text: 再见
"""


def test_a_pack_is_written_for_people():
    drafts = (
        Draft(
            "亲，您好。\n\n  请问: 要哪款？ # 1",
            code="no",
            title="首次问候",
            group=("售前", "欢迎"),
            aliases=("010",),
            keywords=("你好", "1,5"),
            note="十秒内发。\n要快。",
            pinned=True,
            enabled=False,
        ),
        Draft("再见", group=("售后",)),
    )

    assert write(SHOP, (("售前",), ("售前", "欢迎"), ("售后",)), drafts) == WRITTEN


def test_a_changed_phrase_changes_its_lines_only():
    drafts = [Draft(f"text {number}", code=f"c{number}") for number in range(5)]
    before = write(SHOP, (), drafts).splitlines()
    after = write(SHOP, (), [*drafts[:2], Draft("other", code="c2"), *drafts[3:]]).splitlines()

    assert [line for line in after if line not in before] == ["    text: other"]
    assert len(before) == len(after)


MANY_LINES = (
    *(" a\nb", "\ta\nb", "a\n b", "a\n\n\nb", "a \nb ", "a\n  ", "a\n\t\nb", "- a\n- b", "a: b\n# c"),
    *("---\na\n...", "a\u2028b\nc", "a\x85b\nc", "a\ufeff\nb", "a\x07\nb"),
)
ONE_LINE = (
    *(
        "'",
        '"',
        "\\n",
        "a: ",
        "a #b",
        "[a",
        "{a}",
        "*a",
        "&a",
        "!a",
        "@a",
        "`a",
        "%a",
        "| a",
        "> a",
        "? a",
        "- a",
    ),
    *("a:", "yes", "~", "1_000", "0o7", "1e3", ".inf", "<<", "=", "2026-01-01", "a\x07", "a\x85b", "\ufeff"),
)


@pytest.mark.parametrize("text", MANY_LINES + ONE_LINE)
def test_what_is_hard_to_write_comes_back(text: str):
    draft = Draft(text, title=" ".join(text.split()), keywords=(text.strip(),), note=text.strip())

    [again] = read(write(SHOP, (), [draft]), Path("f")).drafts

    assert again == draft


def test_no_phrases_are_a_pack_too():
    assert read(write(SHOP, (), ()), Path("f")).drafts == ()


WHOLE = Library(
    0,
    "double-11",
    "双11",
    LibraryKind.PACK,
    version="2.0",
    language="zh-CN",
    maintainer="王: 店长",
    valid_from="2026-11-01",
    valid_until="2026-11-12",
    roles=("售前", "应急"),
)


@pytest.mark.parametrize("writer", [write, write_json])
def test_all_that_a_pack_says_of_itself_comes_back(writer: Callable[..., str]):
    bundle = read(writer(WHOLE, (("g",), ("g", "h")), [Draft("x", group=("g", "h"))]), Path("f"))

    assert bundle.library == WHOLE
    assert bundle.groups == (("g",), ("g", "h"))
    assert bundle.problems == ()


def test_a_pack_in_json_is_written_line_by_line():
    text = write_json(SHOP, (), [Draft("a\nb", code="010", enabled=False), Draft("c")])

    assert text.splitlines()[6:] == [
        '  "phrases": [',
        "    {",
        '      "code": "010",',
        '      "enabled": false,',
        '      "text": "a\\nb"',
        "    },",
        "    {",
        '      "text": "c"',
        "    }",
        "  ]",
        "}",
    ]


words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("ab亲:-#[]{},&*!|>'\"%@`?~ \t\n\r.01\x85\u2028\ufeff\x07"),
    max_size=12,
)
names = words.map(lambda word: " ".join(f"{word}。".split()))
codes = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="/、／"), max_size=8)
a_draft = st.builds(
    Draft,
    text=words.map(lambda text: f"{text}。") | words.map(lambda text: f"。{text}"),
    code=codes,
    title=names,
    group=st.lists(names, max_size=3).map(tuple),
    aliases=st.lists(codes, max_size=2).map(tuple),
    keywords=st.lists(names, max_size=3).map(tuple),
    note=words,
    pinned=st.booleans(),
    enabled=st.booleans(),
).map(tidy)


@settings(deadline=None)
@given(st.lists(a_draft.filter(lambda draft: draft_fault(draft) is None), max_size=4))
def test_what_we_write_we_read(drafts: list[Draft]):
    sieve = Sieve("x")
    for draft in drafts:
        sieve.take(draft)

    bundle = read(write(SHOP, (), sieve.drafts), Path("f"))

    assert bundle.drafts == sieve.drafts
    assert bundle.problems == ()


@settings(deadline=None)
@given(
    names.filter(lambda name: "\0" not in name), st.lists(st.lists(names, min_size=1, max_size=3).map(tuple))
)
def test_the_head_and_the_groups_come_back(name: str, groups: list[tuple[str, ...]]):
    whole = tuple(dict.fromkeys(path[:depth] for path in groups for depth in range(1, len(path) + 1)))

    bundle = read(write(Library(0, name, name, LibraryKind.PACK), whole, ()), Path("f"))

    assert bundle.library == Library(0, name, name, LibraryKind.PACK)
    assert set(bundle.groups) == set(whole)


@settings(deadline=None)
@given(st.lists(a_draft.filter(lambda draft: draft_fault(draft) is None), min_size=1, max_size=2))
def test_other_readers_see_the_same_texts(drafts: list[Draft]):
    loaded = yaml.load(write(SHOP, (), drafts), Loader=yaml.CSafeLoader)

    assert [phrase["text"] for phrase in loaded["phrases"]] == [draft.text for draft in drafts]
    assert [phrase.get("code", "") for phrase in loaded["phrases"]] == [draft.code for draft in drafts]


NAMES = st.sampled_from(["退货地址", "电话", "活动名", "快递公司 2", "my value"])
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x85"), max_size=20)
VALUES = st.builds(
    Values,
    st.dictionaries(NAMES, WORDS, max_size=3),
    st.dictionaries(NAMES, st.dictionaries(WORDS.filter(bool), WORDS, min_size=1, max_size=3), max_size=2),
)


@given(VALUES)
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_what_fills_gaps_comes_back_as_it_was(values: Values):
    for written in (write(SHOP, (), (), values), write_json(SHOP, (), (), values)):
        found = read(written, Path("shop.yaml"))
        assert found.values == values
        assert not found.problems


def test_a_long_key_of_a_table_comes_back_too():
    values = Values(tables={"t": {"k" * 2000: "v"}})
    assert read(write(SHOP, (), (), values), Path("shop.yaml")).values == values


def test_values_are_written_for_people():
    values = Values({"退货地址": "杭州\n余杭"}, {"时效表": {"江浙沪": "2-3天", "*": "4天"}})
    assert write(SHOP, (), (), values).splitlines()[6:-2] == [
        "values:",
        "  退货地址: |-",
        "      杭州",
        "      余杭",
        "",
        "tables:",
        "  时效表:",
        "    江浙沪: 2-3天",
        '    "*": 4天',
    ]


def test_it_is_written_what_is_sent_at_once():
    drafts = (Draft("A", send=True), Draft("B"))

    assert write(SHOP, (), drafts).count("send: true") == 1
    assert [phrase.get("send") for phrase in json.loads(write_json(SHOP, (), drafts))["phrases"]] == [
        True,
        None,
    ]
