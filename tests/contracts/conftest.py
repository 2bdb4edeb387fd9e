"""Assertions in the contracts show what they compared, as those in test files do."""

import pytest

pytest.register_assert_rewrite(
    "tests.contracts.clipboard", "tests.contracts.keyboard", "tests.contracts.loop", "tests.contracts.windows"
)
