import pytest

from quickreply.app.importer import _said
from quickreply.core.plan import Choice, Mode, Wish

SAID = {
    "library": "小店",
    "group": ["a", "b"],
    "mode": "append",
    "on_clash": "rename",
    "columns": ["text", ""],
}


def test_what_was_said_on_the_command_line_is_understood():
    assert _said(SAID) == (Wish("小店", ("a", "b"), Mode.APPEND, Choice.RENAME), ("text", ""))
    assert _said(SAID | {"library": ""})[0].library is None


@pytest.mark.parametrize("change", [{"mode": "x"}, {"on_clash": None}, {"group": 1}, {"columns": None}])
def test_what_cannot_be_understood_is_as_if_nothing_was_said(change: dict[str, object]):
    assert _said(SAID | change) == (Wish(), ())
    assert _said({}) == (Wish(), ())
