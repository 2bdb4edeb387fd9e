from collections.abc import Callable
from pathlib import Path

import pytest

from quickreply.app.clerk import Clerk
from quickreply.core.draft import Draft
from quickreply.core.intake import Order, Proposal, Reading, State
from quickreply.core.plan import Choice, Mode, Wish
from quickreply.core.template.values import Values
from quickreply.core.words import Refusal, Say
from quickreply.store.backup import Backups
from quickreply.store.constants import Constants
from quickreply.store.database import Database
from quickreply.store.library import Libraries

PANEL = "最初3行的内容请勿改动\n账号\n"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "home" / "quickreply.db", Backups(tmp_path / "backups"), patience=0.05)
    made.prepare()
    return made


@pytest.fixture
def libraries(database: Database) -> Libraries:
    return Libraries(database)


@pytest.fixture
def clerk(database: Database) -> Clerk:
    return Clerk(database, Say())


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[str], Reading]:
    def write(text: str) -> Reading:
        path = tmp_path / "店铺.csv"
        path.write_text(text, encoding="utf-8")
        return Reading(path)

    return write


def told(proposal: Proposal) -> list[tuple[State, str, str]]:
    return [(line.state, line.at.rpartition(":")[2], line.draft.code) for line in proposal.lines]


def silent(_done: int) -> None:
    pass


def test_what_could_not_be_taken_stands_in_its_place(clerk: Clerk, reading: Callable[[str], Reading]):
    proposal = clerk.propose([reading(f"编码,内容\na,一\nb,\n{'c' * 65},三\na,四\ne,一\n")], Order())

    assert told(proposal) == [
        (State.NEW, "2", "a"),
        (State.LOST, "3", ""),
        (State.LIMIT, "4", ""),
        (State.CLASH, "5", "a"),
        (State.NEW, "6", "e"),
    ]
    assert [line.place for line in proposal.lines] == [0, -1, -1, 1, 2]
    assert proposal.counts[State.DOUBLE] == 1


def test_choices_are_by_place_whatever_could_not_be_taken(clerk: Clerk, reading: Callable[[str], Reading]):
    file = reading("编码,内容\nx,\na,一\na,二\nb,三\n")
    order = Order(Wish(choices={1: Choice.RENAME, 2: Choice.SKIP}), {0: "z"})
    proposal = clerk.propose([file], order)

    assert told(proposal) == [
        (State.LOST, "2", ""),
        (State.NEW, "3", "z"),
        (State.NEW, "4", "a"),
        (State.SKIPPED, "5", "b"),
    ]


def test_what_would_go_comes_last_and_goes(
    clerk: Clerk, libraries: Libraries, reading: Callable[[str], Reading]
):
    shop = libraries.create_library("店铺")
    libraries.add(shop, Draft("旧的", "old", group=("g",)))
    proposal = clerk.propose([reading("编码,内容,分组\na,一,g\n")], Order(Wish(mode=Mode.REPLACE)))
    assert [line.state for line in proposal.lines] == [State.NEW, State.GONE]

    done = clerk.carry_out(proposal, silent)
    assert "1 removed" in done.said
    assert {phrase.code for phrase in libraries.load().phrases} == {"a"}
    assert "1 as they were before" in clerk.undo(done)
    assert {phrase.code for phrase in libraries.load().phrases} == {"old"}


def test_only_the_last_import_into_a_library_is_taken_back(
    clerk: Clerk, libraries: Libraries, reading: Callable[[str], Reading]
):
    first = clerk.carry_out(clerk.propose([reading("编码,内容\na,一\n")], Order()), silent)
    second = reading("编码,内容\nb,二\n")
    clerk.look(second)
    clerk.carry_out(clerk.propose([second], Order()), silent)

    with pytest.raises(Refusal, match="undo-import"):
        clerk.undo(first)
    assert {phrase.code for phrase in libraries.load().phrases} == {"a", "b"}


def test_a_file_for_two_libraries_comes_in_and_goes_as_one(
    clerk: Clerk, libraries: Libraries, reading: Callable[[str], Reading]
):
    # GIVEN a table that keeps a row out of the team's library
    before = {phrase.text for phrase in libraries.load().phrases}
    file = reading(f"{PANEL}编码,内容,是否加入团队\na,一一一一,是\nb,二二二二,否\n")
    proposal = clerk.propose([file], Order())
    assert proposal.counts[State.NEW] == 2
    # WHEN it is brought in
    done = clerk.carry_out(proposal, silent)
    # THEN both have theirs, and both are taken back
    assert len(done.entries) == 2
    assert len({phrase.library for phrase in libraries.load().phrases if phrase.code in {"a", "b"}}) == 2
    clerk.undo(done)
    assert {phrase.text for phrase in libraries.load().phrases} == before


def test_what_stops_the_second_part_takes_the_first_back(
    clerk: Clerk, libraries: Libraries, reading: Callable[[str], Reading]
):
    file = reading(f"{PANEL}编码,内容,是否加入团队\na,一一一一,是\nb,二二二二,否\n")
    proposal = clerk.propose([file], Order())
    seen: list[int] = []

    def going(done: int) -> None:
        seen.append(done)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clerk.carry_out(proposal, going)
    assert len(libraries.load().libraries) == 1
    assert not libraries.load().phrases


def test_several_files_are_one_transaction(clerk: Clerk, libraries: Libraries, tmp_path: Path):
    """GIVEN two files with one plan WHEN the second is stopped THEN nobody ever saw the first."""
    files = []
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text(f"code,text\n{name},{name}\n")
        files.append(Reading(tmp_path / f"{name}.csv"))
    proposal = clerk.propose(files, Order(Wish("shop")))
    seen: list[tuple[int, int]] = []

    def going(done: int) -> None:
        seen.append((done, len(libraries.load().phrases)))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clerk.carry_out(proposal, going)
    assert seen[-1] == (2, 0)
    assert libraries.load().phrases == ()

    done = clerk.carry_out(clerk.propose(files, Order(Wish("shop"))), silent)
    assert [phrase.code for phrase in libraries.load().phrases] == ["a", "b"]
    assert len(done.entries) == 2


def test_what_fills_gaps_comes_with_a_pack_and_goes_with_it(clerk: Clerk, database: Database, tmp_path: Path):
    path = tmp_path / "team.yaml"
    path.write_text("format: 1\nid: team\nvalues: {电话: '1'}\nphrases: []\n", encoding="utf-8")
    proposal = clerk.propose([Reading(path)], Order())
    assert proposal.values
    assert proposal.told == ("1 value for the gaps in phrases comes with it.",)

    done = clerk.carry_out(proposal, silent)
    [values] = Constants(database).load().values()
    assert values == Values({"电话": "1"})
    assert not clerk.propose([Reading(path)], Order()).values

    clerk.undo(done)
    assert Constants(database).load() == {}
