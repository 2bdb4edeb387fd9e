from quickreply.core.keys import Key, Named
from quickreply.engine.backlog import Backlog

A, B = Key(Named.CHARACTER, "a"), Key(Named.CHARACTER, "b")


def test_everything_comes_in_its_order():
    backlog, seen = Backlog(), list[object]()
    backlog.add(A)
    backlog.click(lambda: seen.append("click"))
    backlog.add(B, A)
    backlog.turn(lambda: seen.append("hotkey"))

    assert backlog.keys == (A, B, A)
    backlog.take(seen.append)
    assert seen == [A, "click", B, A, "hotkey"]
    assert backlog.keys == ()


def test_what_has_to_wait_once_more_waits():
    backlog, seen = Backlog(), list[object]()

    def press(key: Key) -> None:
        backlog.add(key)

    backlog.add(A)
    backlog.turn(lambda: seen.append("hotkey"))
    backlog.add(B)
    backlog.take(press)

    assert (backlog.keys, seen) == ((A, B), ["hotkey"])


def test_clicks_alone_are_nothing_that_was_typed():
    backlog = Backlog()
    backlog.click(lambda: None)
    assert not backlog.clear()

    backlog.click(lambda: None)
    backlog.turn(lambda: None)
    assert backlog.clear()
    assert not backlog.clear()

    backlog.add(A)
    backlog.take(lambda _key: None)
    assert not backlog.clear()
