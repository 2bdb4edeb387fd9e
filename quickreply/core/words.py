"""The words a person reads: marked where they arise, translated where they are shown."""

from gettext import NullTranslations


class Message(str):
    """A text that is in the catalogue, and not a user's own word that happens to look like one."""

    __slots__ = ()


def mark(message: str) -> Message:
    """Marks an English message for the translation catalogue; `Say` translates it later."""
    return Message(message)


class Refusal(Exception):  # noqa: N818 - it is no program error but an answer to the user
    """Something that cannot be done, in words for the user.

    `message` is an English sentence from the catalogue with `{named}` gaps, `facts` fill them.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts


class Say:
    """Speaks the user's language: looks a message up and fills its `{named}` gaps."""

    def __init__(self, catalogue: NullTranslations | None = None) -> None:
        self._catalogue = catalogue or NullTranslations()

    def __call__(self, message: str, **facts: object) -> str:
        """`message` in the user's language."""
        return self._fill(self._catalogue.gettext(message), facts)

    def count(self, one: str, many: str, n: int, **facts: object) -> str:
        """`one` or `many` in the user's language, by the grammar of `n`; `{n}` is filled too."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": n, **facts})

    def refusal(self, refusal: Refusal) -> str:
        """What a refusal says, in the user's language; facts that are messages are translated too."""
        facts = {
            name: self(fact) if isinstance(fact, Message) and fact else fact
            for name, fact in refusal.facts.items()
        }
        return self(refusal.message, **facts)

    @staticmethod
    def _fill(text: str, facts: dict[str, object]) -> str:
        return text.format(**facts) if facts else text
