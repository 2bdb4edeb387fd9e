"""The machine of `tests/engine/test_model.py`, for long and with new randomness each time."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.machine import Typing

A_ROUND = {
    "max_examples": 200,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


@pytest.mark.parametrize("steps", [20, 100], ids=["short sittings", "long sittings"])
def test_what_stands_is_what_the_design_says(rounds: Iterator[int], steps: int):
    for _ in rounds:
        run_state_machine_as_test(Typing, settings=settings(stateful_step_count=steps, **A_ROUND))
