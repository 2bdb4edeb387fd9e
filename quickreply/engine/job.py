"""A delivery that is on its way, and how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from quickreply.core.delivery import AwaitQuiet, AwaitRead, Content, Delivery, Press, Send, Step, StepBack
from quickreply.core.ports import Window


@dataclass(slots=True)
class Job:
    """One of the courier's. `done` is told once: all is done in the window, or will not be."""

    delivery: Delivery
    window: Window
    steps: tuple[Step, ...]
    done: Callable[[bool | None], None]
    at: int = 0
    told: bool = False
    sent: bool = True
    """False if it was to be sent and could not be."""
    readings: int = 0
    """How often the window has read what is offered."""
    offered: Content | None = None
    """What the window is to read now; None when it has."""
    inserted: bool = False
    """Whether the text is in the window, and only pictures may be missing."""
    patience: float = 0.0
    """When, on the loop's clock, quiet is no longer waited for."""

    @property
    def step(self) -> Step | None:
        """What is to be done now; None when all is done."""
        return next(islice(self.steps, self.at, None), None)

    @property
    def presses(self) -> bool:
        """Whether keys are still to be pressed: until then the user's have to wait."""
        return any(isinstance(step, Press | StepBack | Send) for step in self.steps[self.at :])

    def pass_over(self) -> None:
        """Goes to the next picture, or to what follows the last one."""
        self.at += 1
        while isinstance(self.step, Press | AwaitRead | AwaitQuiet):
            self.at += 1

    def tell(self, delivered: bool | None) -> None:
        """Says what has become of it, once."""
        if not self.told:
            self.told = True
            self.done(delivered)
