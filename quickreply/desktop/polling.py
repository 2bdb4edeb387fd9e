"""Waiting for what no event tells: asked again and again in the loop, with a deadline, never slept for."""

from collections.abc import Callable

from quickreply.core.ports import Loop

STEP = 0.005
"""Seconds between two questions; each costs microseconds, and mostly they are asked for a second at most."""


def poll(
    loop: Loop, condition: Callable[[], bool], limit: float, done: Callable[[bool], None], step: float = STEP
) -> None:
    """Calls `done(True)` as soon as `condition` holds, `done(False)` when it does not within `limit` seconds.

    Asks at once and then every `step` seconds, so where nothing has to be waited for nothing is.
    """
    end = loop.now() + limit

    def look() -> None:
        if condition():
            done(True)
        elif loop.now() < end:
            loop.after(step, look)
        else:
            done(False)

    look()
