"""Stand-ins for the system: time, windows with a text field, a clipboard, a keyboard and its typist, the eye.

They obey the same contracts as the real ones (`tests/contracts`). Nothing waits here: `FakeLoop.advance` is
the only clock, and what a real program does later (ask for the clipboard after a paste chord) happens later
on that clock, so an engine that is too early or too late is found out. `FakeDesktop` puts them together:

    desk = FakeDesktop()
    desk.engine(catalogue)
    desk.typist.type("/fh ")
    desk.loop.advance(2)
    assert desk.field.text == "Hello!"
"""

from collections.abc import Callable, Sequence

from quickreply.core.delivery import AppFacts
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Images, no_images
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.courier import Courier
from quickreply.engine.desk import Counter, Desk
from quickreply.engine.inline import Inline
from quickreply.engine.stock import Stock
from tests.fakes.clipboard import HINT, HTML, PNG, TEXT, FakeClipboard, Formats
from tests.fakes.keyboard import FakeKeyboard, Sink, Typist
from tests.fakes.loop import FakeLoop
from tests.fakes.palette import FakePalette
from tests.fakes.view import FakeView
from tests.fakes.windows import FakeField, FakeWindows

__all__ = [
    "HINT", "HTML", "PNG", "TEXT", "FakeClipboard", "FakeDesktop", "FakeField", "FakeKeyboard", "FakeLoop",
    "FakePalette",
    "FakeView", "FakeWindows", "Formats", "Sink", "Typist",
]  # fmt: skip


class FakeDesktop:
    """All of it together, with one window open that has the keyboard."""

    def __init__(self, facts: AppFacts | None = None) -> None:
        self.loop = FakeLoop()
        self.clipboard = FakeClipboard(self.loop)
        self.windows = FakeWindows(self.loop, self.clipboard)
        self.keyboard = FakeKeyboard(self.loop, self.windows)
        self.typist = Typist(self.keyboard, self.loop)
        self.view = FakeView(self.loop)
        self.field = self.windows.open(facts=facts)

    def courier(self, images: Images = no_images) -> Courier:
        """A courier of this desktop."""
        return Courier(self.keyboard, self.clipboard, self.windows, self.view, self.loop, images)

    def engine(self, catalogue: Catalogue) -> Inline:
        """The engine of this desktop, at work."""
        inline = Inline(
            self.keyboard,
            self.windows,
            self.clipboard,
            self.courier(),
            self.view,
            self.loop,
            lambda: catalogue,
        )
        self.keyboard.attach(inline)
        self.view.shown = inline.shown
        return inline

    def desk(self, stock: Stock) -> Desk:
        """The commands of this desktop's hands; what is done in the background is done in the next turn."""
        view = Counter(self.view, stock)
        courier = Courier(self.keyboard, self.clipboard, self.windows, view, self.loop)
        inline = Inline(
            self.keyboard, self.windows, self.clipboard, courier, view, self.loop, lambda: stock.catalogue
        )
        self.keyboard.attach(inline)
        self.view.shown = inline.shown
        return Desk(inline, self.keyboard, self.windows, stock, self.view, self.loop, self._aside)

    def palette(self, hands: Desk, find: Callable[[str], Sequence[Phrase]]) -> FakePalette:
        """The palette of this desktop, closed."""
        return FakePalette(self.loop, self.windows, self.clipboard, hands, find)

    def _aside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.loop.call(work)
        self.loop.call(then)
