from pathlib import Path

import pytest

from quickreply.core.intake import Form, Look, Reading
from quickreply.ui.exchange.files import Files

A, B, C = (Reading(Path(f"{name}.csv")) for name in "abc")
CLEAR = Look(Form.TABLE, columns=("text",), header=("内容",))


@pytest.fixture
def files() -> Files:
    """Three files, of which the first is looked at."""
    made = Files()
    made.bring([A, B, C])
    made.next()
    return made


def test_they_come_one_after_the_other(files: Files):
    assert (files.here, files.at, files.several) == (A, (1, 3), True)
    files.take()
    assert (files.next(), files.at) == (B, (2, 3))
    files.leave("broken")
    assert files.next() == C
    files.take()
    assert files.next() is None
    assert (files.taken, files.left, files.waiting) == ([A, C], ["broken"], False)


def test_only_where_there_are_several_is_one_taken_without_a_look(files: Files):
    alone = Files()
    alone.bring([A])
    assert files.plain(CLEAR)
    assert not files.plain(Look(Form.TABLE, columns=("code", "")))
    assert not files.plain(Look(Form.TABLE, columns=("text",), guessed=True))
    assert not alone.plain(CLEAR)


def test_back_at_the_first_each_is_shown(files: Files):
    files.take()
    files.next()
    files.take()
    files.review()
    assert [files.next(), files.next(), files.next()] == [A, B, C]
    assert files.taken == []
    assert not files.plain(CLEAR)


def test_back_at_the_file_that_is_shown_the_one_that_was_begun_waits(files: Files):
    files.take()
    files.next()
    files.back_to(A)
    assert (files.here, files.taken, files.at) == (A, [], (1, 3))
    assert files.next() == B


def test_one_that_may_not_come_in_leaves_the_others(files: Files):
    files.take()
    assert not files.refuse("a.csv", "the only one")
    files.next()
    files.take()
    assert not files.refuse("z.csv", "no such file")
    assert files.refuse("a.csv", "too old")
    assert (files.taken, files.left) == ([B], ["too old"])


def test_what_is_brought_later_is_an_import_of_its_own(files: Files):
    files.take()
    files.begin()
    assert (files.taken, files.at) == ([], (0, 2))
    files.clear()
    assert not files.waiting
