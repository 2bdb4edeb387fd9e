from dataclasses import replace
from pathlib import Path

import pytest

from quickreply.core.draft import Draft
from quickreply.core.phrase import TEXT_LIMIT, Library, LibraryKind
from quickreply.core.template.values import Values
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal
from quickreply.packs.bundle import ALL_FIELDS, Bundle
from quickreply.packs.detect import read as read_file
from quickreply.packs.pack import read
from quickreply.packs.script import delivered, write_json
from quickreply.store.paths import resource

SOURCE = Path("/somewhere/shop.yaml")
HEAD = "format: 1\nid: shop\n"

WHOLE = """\
format: 1
id: my-shop
name: 我的小店
version: 1.0.0
language: zh-CN
groups:
  - name: 售前
    groups:
      - name: 欢迎
      - 尺码
  - name: 售后
phrases:
  - code: no
    title: 首次问候
    group: [售前, 欢迎]
    keywords: [你好, "1,5"]
    aliases: [010, 12:30]
    note: 十秒内发。
    pinned: true
    enabled: no
    text: |
      亲，您好。
        请问要哪款？
  - text: 再见
    group: 售前=>欢迎
    keywords: 一个 词, 再一个
"""


def told(bundle: Bundle):
    return [
        (problem.line, problem.reason.format(**problem.facts), problem.lost) for problem in bundle.problems
    ]


def test_a_pack_says_everything():
    bundle = read(WHOLE, SOURCE)

    assert bundle.library == Library(
        0, "my-shop", "我的小店", LibraryKind.PACK, version="1.0.0", language="zh-CN"
    )
    assert bundle.groups == (("售前",), ("售前", "欢迎"), ("售前", "尺码"), ("售后",))
    assert bundle.drafts == (
        Draft(
            "亲，您好。\n  请问要哪款？",
            code="no",
            title="首次问候",
            group=("售前", "欢迎"),
            aliases=("010", "12:30"),
            keywords=("你好", "1,5"),
            note="十秒内发。",
            pinned=True,
            enabled=False,
        ),
        Draft("再见", group=("售前=>欢迎",), keywords=("一个 词, 再一个",)),
    )
    assert bundle.problems == ()


@pytest.mark.parametrize("path", sorted(resource("phrases").glob("*.yaml")), ids=lambda path: path.name)
def test_every_pack_that_comes_with_the_program_is_whole(path: Path):
    bundle = read_file(path)

    assert bundle.problems == ()
    assert len(bundle.drafts) >= 10
    assert bundle.library is not None
    assert bundle.library.uid == path.stem
    assert {draft.group for draft in bundle.drafts if draft.group} <= set(bundle.groups)


def test_pins_are_the_users_own_unless_the_pack_speaks_of_them():
    without = read(f"{HEAD}phrases:\n- text: a\n", SOURCE).fields
    speaking = read(f"{HEAD}phrases:\n- text: a\n- {{text: b, pinned: false}}\n", SOURCE).fields

    assert without == ALL_FIELDS - {"pinned", "enabled"}
    assert speaking == ALL_FIELDS - {"enabled"}


def test_a_pack_without_an_id_is_known_by_its_file():
    bundle = read("format: 1\nphrases: []\n", SOURCE)

    assert bundle.library == Library(0, "shop", "shop", LibraryKind.PACK)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("phrases: []\n", "does not begin with “format: 1”"),
        ("format: one\nphrases: []\n", "does not begin with “format: 1”"),
        ("format: [1]\nphrases: []\n", "does not begin with “format: 1”"),
        ("format: 0\nphrases: []\n", "written in format 0, which"),
        ("- format: 1\n", "does not begin with “format: 1”"),
        ("format: 2\nphrases: {later: everything}\n", "written in format 2"),
        ("format: 99999999999999999999999\n", "written in format 999999999;"),
        ("format: 1\n", "has no list of phrases"),
        ("format: 1\nphrases: many\n", "has no list of phrases"),
        (f"format: 1\nid: {'x' * 1001}\nphrases: []\n", "id is longer"),
    ],
)
def test_what_is_no_pack_of_ours_is_refused(text: str, why: str):
    with pytest.raises(Refusal, match=why):
        read(text, SOURCE)


def test_each_phrase_that_cannot_be_taken_is_told_and_the_rest_goes_in():
    text = (
        f"{HEAD}phrases:\n"
        "- just words\n"
        "- [a, list]\n"
        "- {code: empty}\n"
        "- {code: list, text: [a, b]}\n"
        "- {code: ok, text: fine}\n"
        "- {code: two words, text: x}\n"
        f"- {{code: long, text: {'x' * (TEXT_LIMIT + 1)}}}\n"
        '- {code: nul, text: "a\\0b"}\n'
        "- {text: no code}\n"
    )

    bundle = read(text, SOURCE)

    assert [draft.text for draft in bundle.drafts] == ["fine", "no code"]
    assert told(bundle) == [
        (4, "this is no phrase: it has no keys", True),
        (5, "this is no phrase: it has no keys", True),
        (6, "the text is empty", True),
        (7, "text is not written as a pack has it, and not read", False),
        (7, "the text is empty", True),
        (9, "the code has a space in it", True),
        (10, "the text is longer than 100,000 characters", True),
        (11, "the text has a NUL byte in it", True),
    ]


def test_what_is_not_known_is_told_once_and_costs_nothing():
    text = (
        "format: 1\nid: shop\ncolour: red\nphrases:\n"
        "- {text: a, colour: red}\n"
        "- {text: b, mood: good, group: [[c]], keywords: {d: e}, pinned: perhaps}\n"
        "- {text: d, mood: bad, text: e}\n"
    )

    bundle = read(text, SOURCE)

    assert [draft.text for draft in bundle.drafts] == ["a", "b", "d"]
    assert told(bundle) == [
        (3, "the key colour is not known and not read", False),
        (6, "the key mood is not known and not read", False),
        (6, "group is not written as a pack has it, and not read", False),
        (6, "keywords is not written as a pack has it, and not read", False),
        (6, "pinned takes true or false, not “perhaps”", False),
        (7, "the key text stands here twice; the first counts", False),
    ]


@pytest.mark.parametrize(
    "groups",
    ["5", "{a: b}", "[[a]]", "[{names: a}]", '[""]', "[{name: [a]}]", f"[{'x' * 1001}]", '["a\\0"]'],
)
def test_groups_that_are_none_are_told(groups: str):
    bundle = read(f"{HEAD}groups: {groups}\nphrases: [text: a]\n", SOURCE)

    assert bundle.groups == ()
    assert [line for line, _, _ in told(bundle)] == [3]


def test_groups_nest_to_a_bound():
    nested = "groups: [" + "{name: a, groups: [" * 21 + "]}" * 21 + "]"
    bundle = read(f"{HEAD}{nested}\nphrases: [text: a]\n", SOURCE)

    assert max(map(len, bundle.groups)) == 20
    assert len(told(bundle)) == 1


def test_days_and_roles_that_cannot_be_are_told():
    text = f"{HEAD}valid_from: soon\nvalid_until: 2026-02-30\nroles: [售前, 店长]\nphrases: []\n"
    bundle = read(text, SOURCE)

    assert bundle.library == Library(0, "shop", "shop", LibraryKind.PACK, roles=("售前",))
    assert told(bundle) == [
        (3, "valid_from takes a day like 2026-11-11, or 2026-11-11 20:00, not “soon”", False),
        (4, "valid_until takes a day like 2026-11-11, or 2026-11-11 20:00, not “2026-02-30”", False),
        (5, "店长 is no role; there are: 售前 催付 售中 售后 应急", False),
    ]


def test_texts_laws_days_and_applications_are_read_and_written():
    text = (
        f"{HEAD}name: Shop\nvalid_until: 2026-10-31 20:00 Asia/Shanghai\napps: [AliWorkbench, pidgin]\n\n"
        "groups:\n  - name: g\n    apps: [Chromium]\n    groups:\n      - name: h\n        apps: [qq, tt]\n\n"
        "phrases:\n"
        '  - code: yj\n    note: all of it\n    valid_until: "2026-11-11"\n    text: Hi\n    law: rotate\n'
        "    more:\n      - Yo\n      - note: careful\n        text: |-\n          C\n          c\n"
    )
    bundle = read(text, SOURCE)

    assert told(bundle) == []
    assert bundle.library
    assert bundle.library.apps == ("AliWorkbench", "pidgin")
    assert bundle.bound == {("g",): ("Chromium",), ("g", "h"): ("qq", "tt")}
    assert bundle.drafts == (
        Draft(
            "Hi", "yj", note="all of it", law=Law.ROTATE,
            more=(Wording("Yo"), Wording("C\nc", "careful")), valid_until="2026-11-11",
        ),
    )  # fmt: skip
    assert delivered(bundle) == text
    again = read(write_json(bundle.library, bundle.groups, bundle.drafts, bound=bundle.bound), SOURCE)
    assert replace(again, drafts=()) == replace(bundle, drafts=())
    assert again.drafts == bundle.drafts


def test_texts_laws_and_days_that_cannot_be_are_told():
    text = (
        f"{HEAD}phrases:\n"
        "- {text: a, law: chaos, more: [b, {text: c, mood: bad}, [d]]}\n"
        "- {text: a, valid_from: soon}\n"
        "- {text: a, valid_from: 2026-11-12, valid_until: 2026-11-11}\n"
        "- {text: a, more: {text: b}, law: random}\n"
        "- {text: a, law: random}\n"
    )
    bundle = read(text, SOURCE)

    assert bundle.drafts == (
        Draft("a", more=(Wording("b"), Wording("c"))),
        Draft("a"),
        Draft("a", law=Law.RANDOM, more=(Wording("b"),)),
        Draft("a"),
    )
    assert told(bundle) == [
        (4, "law takes ladder | rotate | random | choose, not “chaos”", False),
        (4, "the key mood is not known and not read", False),
        (4, "more is not written as a pack has it, and not read", False),
        (5, "valid_from takes a day like 2026-11-11, or 2026-11-11 20:00, not “soon”", False),
        (6, "it ends before it begins", True),
    ]


def test_a_pack_may_be_json():
    text = """{"format": 1, "id": "shop",
      "phrases": [
        {"code": "no", "text": "\\ud83d\\ude0a \\/", "pinned": true},
        {"code": 10, "text": ""}
      ]}"""
    bundle = read(text, SOURCE)

    assert bundle.drafts == (Draft("😊 /", code="no", pinned=True),)
    assert told(bundle) == [(4, "the text is empty", True)]


@pytest.mark.parametrize(
    ("written", "values", "complaints"),
    [
        pytest.param("values: {电话: 1}", Values({"电话": "1"}), 0, id="a value"),
        pytest.param("values: {phone: 1}", Values({"电话": "1"}), 0, id="by its English name"),
        pytest.param("values:", Values(), 0, id="none"),
        pytest.param("values: [1]", Values(), 1, id="no mapping"),
        pytest.param("values: {电话: [1], 链接: x}", Values({"链接": "x"}), 1, id="no word"),
        pytest.param("values: {'1x': 1}", Values(), 1, id="no name"),
        pytest.param("values: {电话: 1, 电话: 2}", Values({"电话": "1"}), 1, id="twice"),
        pytest.param("tables: {t: {a: 1}}", Values(tables={"t": {"a": "1"}}), 0, id="a table"),
        pytest.param("tables: {t: 1, u: {a: 1}}", Values(tables={"u": {"a": "1"}}), 1, id="no table"),
        pytest.param("tables: {t: {'': 1}}", Values(), 1, id="no key"),
    ],
)
def test_what_fills_gaps(written: str, values: Values, complaints: int):
    found = read(f"format: 1\nid: a\n{written}\nphrases: []\n", Path("a.yaml"))

    assert found.values == values
    assert len(found.problems) == complaints
    assert not any(problem.lost for problem in found.problems)


def test_no_file_has_anything_sent():
    bundle = read(HEAD + "phrases:\n  - {code: a, text: A, send: true}\n  - {text: B, send: yes}\n", SOURCE)

    assert [draft.send for draft in bundle.drafts] == [False, False]
    [(line, reason, lost)] = told(bundle)
    assert (line, lost) == (4, False)
    assert "--send" in reason
