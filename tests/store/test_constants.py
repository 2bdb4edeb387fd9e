import pytest

from quickreply.core.template.values import Values
from quickreply.store.constants import Constants
from quickreply.store.database import Database
from quickreply.store.library import Libraries


@pytest.fixture
def constants(database: Database) -> Constants:
    return Constants(database)


def test_each_library_has_its_own(constants: Constants, libraries: Libraries):
    shop = libraries.create_library("小店")

    constants.put(1, "电话", {"": "1"})
    constants.put(shop, "电话", {"": "2"})
    constants.put(shop, "时效表", {"北京": "1天", "*": "3天"})

    assert constants.load() == {
        1: Values({"电话": "1"}),
        shop: Values({"电话": "2"}, {"时效表": {"北京": "1天", "*": "3天"}}),
    }


def test_a_value_is_replaced_and_the_others_stay(constants: Constants):
    constants.put(1, "时效表", {"北京": "1天", "上海": "2天"})
    constants.put(1, "时效表", {"北京": "今天"})

    assert constants.load()[1].tables == {"时效表": {"北京": "今天", "上海": "2天"}}


def test_one_or_all_of_a_name_are_forgotten(constants: Constants):
    constants.put(1, "时效表", {"北京": "1天", "上海": "2天"})
    constants.put(1, "电话", {"": "1"})

    assert constants.remove(1, "时效表", "北京") == 1
    assert constants.load()[1].tables == {"时效表": {"上海": "2天"}}
    assert constants.remove(1, "时效表") == 1
    assert constants.remove(1, "时效表") == 0
    assert constants.load() == {1: Values({"电话": "1"})}


def test_a_change_is_one_of_the_store(constants: Constants, libraries: Libraries):
    before = libraries.load().revision
    constants.put(1, "电话", {"": "1"})
    constants.remove(1, "电话")

    assert libraries.load().revision == before + 2
