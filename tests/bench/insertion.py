"""From the last key of a code to the whole text in the window, beside the window's own paste."""

import time
from collections.abc import Callable, Iterator

from tests.bench.figures import Series
from tests.bench.hands import Hands, seen
from tests.bench.mousepad import WatchedMousepad
from tests.bench.program import CODE, TEXT, Program
from tests.screen.desktop import Desktop
from tests.screen.targets import Targets
from tests.screen.web import Textarea
from tests.screen.windows import QtBox, Target

ROUNDS = 60
PAUSE = 0.03
"""Seconds between two keys of the code: a very fast typist."""

REST = 0.2
"""Seconds between two codes: nobody needs the next phrase while the clipboard is still being put back."""

LATIN = "Thanks for your order, it is on the way to you now"
"""As long as the phrase: xdotool types Hanzi wrongly, so it is timed with letters."""


def insertions(desktop: Desktop) -> Iterator[tuple[str, Series, Series, Series]]:
    """For each window: its own paste, ours, and `xdotool type`, in milliseconds."""
    targets, hands = Targets(desktop), Hands(desktop.env["DISPLAY"])
    for kind in (WatchedMousepad, Textarea, QtBox):
        target = targets.ready(kind)
        desktop.clipboard.own(text=TEXT)
        own = _rounds("own paste", target, lambda: hands.chord("Control_L", "v"))
        typed = _rounds("xdotool type", target, lambda: _xdotool(desktop), rounds=10, text=LATIN)
        with Program(desktop):
            desktop.clipboard.own(text="what the user copied before")
            ours = _rounds("quickreply", target, lambda: hands.type(f"/{CODE} ", PAUSE), hands)
        yield target.name, own, ours, typed


def _rounds(
    name: str,
    target: Target,
    act: Callable[[], float],
    hands: Hands | None = None,
    rounds: int = ROUNDS,
    text: str = TEXT,
) -> Series:
    return Series(name, [_round(target, act, hands, text) for _ in range(rounds)])


def _round(target: Target, act: Callable[[], float], hands: Hands | None, text: str) -> float:
    target.clear()
    if hands:
        hands.chord("Right")  # what was typed last is no longer known, as after a click
        time.sleep(REST)
    began = act()
    return (seen(lambda: target.text() == text) - began) * 1000


def _xdotool(desktop: Desktop) -> float:
    began = time.perf_counter()
    desktop.xdotool("type", "--delay", "0", "--", LATIN)
    return began
