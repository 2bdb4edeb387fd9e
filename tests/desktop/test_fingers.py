"""What is known of keys while the keyboard is held."""

from quickreply.core.keys import Key, Named
from quickreply.desktop.fingers import Fingers


def key(code: int, serial: int = 1, named: Named = Named.CHARACTER) -> Key:
    return Key(named, "x", code=code, serial=serial)


def test_a_second_press_without_a_release_is_a_repeat():
    fingers = Fingers()
    assert not fingers.repeats(30)
    fingers.press(key(30))
    assert fingers.repeats(30)


def test_a_release_of_a_key_from_before_the_hold_is_not_ours():
    fingers = Fingers()
    fingers.press(key(30))
    assert fingers.lift(30)
    assert not fingers.lift(30)
    assert not fingers.lift(31)


def test_a_played_key_may_be_pressed_again_before_its_release_comes():
    fingers = Fingers()
    fingers.press(key(30))
    fingers.played([30, 99])
    assert not fingers.repeats(30)
    assert fingers.lift(30)


def test_the_same_key_pressed_again_is_another_press():
    fingers = Fingers()
    first, second = key(30, 1), key(30, 2)
    fingers.press(first)
    assert fingers.hold(first)
    fingers.press(second)
    assert not fingers.hold(first)
    assert fingers.hold(second)


def test_swallowed_are_keys_that_are_down_and_will_not_be_given():
    fingers = Fingers()
    enter, letter, shift, gone = key(36, 1), key(30, 2), key(50, 3, Named.MODIFIER), key(40, 4)
    for one in (enter, letter, shift, gone):
        fingers.press(one)
    fingers.played([40])
    assert fingers.swallowed([letter]) == {36}
    fingers.forget()
    assert not fingers.swallowed()
