"""The eye: what the engine and the hands say to it, kept for looking at."""

from collections.abc import Callable

from quickreply.core.composition import Method
from quickreply.core.notice import Notice
from quickreply.core.ports import Rect, Remaining, Suggestions, Window
from quickreply.core.reminder import Reminder
from quickreply.core.template.asking import Question
from quickreply.core.usage import How, UsageEvent
from quickreply.engine.front import Caught, Offered
from tests.fakes.loop import FakeLoop


class FakeView:
    """A `View` and a `Front` that records, and answers each list with `shown` as a living one does."""

    def __init__(self, loop: FakeLoop) -> None:
        self._loop = loop
        self.shown: Callable[[int], None] = lambda _number: None
        """Who is told that a list can be seen: the engine's `shown`."""
        self.hangs = False
        self.open: Suggestions | None = None
        """The list that can be seen now."""
        self.lists: list[Suggestions] = []
        self.notices: list[Notice] = []
        self.events: list[UsageEvent] = []
        self.reminders: list[Reminder] = []
        self.questions: list[tuple[Question, How, Window | None, Rect | None]] = []
        self.looks: list[tuple[Window | None, Rect | None]] = []
        self.queries: list[str] = []
        self.caughts: list[Caught] = []
        self.returns: list[bool] = []
        self.stocks: list[Offered] = []
        self.methods: list[Method] = []
        self.spares: list[bool] = []
        self.summons: list[int] = []
        self.rests: list[Remaining | None] = []
        """What was shown of phrases in several messages."""
        self.toggles = 0
        """How often the hotkey was pressed that pauses."""

    def suggest(self, suggestions: Suggestions) -> None:
        self.open = suggestions
        self.lists.append(suggestions)
        if not self.hangs:
            self._loop.call(lambda: self.shown(suggestions.number))

    def hide(self) -> None:
        self.open = None

    def tell(self, notice: Notice) -> None:
        self.notices.append(notice)

    def used(self, event: UsageEvent) -> None:
        self.events.append(event)

    def remind(self, reminder: Reminder) -> None:
        self.reminders.append(reminder)

    def ask(self, question: Question, how: How, window: Window | None, near: Rect | None) -> None:
        self.questions.append((question, how, window, near))

    def looked(self, window: Window | None, near: Rect | None, query: str = "") -> None:
        self.looks.append((window, near))
        self.queries.append(query)

    def returned(self, came: bool) -> None:
        self.returns.append(came)

    def caught(self, caught: Caught) -> None:
        self.caughts.append(caught)

    def stocked(self, offered: Offered) -> None:
        self.stocks.append(offered)

    def remaining(self, remaining: Remaining | None) -> None:
        self.rests.append(remaining)

    def spare(self, there: bool) -> None:
        self.spares.append(there)

    def summoned(self, phrase: int) -> None:
        self.summons.append(phrase)

    def toggled(self) -> None:
        self.toggles += 1

    def composes(self, method: Method) -> None:
        self.methods.append(method)
