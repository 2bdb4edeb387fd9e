import pytest

from quickreply.core.keys import Key, Named


@pytest.mark.parametrize(
    ("key", "leaves"),
    [
        pytest.param(Key(Named.CHARACTER, "a"), "a", id="a letter stands before the caret"),
        pytest.param(Key(Named.CHARACTER, "/", prefix=True), "/", id="so does a slash"),
        pytest.param(Key(Named.SPACE), " ", id="a space"),
        pytest.param(Key(Named.ENTER), "\n", id="a new line"),
        pytest.param(Key(Named.TAB), "\t", id="a tab"),
        pytest.param(Key(Named.CHARACTER, "v", shortcut=True), None, id="a paste may leave anything"),
        pytest.param(Key(Named.SPACE, shortcut=True), None, id="Ctrl+Space is no space"),
        pytest.param(Key(Named.BACKSPACE), None, id="nobody knows what stood before what was erased"),
        pytest.param(Key(Named.DEAD), "", id="nothing yet: the next key makes a character with it"),
        pytest.param(Key(Named.OTHER), None, id="the caret went somewhere"),
        pytest.param(Key(Named.UP), None, id="same"),
        pytest.param(Key(Named.CHARACTER), None, id="a key that types nothing"),
    ],
)
def test_what_stands_before_the_caret_after_a_key(key: Key, leaves: str | None):
    assert key.leaves == leaves
