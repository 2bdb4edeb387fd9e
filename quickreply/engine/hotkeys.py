"""What hotkeys do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quickreply.core.notice import COMPOSED, NO_PHRASE, NOTHING_USED, Notice
from quickreply.core.options import PHRASE_KEY
from quickreply.core.phrase import Phrase
from quickreply.core.settings import Settings
from quickreply.core.usage import How
from quickreply.engine.inline import Inline
from quickreply.engine.stock import Stock

Act = Callable[[], bool | None]
"""What a hotkey does. True: its key reaches no window until it is up, and what is typed behind it waits."""


@dataclass(frozen=True, slots=True)
class Typing:
    """An `Act` that types where the user does. While something is composed there it is not done.

    Its phrase would take the place of the composition, or stand before it, or be replaced by it.
    """

    act: Callable[[], None]
    refuse: Callable[[], None]
    """Tells the user that it is not done."""

    def __call__(self) -> bool:
        """Does it."""
        self.act()
        return True


class Hotkeys:
    """The acts behind the combinations of the settings.

    `look` opens the palette, `pause` pauses or goes on, `summon` inserts a phrase into the window that the
    palette was opened over, `tell` tells the user something, `app` says the class of the window in front.
    """

    def __init__(
        self,
        inline: Inline,
        stock: Stock,
        look: Callable[[], None],
        pause: Callable[[], None],
        summon: Callable[[int], None],
        tell: Callable[[Notice], None],
        app: Callable[[], str],
    ) -> None:
        self._inline = inline
        self._stock = stock
        self._look = look
        self._pause = pause
        self._summon = summon
        self._tell = tell
        self._app = app

    def acts(self, settings: Settings) -> Mapping[str, Act]:
        """What is to be done for each combination that is set."""
        return {hotkey: self._act(key, settings) for key, hotkey in settings.hotkeys.items()}

    def repeat(self, how: How) -> None:
        """Inserts what was inserted last where the user types now."""
        if phrase := self._stock.last():
            self._put(phrase, how)
        else:
            self._tell(Notice(NOTHING_USED))

    def _act(self, key: str, settings: Settings) -> Act:
        match key:
            case "hotkey.palette":
                return self._open
            case "hotkey.pause":
                return self._toggle
            case "hotkey.repeat":
                return self._in_turn(lambda: self.repeat(How.HOTKEY))
            case "hotkey.next":
                return self._in_turn(self._inline.next_message)
            case "hotkey.undo":
                return self._in_turn(self._inline.undo)
            case "hotkey.greeting":
                return self._inserts(settings.greeting_code)
            case _:
                phrase = PHRASE_KEY.fullmatch(key)
                return self._inserts(phrase["code"] if phrase else key)

    def _open(self) -> None:
        """At once, and its key is let go of: Qt takes a keyboard that is held for one that is lost."""
        self._inline.click()
        self._look()

    def _toggle(self) -> bool:
        self._inline.linger()
        self._pause()
        return True

    def _inserts(self, code: str) -> Act:
        return self._in_turn(lambda: self._insert(code))

    def _in_turn(self, act: Callable[[], None]) -> Act:
        return Typing(lambda: self._inline.turn(act), lambda: self._tell(Notice(COMPOSED)))

    def _insert(self, code: str) -> None:
        """Looked up when it is its turn: it may have been changed since it was set."""
        catalogue = self._stock.catalogue
        phrase: Phrase | None = catalogue.by_code(code, self._app()) or catalogue.by_code(code)
        if phrase:
            self._put(phrase, How.HOTKEY)
        else:
            self._tell(Notice(NO_PHRASE, {"code": code}))

    def _put(self, phrase: Phrase, how: How) -> None:
        if not self._inline.insert_here(phrase, how):
            self._summon(phrase.id)
