"""Whatever is typed, clicked and chosen: what stands in the windows is what the design says."""

from hypothesis import HealthCheck, settings

from tests.engine.machine import Typing

TestTyping = Typing.TestCase
TestTyping.settings = settings(
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
