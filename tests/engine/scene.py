"""A courier at work on a desktop of fakes."""

from quickreply.core.delivery import Delivery
from quickreply.core.phrase import Phrase
from quickreply.core.ports import Images, no_images
from quickreply.core.usage import How
from quickreply.engine.courier import Courier
from tests.engine.conftest import FH
from tests.fakes import HINT, TEXT, FakeDesktop

OLD = {TEXT: b"old", "text/html": b"<b>old</b>", "image/png": b"\x89PNG"}
SHIPPED = {TEXT: b"On its way!", HINT: b"secret"}
READ = 0.01
QUIET = 0.06
DEADLINE = 1.5


class Scene:
    """A courier at work, and what was told to whoever asked for each delivery."""

    def __init__(self, desk: FakeDesktop, images: Images = no_images) -> None:
        self.desk = desk
        self.courier: Courier = desk.courier(images)
        self.told: list[tuple[int, bool | None]] = []
        desk.clipboard.copy(OLD)
        desk.keyboard.hold(desk.field.window)

    def deliver(self, phrase: Phrase = FH, how: How = How.CODE) -> None:
        delivery = Delivery(phrase, how, self.desk.loop.now())
        self.courier.deliver(
            delivery, self.desk.field.window, lambda there: self.told.append((phrase.id, there))
        )

    def wait(self, seconds: float) -> None:
        self.desk.loop.advance(seconds)

    @property
    def at_rest(self) -> bool:
        """Nothing is under way, or only what was on the clipboard waits to be brought back."""
        waits = self.desk.view.spares[-1:] == [True]
        return not self.courier.busy and self.desk.loop.planned == waits
