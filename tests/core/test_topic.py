import pytest

from quickreply.core.topic import subject


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("*Untitled 1 - Mousepad", "Untitled 1 - Mousepad"),
        ("● chat", "chat"),
        ("(3) Mrs Wang", "Mrs Wang"),
        ("(99+) Mrs Wang", "Mrs Wang"),
        ("【2条新消息】王女士", "王女士"),
        ("Mrs Wang (2)", "Mrs Wang (2)"),
        ("[2481] order", "[2481] order"),
        ("(3)", "(3)"),
        ("*", "*"),
        ("", ""),
    ],
)
def test_what_changes_while_a_conversation_goes_on_is_left_out(title: str, same: str):
    assert subject(title) == same
