import string

import pytest

from quickreply.core import notice
from quickreply.core.notice import Notice
from quickreply.core.words import Say

MESSAGES = {name: text for name, text in vars(notice).items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_every_message_can_be_said_with_the_facts_it_asks_for(message: str):
    gaps = [name for _, name, _, _ in string.Formatter().parse(message) if name]

    assert Say()(message, **dict.fromkeys(gaps, "X")).count("X") == len(gaps)


@pytest.mark.parametrize(
    ("message", "gaps"),
    [
        pytest.param(notice.FOCUS_LOST, {}, id="what was typed is never repeated to anybody"),
        pytest.param(
            notice.ON_CLIPBOARD,
            {"label": "Shipping", "paste": "Cmd+V"},
            id="which phrase could not be inserted, and how to do it by hand",
        ),
        pytest.param(notice.CLIPBOARD_LOST, {"label": "Shipping"}, id="which phrase cost the clipboard"),
        pytest.param(notice.HANDS_OFF, {}, id="the keyboard was let go"),
        pytest.param(notice.NOT_ARMED, {"hotkey": "ctrl+space"}, id="what to press instead"),
    ],
)
def test_a_message_names_its_facts(message: str, gaps: dict[str, object]):
    said = Say()(message, **gaps)

    assert all(str(fact) in said for fact in gaps.values())
    assert "{" not in said


def test_a_notice_is_no_lasting_trouble_unless_it_says_so():
    assert Notice(notice.FOCUS_LOST) == Notice(notice.FOCUS_LOST, {}, trouble=False)
