"""Random input for FUZZ_SECONDS each; everything in here is marked `fuzz`."""

import os
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
    """Numbers the rounds until the time is up; there is always one."""

    def count() -> Iterator[int]:
        end, number = time.monotonic() + SECONDS, 0
        while number == 0 or time.monotonic() < end:
            yield number
            number += 1

    return count()
