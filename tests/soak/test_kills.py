"""Killed at any moment: the database opens and is whole, a change is there in full or not at all.

`SOAK` says how often in all (1000), `SEED` when.
"""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psutil
import pytest

from tests.screen.desktop import Desktop, end, until
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.stage_accident import gone, hands_of
from tests.screen.targets import Targets
from tests.screen.texts import SHORT
from tests.screen.windows import QtBox
from tests.soak.kills import ROWS, Home, Kills

ALL = int(os.environ.get("SOAK") or 1000)
ROUNDS = -(-ALL // 3)
ENOUGH = 5


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def kills(request: pytest.FixtureRequest, results: list[object]) -> Kills:
    """The line of the table for this test."""
    line = Kills(request.node.name.removeprefix("test_killed_while_"))
    results.append(line)
    return line


def judge(kills: Kills, faults: list[object], *, changed: bool) -> None:
    kills.rounds += 1
    kills.after += changed
    kills.before += not changed
    kills.wrong += [(kills.rounds, fault) for fault in faults]
    assert len(kills.wrong) < ENOUGH, kills.wrong


def test_killed_while_importing(home: Home, kills: Kills, luck: Random):
    # GIVEN a library that an import of a table has made
    home.write_table(0)
    command = ("import", str(home.table))
    home.seconds_of(*command)
    home.write_table(1)
    takes = home.seconds_of(*command)
    there = 1
    for version in range(2, ROUNDS + 2):
        # WHEN a new version of the table is imported and killed at some moment
        home.write_table(version)
        kills.killed += home.kill(luck.uniform(0.4 * takes, 1.4 * takes), *command)
        # THEN the database is whole, and all phrases are of the old version or all of the new one
        texts = home.texts()
        wrong = [] if texts in ({f"v{there}": ROWS}, {f"v{version}": ROWS}) else [dict(texts)]
        judge(kills, [*home.faults(), *wrong, *home.litter()], changed=f"v{version}" in texts)
        there = version if f"v{version}" in texts else there
    assert kills.wrong == []


def test_killed_while_editing(home: Home, kills: Kills, luck: Random):
    home.write_table(0)
    home.seconds_of("import", str(home.table))
    takes = home.seconds_of("edit", "c7", "--text", "v0 edited")
    there = "v0"
    for number in range(1, ROUNDS + 1):
        # WHEN a phrase is edited and the program killed at some moment
        new = f"e{number}"
        moment = luck.uniform(0.4 * takes, 1.4 * takes)
        kills.killed += home.kill(
            moment, "edit", "c7", "--text", f"{new} edited", "--title", new, "--alias", f"a{number}"
        )
        # THEN it is as before or as it should be, all of it, and nothing else has changed
        texts = home.texts()
        whole = texts in (
            {"v0": ROWS},
            {"v0": ROWS - 1, there: 1},
            {"v0": ROWS - 1, new: 1},
        )
        judge(
            kills, [*home.faults(), *([] if whole else [dict(texts)]), *home.litter()], changed=new in texts
        )
        there = new if new in texts else there
    assert kills.wrong == []


@pytest.fixture
def own_desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


def test_killed_while_delivering(own_desktop: Desktop, kills: Kills, luck: Random):
    # GIVEN a program and a window
    box = Targets(own_desktop).ready(QtBox)
    program = Quickreply(own_desktop)
    for _ in range(ROUNDS):
        program.start()
        box.focus()
        box.clear()
        front, hands = psutil.Process(program.process.pid), hands_of(program)
        before = len(program.usage())
        # WHEN the windows, the hands or both are killed while a phrase is on its way
        own_desktop.type("/xx ", 0)
        time.sleep(luck.choice((0.02, 0.2, 0.6)) * luck.random())
        for process in luck.choice(((front,), (hands,), (front, hands))):
            process.send_signal(signal.SIGKILL)
            kills.killed += 1
        # THEN the phrase, or the end of its code, is in the window once or not at all
        assert gone(hands)
        time.sleep(0.2)  # for a window that is still reading
        stood = box.text()
        # AND the keyboard is free
        box.clear()
        assert until(lambda: _is_free(box), PATIENCE)
        end(program.process)
        counted = len(program.usage()) - before
        wrong: list[object] = [] if stood == SHORT or "/xx ".endswith(stood) else [stood]
        wrong += [("counted", counted)] if counted > (stood == SHORT) else []
        judge(kills, [*Home(program.home).faults(), *wrong], changed=counted == 1)
    assert kills.wrong == []


def _is_free(box: QtBox) -> bool:
    box.desktop.type("free")
    return until(lambda: box.text().endswith("free"), 0.3)
