"""The packs of internal notes that come with the program: their lines go into sheets and order systems."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quickreply.core.draft import Draft
from quickreply.core.template.filling import World, fill
from quickreply.core.template.foreign import unknown
from quickreply.core.template.missing import Missing
from quickreply.core.template.names import Kind
from quickreply.core.template.reading import parse
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import read
from quickreply.store.paths import resource

PACKS = {"records-zh": "ecommerce-zh", "records-en": "starter-en"}
"""Each with the starter pack of its language."""

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
ANSWERS = {Kind.TEXT: "破\t损\n了", Kind.NUMBER: "52", Kind.AMOUNT: "9.90", Kind.DATE: "2026-11-30"}


def pack(name: str) -> Bundle:
    return read(resource(f"phrases/{name}.yaml"))


RECORDS = [pytest.param(draft, id=draft.code) for name in PACKS for draft in pack(name).drafts]
ROWS = [record for record in RECORDS if "\t" in record.values[0].text]  # type: ignore[union-attr]


def filled(draft: Draft) -> str:
    """The record with something said for all that is asked."""
    template, world = parse(draft.text), World(NOW)
    said = {one.name: _answer(one) for one in fill(template, world).missing}
    return fill(template, replace(world, answers=said)).text


def _answer(missing: Missing) -> str:
    return missing.options[0] if missing.options else ANSWERS[missing.kind]


@pytest.mark.parametrize("name", PACKS)
def test_all_of_it_comes_in_and_no_gap_is_strange(name: str):
    found = pack(name)

    assert found.problems == ()
    assert found.library
    assert not [unknown(draft.text) for draft in found.drafts if unknown(draft.text)]


@pytest.mark.parametrize(("records", "starter"), PACKS.items())
def test_no_code_is_another_phrases(records: str, starter: str):
    codes = [draft.code for name in (records, starter) for draft in pack(name).drafts]

    assert len(set(codes)) == len(codes)


def test_codes_are_such_that_other_programs_take_them():
    codes = [draft.code for draft in pack("records-zh").drafts]

    assert {"cqbz", "jbly", "shdj", "qhdj", "cpdj", "genj", "sjd", "djzl"} <= set(codes)
    assert all(code.isascii() and code.isalpha() and len(code) <= 4 for code in codes)


@pytest.mark.parametrize("record", RECORDS)
def test_each_says_that_it_is_not_for_customers(record: Draft):
    assert record.note.startswith(("内部使用", "Internal"))


@pytest.mark.parametrize("record", ROWS)
def test_a_row_is_one_line_with_as_many_cells_whatever_was_said(record: Draft):
    row = filled(record)

    assert "\n" not in row
    assert row.count("\t") == record.text.count("\t") >= 4
    assert all(cell.strip() for cell in row.split("\t"))


@pytest.mark.parametrize("record", RECORDS)
def test_it_begins_with_a_word_that_is_always_the_same(record: Draft):
    first = parse(record.text).parts[0]

    assert isinstance(first, str)
    assert first.strip("\t ")


@pytest.mark.parametrize("record", RECORDS)
def test_a_long_number_never_stands_alone_in_a_cell(record: Draft):
    for cell in record.text.split("\t")[1:]:
        assert not cell.startswith(("{订单号}", "{快递单号}", "{order}", "{工号}"))


@pytest.mark.parametrize(("code", "hours"), [("genj", 24), ("lxbs", 4), ("sjd", 2)])
def test_what_must_be_followed_up_reminds(code: str, hours: int):
    [draft] = [one for one in pack("records-zh").drafts if one.code == code]
    found = fill(parse(draft.text), World(NOW))

    assert found.remind
    assert (found.remind.count, found.remind.unit.name) == (hours, "HOUR")
    assert not filled(draft).endswith("\n")
