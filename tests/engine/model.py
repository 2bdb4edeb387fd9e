"""The key table of the design on plain strings, as if every phrase stood in its window at once.

Written against the design and without a look at the trigger. The engine may take its time; what stands in the
windows in the end must be what stands here.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from quickreply.core.notice import FOCUS_LOST, ON_CLIPBOARD, STILL_HANGS, TYPED_LOST
from quickreply.core.phrase import Phrase
from quickreply.core.settings import Boundary, Fire
from quickreply.core.usage import How
from tests.fakes import TEXT, Formats

BLANKS = {"space": " ", "enter": "\n", "tab": "\t"}
STEPS = {"down": 1, "up": -1}


@dataclass
class Page:
    """What must stand in a window; `sends` says that Enter sends it away."""

    name: str
    takes_codes: bool = True
    sends: bool = False
    reads: bool = True
    owes: bool = False
    """Whether it was told to paste and has not."""
    text: str = ""
    sent: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def arrive(self, key: str, shortcut: bool) -> None:
        if shortcut:
            self.others.append(f"ctrl+{key}")
        elif key == "backspace":
            self.text = self.text[:-1]
        elif key == "enter" and self.sends:
            self.sent.append(self.text)
            self.text = ""
        elif len(char := BLANKS.get(key, key)) == 1:
            self.text += char
        else:
            self.others.append(key)


@dataclass
class Outside:
    """What can be seen from outside: pages, the clipboard, what was told and counted."""

    pages: dict[str, Page]
    clipboard: Formats = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    used: list[tuple[int, How, str]] = field(default_factory=list)

    def copy(self) -> "Outside":
        pages = {
            name: replace(page, sent=[*page.sent], others=[*page.others]) for name, page in self.pages.items()
        }
        return Outside(pages, self.clipboard, Counter(self.told), [*self.used])


@dataclass
class Insertion:
    """A phrase that is to stand in a window, how all was just before it, and how many keys had gone down.

    Once it is `settled` what became of it, that is part of how all was.
    """

    phrase: Phrase
    how: How
    front: str
    before: Outside
    presses: int
    settled: bool = False


@dataclass
class Model:
    """What is seen, what the user set, and the code that is being typed, if any."""

    phrases: tuple[Phrase, ...]
    seen: Outside
    front: str
    boundary: Boundary = Boundary.SMART
    fire: Fire = Fire.ACCEPT
    paused: bool = False
    insertions: list[Insertion] = field(default_factory=list)
    presses: int = 0
    before: str | None = None
    typed: str | None = None
    row: int | None = None
    moved: bool = False

    # What the list shows.

    def rows(self, typed: str) -> list[tuple[Phrase, How]]:
        if not typed:
            return [(phrase, How.LIST) for phrase in self.phrases if phrase.pinned]
        coded = sorted(
            (phrase for phrase in self.phrases if phrase.code.startswith(typed.casefold())),
            key=lambda phrase: (
                phrase != self.exact(typed),
                not phrase.pinned,
                len(phrase.code),
                phrase.code,
            ),
        )
        titled = sorted(
            (p for p in self.phrases if p not in coded and _has_word(p.title, typed.casefold())),
            key=lambda phrase: not phrase.pinned,
        )
        return [(p, How.CODE if p == self.exact(typed) else How.LIST) for p in (*coded, *titled)]

    def exact(self, typed: str) -> Phrase | None:
        return next((phrase for phrase in self.phrases if phrase.code == typed.casefold() != ""), None)

    def begins(self, typed: str) -> bool:
        return any(typed and phrase.code.startswith(typed.casefold()) for phrase in self.phrases)

    def final(self, typed: str) -> bool:
        return sum(phrase.code.startswith(typed.casefold()) for phrase in self.phrases) == 1

    @property
    def astray(self) -> bool:
        """Whether what is typed leads nowhere: a digit beyond the rows does so too."""
        return bool(self.typed) and self.row is None

    # What the user does.

    def press(self, key: str, *, shortcut: bool = False) -> None:
        """A key goes down."""
        self.presses += 1
        if self.typed is not None:
            self._in_list(key, shortcut)
        elif key == "/" and not shortcut and self._opens():
            self._list("")
        else:
            self._arrive(key, shortcut)

    def repeat(self, key: str) -> None:
        """A key that is down repeats while a code is typed."""
        if self.typed is not None and key in {"backspace", *STEPS}:
            self._in_list(key, shortcut=False)

    def turn_away(self) -> None:
        """A click elsewhere, silence, a phrase from the palette."""
        if self.typed is None:
            return
        letters = "" if self.begins(self.typed) else f"/{self.typed}"
        self._close()
        for letter in letters:
            self._arrive(letter)

    def lose_focus(self, to: str) -> None:
        """Another window has the keyboard: what was typed is dropped and that is told."""
        if self.typed is not None:
            self.seen.told[FOCUS_LOST] += 1
            self._close()
        self.turn_to(to)

    def lose_focus_on_the_way(self, to: str, number: int, *, arrives: bool) -> None:
        """The same while this insertion is on its way: what was typed behind it is dropped and that is told.

        One that still waits for the clipboard of the one before it does not arrive any more.
        """
        last = self.insertions[number]
        self.seen, self.front = last.before.copy(), last.front
        if not last.settled:
            self.insert(last.phrase, last.how) if arrives else self.leave(last.phrase)
        if self.presses > last.presses:
            self.seen.told[TYPED_LOST] += 1
        settled = replace(last, before=self.seen.copy(), presses=self.presses, settled=True)
        self.insertions[number:] = [settled]
        self._close()
        self.turn_to(to)

    def turn_to(self, name: str) -> None:
        self.front, self.before = name, None

    def insert(self, phrase: Phrase, how: How) -> None:
        """The phrase stands in the window in front, or, if that never reads, on the clipboard."""
        page = self.page
        if page.owes and not page.reads:
            self._note(phrase, how)
            self.seen.told[STILL_HANGS] += 1
            return
        if not page.reads:
            self.leave(phrase)
            self.page.owes = True
            return
        self._note(phrase, how)
        self.page.owes = False
        self.page.text += phrase.text
        self.seen.used.append((phrase.id, how, self.front))

    def leave(self, phrase: Phrase) -> None:
        """A reply that cannot be inserted is on the clipboard."""
        self._note(phrase, How.LIST)
        self.seen.told[ON_CLIPBOARD] += 1
        self.seen.clipboard = {TEXT: phrase.text.encode()}

    @property
    def page(self) -> Page:
        return self.seen.pages[self.front]

    def _note(self, phrase: Phrase, how: How) -> None:
        self._close()
        self.before = None
        self.insertions.append(Insertion(phrase, how, self.front, self.seen.copy(), self.presses))

    # The table.

    def _in_list(self, key: str, shortcut: bool) -> None:
        match key:
            case _ if shortcut:
                self._end_with(key, shortcut=True)
            case "backspace":
                self._list(self.typed[:-1]) if self.typed else self._close()
            case "escape":
                self._give_back()
            case "enter" | "tab":
                self._give_back() if self.row is None else self._choose(self.row)
            case "space":
                self._space()
            case "up" | "down" if not self.astray:
                self._move(STEPS[key])
            case _ if len(key) == 1:
                self._letter(key)
            case _:
                self._end_with(key)

    def _letter(self, letter: str) -> None:
        typed = f"{self.typed}{letter}"
        if self.astray:
            self._give_back(letter)
        elif letter.isdigit() and not self.begins(typed):
            self._digit(int(letter), typed)
        elif not self.rows(typed) and not self.typed:
            self._give_back(letter)
        elif self.fire is Fire.INSTANT and self.final(typed) and (phrase := self.exact(typed)):
            self.insert(phrase, How.CODE)
        else:
            self._list(typed)

    def _digit(self, digit: int, typed: str) -> None:
        if not self.typed and not self.moved:
            self._give_back(str(digit))
        elif 1 <= digit <= len(self.rows(self.typed or "")):
            self._choose(digit - 1)
        else:
            self.typed, self.row, self.moved = typed, None, False

    def _space(self) -> None:
        if self.moved and self.row is not None:
            self._choose(self.row)
        elif not self.astray and (phrase := self.exact(self.typed or "")):
            self.insert(phrase, How.CODE)
        else:
            self._give_back("space")

    def _choose(self, row: int) -> None:
        self.insert(*self.rows(self.typed or "")[row])

    def _move(self, step: int) -> None:
        if count := len(self.rows(self.typed or "")):
            start = -1 if step > 0 else 0
            self.row = ((start if self.row is None else self.row) + step) % count
            self.moved = True

    def _list(self, typed: str) -> None:
        self.typed, self.moved = typed, False
        self.row = 0 if typed and self.rows(typed) else None

    def _give_back(self, key: str | None = None) -> None:
        letters = f"/{self.typed}"
        self._close()
        for letter in letters:
            self._arrive(letter)
        if key:
            self._arrive(key)

    def _end_with(self, key: str, *, shortcut: bool = False) -> None:
        self.turn_away()
        self._arrive(key, shortcut)

    def _close(self) -> None:
        self.typed, self.row, self.moved = None, None, False

    def _arrive(self, key: str, shortcut: bool = False) -> None:
        self.page.arrive(key, shortcut)
        char = BLANKS.get(key, key)
        self.before = char if len(char) == 1 and not shortcut else None

    def _opens(self) -> bool:
        if self.paused or not self.page.takes_codes:
            return False
        before = self.before
        if before is None or self.boundary is Boundary.ANYWHERE:
            return True
        if self.boundary is Boundary.WORD:
            return before in {" ", "\n", "\t"}
        return not (before in ":/." or (before.isascii() and before.isalnum()))


def _has_word(title: str, begun: str) -> bool:
    return any(word.startswith(begun) for word in title.split())
