"""Windows without a screen, and a home of the test's own."""

import pytest


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["quickreply", "-platform", "offscreen"]
