"""What is being composed where the user types, kept up to date by keys, clicks and the input method."""

from quickreply.core import composition
from quickreply.core.composition import Composition, Method
from quickreply.core.keys import Key, Named
from quickreply.core.ports import InputMethod


class Composing:
    """Knows whether a slash would go into a composition, and what stands before it where it would not.

    Both answers are of the moment before the last key: that key is the slash itself.
    """

    def __init__(self) -> None:
        self.method = Method()
        self._input_method: InputMethod | None = None
        self._was = self._now = Composition()

    def attend(self, input_method: InputMethod) -> None:
        """Says whom to ask which method is on."""
        self._input_method = input_method

    @property
    def open(self) -> bool:
        """Whether the last key went into a composition."""
        return self.method.composes and self._was.open

    @property
    def before(self) -> str | None:
        """The character before the last key; None if unknown."""
        return self._was.before

    # What the user does.

    def press(self, key: Key) -> None:
        """A key went down. Behind a first letter, a shortcut or a modifier another method may be on."""
        now = composition.typed(self._now, key, self.method)
        if key.named is not Named.MODIFIER:  # which types nothing: what stood before the last key still does
            self._was = self._now
        self._now = now
        if key.shortcut or key.named is Named.MODIFIER or now.letters == 1:
            self.ask()

    def lose(self) -> None:
        """The caret is somewhere else, perhaps in a window with another method."""
        self._was = self._now = composition.clicked(self._now)
        self.ask()

    def ask(self) -> None:
        """Asks which method is on; the answer comes later."""
        if self._input_method:
            self._input_method.ask()

    # What the input method does.

    def told(self, method: Method) -> None:
        """This one is on now."""
        self.method = method
        self._was, self._now = (composition.switched(each, method) for each in (self._was, self._now))

    def opened(self) -> None:
        """Its candidate window has appeared."""
        self._was, self._now = (composition.opened(each, self.method) for each in (self._was, self._now))

    def closed(self) -> None:
        """Its candidate window has gone."""
        self._was, self._now = (composition.closed(each, self.method) for each in (self._was, self._now))
