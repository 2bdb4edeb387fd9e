import pytest

from quickreply.desktop.hands import Ability, able_now
from quickreply.engine.front import Caught

ABLE = frozenset({Ability.CODES, Ability.HOTKEY, Ability.PASTE})
HOTKEY = "ctrl+alt+space"
TAKEN = frozenset({HOTKEY})


@pytest.mark.parametrize(
    ("caught", "wanted", "lost"),
    [
        (Caught(armed=True), True, set()),
        (Caught(armed=False), True, {Ability.CODES}),
        (Caught(armed=False), False, set()),
        (Caught(armed=True, refused=TAKEN), True, {Ability.HOTKEY}),
        (Caught(armed=True, refused=frozenset({"f9"})), True, set()),
        (Caught(armed=False, refused=TAKEN), True, {Ability.CODES, Ability.HOTKEY}),
        (None, True, {Ability.CODES, Ability.HOTKEY}),
    ],
    ids=["all had", "slash held", "no codes wanted", "hotkey held", "another held", "both held", "not known"],
)
def test_what_another_program_holds_is_none_of_ours(caught: Caught | None, wanted: bool, lost: set[Ability]):
    assert able_now(ABLE, caught, wanted=wanted, hotkey=HOTKEY) == ABLE - lost


def test_what_cannot_be_done_at_all_is_not_won():
    assert able_now(frozenset(), Caught(armed=True), wanted=True, hotkey=HOTKEY) == frozenset()
