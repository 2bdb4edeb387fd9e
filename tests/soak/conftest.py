"""A desktop and a program of its own for the long series, and a table of what came of them."""

import os
from collections.abc import Iterator
from random import Random

import pytest

from quickreply.core.template.reading import escaped
from tests.screen.desktop import Desktop, MissingProgramError
from tests.screen.program import Quickreply
from tests.screen.targets import Targets
from tests.soak import chance
from tests.soak.kills import Kills
from tests.soak.series import Result

SEED = int(os.environ.get("SEED") or Random().randrange(10**6))
ROUNDS = int(os.environ.get("SOAK") or 200)
RESULTS = pytest.StashKey[list[Result | Kills]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "soak":
            item.add_marker("soak")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RESULTS] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says how it went, and how to have the same once more."""
    results = config.stash[RESULTS]
    if results:
        terminalreporter.section(f"soak, SEED={SEED} SOAK={ROUNDS}")
        for result, before in zip(results, [None, *results], strict=False):
            if type(result) is not type(before):
                terminalreporter.write_line(result.HEAD)
            terminalreporter.write_line(str(result))


@pytest.fixture
def results(pytestconfig: pytest.Config) -> list[Result | Kills]:
    """Where each series puts its line of the table."""
    return pytestconfig.stash[RESULTS]


@pytest.fixture
def luck(request: pytest.FixtureRequest) -> Random:
    """Chance for this test: the same for the same seed, whatever ran before."""
    return Random(f"{SEED} {request.node.name}")


@pytest.fixture(scope="session")
def rounds() -> int:
    return ROUNDS


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return chance.phrases(Random(SEED), 60)


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    try:
        with Desktop() as desktop:
            yield desktop
    except MissingProgramError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def targets(desktop: Desktop) -> Targets:
    return Targets(desktop)


@pytest.fixture(scope="session")
def program(desktop: Desktop, texts: dict[str, str]) -> Iterator[Quickreply]:
    stock = {code: escaped(text) for code, text in texts.items()}  # by chance some have braces like a gap's
    program = Quickreply(desktop, stock, settings={"apps.xterm.enabled": True}).start()
    yield program
    assert program.quit() == 0
