"""Whatever is typed, however slow the palette is: it stands as if all had happened at once."""

from contextlib import nullcontext
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from quickreply.core.phrase import Collection, Phrase
from quickreply.core.supply import supply
from quickreply.core.usage import How
from quickreply.engine.stock import Stock
from tests.engine.model import Model, Outside, Page
from tests.engine.shelf import SHOP, phrase
from tests.fakes import FakeDesktop, Typist

PHRASES = (phrase(1, "fh", "shipping", "«On its way»"), phrase(2, "th", "returns", "«Seven days»"))
NAMES = {" ": "space", "\n": "enter", "<": "backspace"}
PIECES = ["fh", "th", "zz", "\n", "<", "<<", "ok ", "/th ", "/fh\n", "1/2", "a\n", "fh\nok", "zz\n<<th\n"]


def find(query: str) -> list[Phrase]:
    return [phrase for phrase in PHRASES if phrase.code == query]


@dataclass
class Desk:
    """What must stand in the chat and in the palette; a palette chooses before the next key goes down."""

    chat: Model = field(default_factory=lambda: Model(PHRASES, Outside({"chat": Page("chat")}), "chat"))
    query: str | None = None

    def press(self, key: str) -> None:
        if self.query is None:
            self.chat.press(key)
        elif key == "backspace":
            self.query = self.query[:-1]
        elif key != "enter":
            self.query += " " if key == "space" else key
        elif found := find(self.query):
            self.query = None
            self.chat.insert(found[0], How.PALETTE)


@given(
    breaths=st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), max_size=4),
    pause=st.sampled_from([0.001, 0.005, 0.03]),
    delay=st.sampled_from([0.0, 0.001, 0.01, 0.1]),
    reads_after=st.sampled_from([0.001, 0.05]),
    rolls=st.booleans(),
)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_as_if_all_had_happened_at_once(
    breaths: list[str], pause: float, delay: float, reads_after: float, rolls: bool
):
    desk, must = FakeDesktop(), Desk()
    stock = Stock(lambda: nullcontext((supply(Collection((SHOP,), (), PHRASES)), ())))
    stock.catalogue = stock.fetch()
    palette = desk.palette(desk.desk(stock), find)
    palette.delay, desk.field.read_delay = delay, reads_after
    typist = Typist(desk.keyboard, desk.loop, pause)
    for breath in breaths:
        if not palette.is_open:
            palette.open(desk.field)
            desk.loop.advance(1)
            must.query = ""
        keys = [NAMES.get(char, char) for char in breath]
        for key in keys:
            must.press(key)
        typist.roll(keys) if rolls else typist.key(*keys)
        desk.loop.advance(5)

    assert desk.field.text == must.chat.page.text
    assert (palette.text if palette.is_open else None) == must.query
    assert not desk.view.notices
    assert not desk.keyboard.holding
    assert desk.loop.planned == 0
