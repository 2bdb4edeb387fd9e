"""The program without a screen."""

import pytest


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["quickreply", "-platform", "offscreen"]
