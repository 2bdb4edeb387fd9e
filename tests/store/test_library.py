from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from quickreply.core.draft import CodeTaken, Draft, drafts, paths
from quickreply.core.phrase import TEXT_LIMIT, Library, LibraryKind
from quickreply.core.plan import Fate, Plan, Row
from quickreply.core.supply import supply
from quickreply.core.words import Refusal
from quickreply.store.library import Libraries
from quickreply.store.rows import CHANGED_MEANWHILE
from quickreply.store.schema import PERSONAL_NAME

WHOLE = Draft(
    text="您好，\n  请问要哪款？😊",
    code="hy",
    title="首次问候",
    group=("售前", "欢迎"),
    aliases=("hi", "欢迎"),
    keywords=("你好", "欢迎"),
    note="十秒内发。",
    pinned=True,
    enabled=False,
)
SHOP = Library(0, "", "小店", LibraryKind.SHOP, version="1", language="zh-CN")


def stored(libraries: Libraries):
    return list(drafts(libraries.load()).values())


def test_a_phrase_comes_back_as_it_went_in(libraries: Libraries):
    libraries.add(1, WHOLE)

    assert stored(libraries) == [WHOLE]


def test_an_edit_replaces_all_of_it(libraries: Libraries):
    number = libraries.add(1, WHOLE)
    other = Draft("b", code="b", group=("x",))

    libraries.edit(number, other)

    assert stored(libraries) == [other]
    libraries.add(1, Draft("free again", code="hi"))


def test_a_removed_phrase_gives_its_codes_back(libraries: Libraries):
    libraries.remove(libraries.add(1, WHOLE))

    assert stored(libraries) == []
    libraries.add(1, WHOLE)


@pytest.mark.parametrize("code", ["hy", "/HY", "ＨＹ", "、hy", "hi", "欢迎"])
@pytest.mark.parametrize("way", ["code", "alias"])
def test_a_code_belongs_to_one_phrase_of_a_library(libraries: Libraries, code: str, way: str):
    libraries.add(1, WHOLE)
    draft = Draft("b", code=code) if way == "code" else Draft("b", code="new", aliases=(code,))

    with pytest.raises(Refusal, match="belongs to “首次问候” already"):
        libraries.add(1, draft)

    assert stored(libraries) == [WHOLE]


def test_another_library_may_have_the_same_code(libraries: Libraries):
    libraries.add(1, WHOLE)
    libraries.add(libraries.create_library("小店"), WHOLE)

    assert stored(libraries) == [WHOLE, WHOLE]


def test_an_edit_may_keep_its_codes_but_not_take_others(libraries: Libraries):
    libraries.add(1, Draft("a", code="a"))
    number = libraries.add(1, Draft("b", code="b"))
    libraries.edit(number, Draft("changed", code="b", aliases=("c",)))

    with pytest.raises(Refusal, match="belongs to “a” already"):
        libraries.edit(number, Draft("b", code="a"))

    assert [draft.text for draft in stored(libraries)] == ["a", "changed"]


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft(""), "the text is empty"),
        (Draft(" \n"), "the text is empty"),
        (Draft("x" * (TEXT_LIMIT + 1)), "longer than 100,000"),
        (Draft("a\0b"), "NUL"),
        (Draft("a", title="\0"), "NUL"),
        (Draft("a\ud800"), "not Unicode"),
        (Draft("a", code="a b"), "space"),
        (Draft("a", code="a/b"), "slash"),
        (Draft("a", aliases=("x" * 65, "y")), "64"),
        (Draft("a", title="x" * 1001), "1,000"),
        (Draft("a", keywords=("x" * 1001,)), "1,000"),
        (Draft("a", note="x" * (TEXT_LIMIT + 1)), "note"),
        (Draft("a", group=("g",) * 21), "20 levels"),
    ],
)
def test_what_cannot_be_a_phrase_is_refused(libraries: Libraries, draft: Draft, why: str):
    with pytest.raises(Refusal, match=why):
        libraries.add(1, draft)

    assert stored(libraries) == []


def test_a_text_of_exactly_the_limit_is_a_phrase(libraries: Libraries):
    libraries.add(1, Draft("😊" * TEXT_LIMIT))

    assert len(stored(libraries)[0].text) == TEXT_LIMIT


@pytest.mark.parametrize(
    "change",
    [
        lambda libraries: libraries.edit(7, Draft("a")),
        lambda libraries: libraries.remove(7),
        lambda libraries: libraries.pin(7, on=True),
        lambda libraries: libraries.switch_phrase(7, on=False),
        lambda libraries: libraries.switch_library(7, on=False),
        lambda libraries: libraries.order_phrases([7]),
        lambda libraries: libraries.order_libraries([1, 7]),
    ],
)
def test_what_is_gone_is_told(libraries: Libraries, change: Callable[[Libraries], None]):
    with pytest.raises(Refusal, match="not there any more"):
        change(libraries)


def test_groups_are_shared_and_nest(libraries: Libraries):
    for group in (("a", "b"), ("a",), ("a", "b"), ("b",)):
        libraries.add(1, Draft("x", group=group))

    assert set(paths(libraries.load()).values()) == {("a",), ("a", "b"), ("b",)}


def test_a_group_is_created_once(libraries: Libraries):
    first = libraries.create_group(1, ("a", "b"))

    assert libraries.create_group(1, ["a", "b"]) == first


def test_switches_and_pins(libraries: Libraries):
    number = libraries.add(1, Draft("a"))
    libraries.pin(number, on=True)
    libraries.switch_phrase(number, on=False)
    libraries.switch_library(1, on=False)

    collection = libraries.load()

    assert collection.phrases[0].pinned
    assert not collection.phrases[0].enabled
    assert not collection.libraries[0].enabled


def test_libraries_come_by_kind_then_by_the_users_order(libraries: Libraries):
    pack = libraries.create_library("pack", LibraryKind.PACK)
    first = libraries.create_library("first")
    second = libraries.create_library("second")
    libraries.order_libraries([pack, second, first])

    assert [library.id for library in libraries.load().libraries] == [1, second, first, pack]


def test_phrases_and_groups_come_in_the_users_order(libraries: Libraries):
    numbers = [libraries.add(1, Draft(text, group=(text,))) for text in "abc"]
    libraries.order_phrases(numbers[::-1])
    groups = [group.id for group in libraries.load().groups]
    libraries.order_groups(groups[::-1])

    collection = libraries.load()

    assert [phrase.text for phrase in collection.phrases] == ["c", "b", "a"]
    assert [group.name for group in collection.groups] == ["c", "b", "a"]


def test_a_plan_is_carried_out(libraries: Libraries):
    shop = libraries.create_library("小店")
    old = libraries.add(shop, Draft("old", code="a", aliases=("x",)))
    rows = (
        Row(Draft("new", code="a"), Fate.CHANGED, old),
        Row(Draft("second", code="b", aliases=("x",), group=("g", "h")), Fate.NEW),
        Row(Draft("not this", code="c"), Fate.CLASH),
        Row(Draft("nor this", code="d"), Fate.SAME, old),
    )
    library = next(library for library in libraries.load().libraries if library.id == shop)

    libraries.apply(Plan(library, rows, revision=libraries.load().revision))

    assert stored(libraries) == [Draft("new", code="a"), rows[1].draft]


def test_a_plan_for_a_new_library_makes_it_with_its_groups_in_order(libraries: Libraries):
    groups = (("二",), ("二", "丙"), ("一",))
    plan = Plan(SHOP, (Row(Draft("x", group=("一",)), Fate.NEW),), groups, libraries.load().revision)

    number = libraries.apply(plan)

    collection = libraries.load()
    made = next(library for library in collection.libraries if library.id == number)
    assert (made.name, made.kind, made.version, made.language) == ("小店", LibraryKind.SHOP, "1", "zh-CN")
    assert made.uid
    assert tuple(paths(collection).values()) == groups


def test_the_next_version_of_a_pack_puts_its_groups_in_order(libraries: Libraries):
    for name in ("a", "b", "mine"):
        libraries.create_group(1, (name,))
    collection = libraries.load()

    libraries.apply(Plan(collection.libraries[0], (), (("c",), ("b",), ("a",)), collection.revision))

    assert list(paths(libraries.load()).values()) == [("c",), ("b",), ("a",), ("mine",)]


def test_a_plan_that_fails_in_the_middle_leaves_nothing(libraries: Libraries):
    rows = tuple(Row(Draft("x", code="same"), Fate.NEW) for _ in range(2))

    with pytest.raises(Refusal):
        libraries.apply(Plan(SHOP, rows, revision=libraries.load().revision))

    assert len(libraries.load().libraries) == 1
    assert stored(libraries) == []


def test_a_plan_made_before_another_change_is_refused(libraries: Libraries):
    plan = Plan(SHOP, (Row(Draft("x"), Fate.NEW),), revision=libraries.load().revision)
    libraries.add(1, Draft("meanwhile"))

    with pytest.raises(Refusal) as told:
        libraries.apply(plan)

    assert told.value.message == CHANGED_MEANWHILE
    assert [draft.text for draft in stored(libraries)] == ["meanwhile"]


def test_of_two_who_carry_out_the_same_plan_one_does(libraries: Libraries):
    plan = Plan(SHOP, (Row(Draft("x"), Fate.NEW),), revision=libraries.load().revision)

    def carry_out(_number: int):
        try:
            return libraries.apply(plan)
        except Refusal:
            return None

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(carry_out, range(2)))

    assert results.count(None) == 1
    assert len(stored(libraries)) == 1


def test_every_change_counts_the_revision_up(libraries: Libraries):
    seen = [libraries.load().revision]
    number = libraries.add(1, Draft("a"))
    seen.append(libraries.load().revision)
    libraries.pin(number, on=True)
    seen.append(libraries.load().revision)
    libraries.remove(number)
    seen.append(libraries.load().revision)

    assert seen == sorted(set(seen))


def test_what_is_in_use_streams_from_the_store_as_it_does_from_memory(libraries: Libraries):
    shop = libraries.create_library("小店")
    off = libraries.create_library("Old")
    libraries.switch_library(off, on=False)
    for library in (shop, 1, off):
        for number in range(3):
            draft = Draft(f"text {number}", f"c{number}", group=("g",), keywords=("k", "词"))
            libraries.add(library, replace(draft, pinned=number == 1, enabled=number != 2))

    with libraries.supply() as streamed:
        records = list(streamed.records)

    known = supply(libraries.load())
    assert records == list(known.records)
    assert (streamed.libraries, streamed.groups) == (known.libraries, known.groups)
    assert len(records) == 4


def test_the_shelves_are_the_libraries_in_use_with_their_groups(libraries: Libraries):
    shop, off = libraries.create_library("Shop"), libraries.create_library("Off")
    libraries.switch_library(off, on=False)
    for library, group in ((shop, ("A",)), (shop, ("A", "A1")), (off, ("Z",)), (1, ())):
        libraries.add(library, Draft("text", group=group))
    gone = libraries.add(shop, Draft("text", group=("B",)))
    libraries.switch_phrase(gone, on=False)

    found = [(" / ".join(shelf.path), shelf.count) for shelf in libraries.shelves()]

    assert found == [(PERSONAL_NAME, 1), ("Shop", 2), ("Shop / A", 2), ("Shop / A / A1", 1)]


def test_a_phrase_is_drafted_whole(libraries: Libraries):
    draft = Draft("两行\n文字", "fh", "发货", ("物流", "国内"), ("发",), ("几天",), "note", pinned=True)
    number = libraries.add(1, draft)

    assert libraries.draft(number) == draft


def test_a_phrase_that_is_gone_cannot_be_drafted(libraries: Libraries):
    with pytest.raises(Refusal, match="not there any more"):
        libraries.draft(9)


def test_a_code_that_is_taken_is_told_as_such(libraries: Libraries):
    libraries.add(1, Draft("a", code="fh", title="Shipping"))

    with pytest.raises(CodeTaken, match="fh belongs to “Shipping”"):
        libraries.add(1, Draft("b", code="/FH"))
