from pathlib import Path

import pytest

from quickreply.app.exchange import FILES, paths
from quickreply.core.words import Refusal


def test_whole_paths_are_taken(tmp_path: Path):
    assert paths([str(tmp_path), "/ä 话术.csv"]) == (tmp_path, Path("/ä 话术.csv"))


@pytest.mark.parametrize(
    "named",
    ["/a", ["a.csv"], [""], [1], [None], {"a": 1}, ["/a\0b"], ["/" + "a" * 5000], ["/a"] * (FILES + 1)],
)
def test_nothing_else_is(named: object):
    with pytest.raises(Refusal):
        paths(named)
