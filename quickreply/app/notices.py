"""What the user is told, in her words."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from quickreply.core.notice import ON_CLIPBOARD, PICTURE_LEFT, Notice
from quickreply.core.words import Refusal, Say, mark

if TYPE_CHECKING:
    from quickreply.ui.toast import Toast

log = logging.getLogger(__name__)

SPARE = mark(
    "“{label}” could not be inserted here. It is on the clipboard: press {paste}. "
    "What was there before can be brought back, here or in the menu of the icon."
)
BRING_BACK = mark("Bring back")

_WITH_SPARE: Mapping[str, str] = {ON_CLIPBOARD: SPARE, PICTURE_LEFT: PICTURE_LEFT}
"""What is said where the old clipboard can be brought back, by what is said where it cannot."""

LABEL_LIMIT = 32
"""Characters of a phrase's label in a notice: without a title it is a whole line of its text."""

_LAST_WORDS = 4000
"""Milliseconds for what is told when the program ends."""


class Notices:
    """Tells it by a toast, which is there also where there is no tray; made when there is something to tell.

    `paste` is what she presses to paste by hand, `bring_back` brings the old clipboard back.
    """

    def __init__(
        self, say: Say, toast: "Callable[[], Toast]", paste: str, bring_back: Callable[[], None]
    ) -> None:
        self._say = say
        self._make = toast
        self._paste = paste
        self._bring_back = bring_back
        self._complaints: frozenset[str] = frozenset()
        self.spare = False
        """Whether what was on the clipboard before can be brought back."""

    def tell(self, notice: Notice) -> None:
        """What the hands say; the log says of which kind, and nothing of what it is about."""
        log.info("told: %s", notice.message)
        spare = self.spare and notice.message in _WITH_SPARE
        facts = {"paste": self._paste, **notice.facts, **_short(notice.facts)}
        said = self._say(_WITH_SPARE[notice.message] if spare else notice.message, **facts)
        self._toast.tell(said, self._say(BRING_BACK) if spare else "", trouble=notice.trouble)

    def say(self, said: str) -> None:
        """Something that is nobody's trouble."""
        self._toast.tell(said)

    def warn(self, message: str, **facts: object) -> None:
        """Something that is wrong until it is mended."""
        self._toast.tell(self._say(message, **facts), trouble=True)

    def complain(self, refusal: Refusal) -> None:
        """Something that could not be done."""
        self._toast.tell(self._say.refusal(refusal), trouble=True)

    def complain_anew(self, complaints: Sequence[str]) -> None:
        """All that is wrong just now; what was told before is not told again."""
        news = [one for one in complaints if one not in self._complaints]
        self._complaints = frozenset(complaints)
        if news:
            self._toast.tell("\n".join(news), trouble=True)

    def last_words(self) -> None:
        """Waits until what is told at the very end can have been read."""
        if "_toast" not in vars(self) or not self._toast.isVisible():
            return
        loop = QEventLoop()
        self._toast.closed.connect(loop.quit)
        QTimer.singleShot(_LAST_WORDS, loop.quit)
        loop.exec()
        self._toast.dismiss()

    @cached_property
    def _toast(self) -> "Toast":
        toast = self._make()
        toast.acted.connect(self._bring_back)
        return toast


def _short(facts: Mapping[str, object]) -> Mapping[str, object]:
    """The label, cut where it is too long for a notice."""
    label = str(facts.get("label", ""))
    return {"label": label[: LABEL_LIMIT - 1].rstrip() + "…"} if len(label) > LABEL_LIMIT else {}
