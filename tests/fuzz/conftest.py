"""Random input for FUZZ_SECONDS each; everything in here is marked `fuzz`."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("fuzz")
            item.add_marker(
                pytest.mark.timeout(2 * SECONDS + 600)
            )  # a failure is made small before it is told


@pytest.fixture
def rounds() -> Iterator[int]:
    """A number for each round, until the time is up; there is always one. Every run has others."""

    def count() -> Iterator[int]:
        end = time.monotonic() + SECONDS
        yield random.randrange(10**9)
        while time.monotonic() < end:
            yield random.randrange(10**9)

    return count()
