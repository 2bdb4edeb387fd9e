"""An input method that is asked, and tells when a test says so."""


class FakeInputMethod:
    """An `InputMethod` that counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def ask(self) -> None:
        self.times += 1
