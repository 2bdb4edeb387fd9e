"""A code and an accept key: the phrase stands in the window, whole, and no key is lost."""

from itertools import cycle, islice

import pytest

from tests.screen.desktop import Desktop, until
from tests.screen.pidgin import Pidgin
from tests.screen.program import PATIENCE, Quickreply
from tests.screen.targets import Targets
from tests.screen.texts import ASCII, KINDS, LONG, LONGER, PHRASES, SHORT
from tests.screen.typist import Typist
from tests.screen.windows import Mousepad, QtBox, Target

TYPED_ON = "Thanks, 20% off! OK?"
"""Twenty characters, some with Shift."""

pytestmark = pytest.mark.usefixtures("quickreply")


@pytest.mark.parametrize("code", KINDS)
def test_a_code_becomes_its_phrase(desktop: Desktop, target: Target, code: str):
    # WHEN a code is typed in a window and accepted
    desktop.type(f"/{code}\n")
    # THEN the phrase stands there, and nothing else
    assert target.wait_for(PHRASES[code], PATIENCE) == PHRASES[code]


def test_ninety_thousand_characters_arrive_whole(desktop: Desktop, target: Target):
    desktop.type("/long\n")
    assert target.wait_for(LONG, PATIENCE) == LONG


@pytest.mark.parametrize("accept", ["Return", "KP_Enter", "Tab", "space"])
def test_each_accept_key_inserts(desktop: Desktop, qt_box: QtBox, accept: str):
    # GIVEN a code
    desktop.type("/xx")
    # WHEN it is accepted by any of the keys for it
    desktop.key(accept)
    # THEN only the phrase arrives: the key itself is not seen by the window
    assert qt_box.wait_for(SHORT, PATIENCE) == SHORT


@pytest.mark.parametrize("typed", ["/vip ", "/VIP ", "/Vip "])
def test_a_code_is_the_same_in_capitals_and_small_letters(desktop: Desktop, mousepad: Mousepad, typed: str):
    desktop.type(typed)
    assert mousepad.wait_for(PHRASES["VIP"], PATIENCE) == PHRASES["VIP"]


def test_a_code_that_begins_another_is_its_own(desktop: Desktop, mousepad: Mousepad):
    # GIVEN the codes fh and fhd
    # WHEN both are typed
    desktop.type("/fh /fhd ")
    # THEN each has given its own phrase
    expected = PHRASES["fh"] + LONGER
    assert mousepad.wait_for(expected, PATIENCE) == expected


def test_the_beginning_of_a_code_inserts_the_first_row(desktop: Desktop, mousepad: Mousepad):
    # GIVEN the beginning of one code only
    # WHEN it is accepted
    desktop.type("/as\n")
    # THEN the phrase highlighted in the list is inserted
    assert mousepad.wait_for(ASCII, PATIENCE) == ASCII


def test_thirty_in_a_row_are_exact(desktop: Desktop, target: Target, targets: Targets):
    # GIVEN every kind of text, typed fast and slowly, key by key and with overlapping keys
    codes = cycle((*KINDS, "xx", "vip", "fhd"))
    speeds = cycle((5, 30, 5, 5, 30, 5, 80, 5))
    wrong = []
    for number, code, speed in islice(zip(range(30), codes, speeds, strict=False), 30):
        hands = Typist(desktop, speed)
        targets.ready(type(target))
        # WHEN a code is typed
        (hands.roll if number % 3 == 2 else hands.type)(f"/{code} ")
        # THEN its phrase stands there
        text = PHRASES[code if code in PHRASES else code.upper()]
        if (there := target.wait_for(text, PATIENCE)) != text:
            wrong.append((number, code, speed, there))
    assert wrong == []


@pytest.mark.parametrize("code", ["xx", "fh", "dh"])
def test_what_is_typed_right_behind_a_code_follows_the_phrase(desktop: Desktop, target: Target, code: str):
    # WHEN twenty characters are typed at 5 ms each right behind the accept key
    desktop.type(f"/{code}\n{TYPED_ON}", 5)
    # THEN all are there, in order, behind the phrase
    assert target.wait_for(PHRASES[code] + TYPED_ON, PATIENCE) == PHRASES[code] + TYPED_ON


def test_typing_on_is_exact_again_and_again(desktop: Desktop, target: Target, targets: Targets):
    wrong = []
    for speed in (5, 7, 10, 13, 17, 23, 30):
        targets.ready(type(target))
        desktop.type(f"/xx {TYPED_ON}", speed)
        if (there := target.wait_for(SHORT + TYPED_ON, PATIENCE)) != SHORT + TYPED_ON:
            wrong.append((speed, there))
    assert wrong == []


def test_a_second_code_at_once_behind_the_first(desktop: Desktop, target: Target):
    # WHEN two codes are typed at 5 ms a key, one behind the other
    desktop.type("/fh\n/dh\n", 5)
    # THEN both phrases stand there, in order
    expected = PHRASES["fh"] + PHRASES["dh"]
    assert target.wait_for(expected, PATIENCE) == expected


def test_five_codes_and_words_in_one_breath(desktop: Desktop, target: Target):
    desktop.type("Hi /xx /em Bye /asc /xx ok /fhd ", 5)
    expected = f"Hi {SHORT}{PHRASES['em']}Bye {ASCII}{SHORT}ok {LONGER}"
    assert target.wait_for(expected, PATIENCE) == expected


@pytest.mark.parametrize("speed", [5, 30])
def test_overlapping_keys_are_the_normal_case(desktop: Desktop, target: Target, speed: int):
    # WHEN every key goes down before the one before it is up
    desktop.roll("/xx /fhd and on", speed)
    # THEN nothing is lost, doubled or out of order
    assert target.wait_for(f"{SHORT}{LONGER}and on", PATIENCE) == f"{SHORT}{LONGER}and on"


def test_overlapping_keys_of_an_ordinary_typist(desktop: Desktop, qt_box: QtBox):
    desktop.roll("/xx /fhd and on", 80)
    assert qt_box.wait_for(f"{SHORT}{LONGER}and on", PATIENCE) == f"{SHORT}{LONGER}and on"


def test_the_customer_gets_one_message(desktop: Desktop, pidgin: Pidgin):
    # GIVEN a phrase of several lines in the chat
    desktop.type("/dh\n")
    # WHEN it is sent by Enter right behind it
    desktop.key("Return")
    # THEN the customer gets it as one message
    assert until(pidgin.received, PATIENCE) == [PHRASES["dh"]]


def test_an_insertion_is_counted_without_its_text(
    quickreply: Quickreply, desktop: Desktop, mousepad: Mousepad
):
    # GIVEN a number of insertions so far
    before = len(quickreply.usage())
    # WHEN a phrase is inserted
    desktop.type("/xx ")
    assert mousepad.wait_for(SHORT, PATIENCE) == SHORT
    # THEN one more is counted: which, how, where and how long
    assert quickreply.counted(before, "code", "Mousepad", SHORT)
