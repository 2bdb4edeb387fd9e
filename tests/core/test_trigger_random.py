"""What holds for the trigger whatever is pressed."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.keys import Key, Named
from quickreply.core.settings import Fire
from quickreply.core.trigger import (
    Act,
    Astray,
    Drop,
    GiveBack,
    Idle,
    Insert,
    Open,
    State,
    Typing,
    abandon,
    begin,
    feed,
)
from tests.core.sample import keys, look

PRESSES = st.lists(
    st.sampled_from(
        [
            *"fhdtzmpri127/x",
            "<space>",
            "<enter>",
            "<tab>",
            "<backspace>",
            "<repeated backspace>",
            "<escape>",
            "<up>",
            "<down>",
            "<repeated down>",
            "<page-up>",
            "<page-down>",
            "<modifier>",
            "<left>",
            "<ctrl+c>",
            "<repeated f>",
            "<repeated space>",
            "<repeated enter>",
        ]
    ),
    max_size=12,
).map("".join)
FIRES = st.sampled_from(Fire)
often = settings(max_examples=250, deadline=None, derandomize=True, database=None)


def story(pressed: str, fire: Fire) -> Iterator[tuple[Typing, Key, State, Act]]:
    """Every key with the state before it, the state after it and what it did, until the code is over."""
    slash, *rest = keys(f"/{pressed}")
    state: State = begin(slash, look)
    for key in rest:
        if isinstance(state, Idle):
            return
        before, (state, act) = state, feed(state, key, look, fire)
        yield before, key, state, act


def letters(pressed: tuple[Key, ...]) -> tuple[Key, ...]:
    """The slash and what counts as a letter behind it, with Backspace done; independent of the trigger."""
    kept: list[Key] = []
    for key in pressed:
        if key.named is Named.BACKSPACE:
            kept.pop()
        elif key.named is Named.CHARACTER and not key.repeated and not key.shortcut:
            kept.append(key)
    return tuple(kept)


@given(PRESSES, FIRES)
@often
def test_the_keys_given_back_are_those_pressed_in_their_order(pressed: str, fire: Fire):
    so_far: list[Key] = [keys("/")[0]]
    for _, key, _, act in story(pressed, fire):
        if isinstance(act, GiveBack):
            swallowed = key.named in {Named.ENTER, Named.TAB, Named.ESCAPE}
            assert act.keys == letters(tuple(so_far)) + (() if swallowed else (key,))
        so_far.append(key)


@given(PRESSES, FIRES)
@often
def test_what_is_listed_is_what_was_typed(pressed: str, fire: Fire):
    so_far: list[Key] = [keys("/")[0]]
    for _, key, state, _ in story(pressed, fire):
        so_far.append(key)
        if not isinstance(state, Idle):
            assert state.keys == letters(tuple(so_far))
            assert state.typed == "".join(key.char for key in state.keys[1:])


@given(PRESSES, FIRES)
@often
def test_an_unfinished_code_is_left_behind_only_by_escape_space_or_a_letter(pressed: str, fire: Fire):
    for before, key, _, act in story(pressed, fire):
        if isinstance(act, GiveBack) and before.matches.begins:
            assert key.named in {Named.ESCAPE, Named.SPACE}


@given(PRESSES, FIRES)
@often
def test_only_an_unfinished_code_or_an_empty_one_is_dropped(pressed: str, fire: Fire):
    for before, key, _, act in story(pressed, fire):
        if isinstance(act, Drop):
            assert before.matches.begins or (key.named is Named.BACKSPACE and not before.typed)
            assert set(act.keys) <= {key}


@given(PRESSES, FIRES)
@often
def test_only_what_the_list_shows_is_inserted(pressed: str, fire: Fire):
    for before, key, state, act in story(pressed, fire):
        if isinstance(act, Insert):
            assert isinstance(state, Idle)
            assert isinstance(before, Open)
            shown = [match.phrase for match in look(before.typed + key.char).rows]
            assert act.phrase in (*(match.phrase for match in before.matches.rows), *shown)


@given(PRESSES)
@often
def test_with_accept_keys_nothing_else_inserts(pressed: str):
    for _, key, _, act in story(pressed, Fire.ACCEPT):
        if isinstance(act, Insert):
            assert key.char.isdigit() or key.named in {Named.ENTER, Named.TAB, Named.SPACE}
            assert not key.repeated


@given(PRESSES, FIRES)
@often
def test_the_highlight_is_always_a_row_of_the_list(pressed: str, fire: Fire):
    for _, _, state, _ in story(pressed, fire):
        if isinstance(state, Open) and state.row is not None:
            assert 0 <= state.row < len(state.matches.rows)
        if isinstance(state, Astray):
            assert not state.matches.rows


@given(PRESSES, FIRES)
@often
def test_turning_away_ends_every_code_and_passes_no_key_twice(pressed: str, fire: Fire):
    for before, _, _, _ in story(pressed, fire):
        state, act = abandon(before)
        assert state == Idle()
        assert act == (Drop() if before.matches.begins else GiveBack(before.keys))
