from quickreply.desktop.spare import Spare


def test_of_several_memories_the_first_is_kept():
    spare = Spare[str]()
    spare.set_aside("one", list[str]().clear)
    spare.set_aside("two", list[str]().clear)

    assert spare.there
    assert spare.take() == "one"
    assert not spare.there
    assert spare.take() is None


def test_who_asked_last_is_told_that_it_is_lost_and_only_if_there_was_something():
    told: list[str] = []
    spare = Spare[str]()
    spare.lose()
    spare.set_aside(None, lambda: told.append("none"))
    spare.lose()
    spare.set_aside("one", lambda: told.append("first"))
    spare.set_aside("two", lambda: told.append("second"))
    spare.lose()
    spare.lose()

    assert told == ["second"]


def test_what_is_taken_is_not_lost():
    told: list[str] = []
    spare = Spare[str]()
    spare.set_aside("one", lambda: told.append("lost"))
    spare.take()
    spare.lose()

    assert told == []
