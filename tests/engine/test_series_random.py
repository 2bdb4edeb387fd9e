"""Whatever the user does meanwhile, the customer gets the messages in order, and nobody else gets any."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.settings import Settings
from tests.engine.shelf import catalogue, phrase
from tests.fakes import FakeDesktop

MESSAGES = ["«One»", "«Two»", "«Three»", "«Four»"]
SERIES = phrase(1, "hy", "Welcome", "{分段}".join(MESSAGES))
ACTS = [
    "x",
    "y",
    "space",
    "backspace",
    "escape",
    "tab",
    "enter",
    "left",
    "click",
    "leave",
    "return",
    "retitle",
]
ACT = st.tuples(st.sampled_from(ACTS), st.sampled_from([0.0, 0.003, 0.02, 0.1, 0.3, 0.6]))


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    acts=st.lists(ACT, max_size=25),
    delay=st.sampled_from([0.001, 0.02, 0.2]),
    sends=st.booleans(),
)
def test_messages_come_in_order_whole_and_in_one_window(
    acts: list[tuple[str, float]], delay: float, sends: bool
):
    desk = FakeDesktop()
    chat = desk.field
    other = desk.windows.open("other")
    desk.windows.focus(chat)
    chat.sends, chat.read_delay = True, delay
    inline = desk.engine(catalogue(SERIES))
    inline.configure(Settings(sending={"chat": "yes"} if sends else {}), paused=False)
    desk.typist.type("/hy ")

    for act, pause in acts:
        if act == "click":
            desk.typist.click()
        elif act == "leave":
            desk.windows.focus(other)
        elif act == "return":
            desk.windows.focus(chat)
        elif act == "retitle":
            chat.title += "!"
        else:
            desk.typist.key(act)
        desk.loop.advance(pause)
    desk.loop.advance(30)

    assert not desk.keyboard.holding
    assert not inline.busy
    assert desk.clipboard.text is None or desk.view.notices
    assert "«" not in other.text
    said = "\n".join([*chat.sent, chat.text])
    places = [said.find(message) for message in MESSAGES]
    came = [place for place in places if place >= 0]
    assert came == sorted(came)
    sent_for_her = [chord for chord in chat.chords if chord == chat.facts.send]
    assert sends or not sent_for_her
    assert [message for message in MESSAGES if said.count(message) > 1] == []
    assert len(desk.view.events) <= 1
