"""The desktop's clipboard as other programs see it: owned and read by processes that are not under test."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screen.desktop import Desktop

_OWNER = Path(__file__).with_name("clipboard_owner.py")


class Clipboard:
    """`own` what a user may have copied before, `read` what is there afterwards."""

    def __init__(self, desktop: "Desktop") -> None:
        self._desktop = desktop

    def own(
        self,
        *,
        text: str = "",
        html: str = "",
        png: bytes = b"",
        files: Sequence[str] = (),
        drawn: int = 0,
        secret: bool = False,
        selection: str = "clipboard",
    ) -> subprocess.Popen[bytes]:
        """Copies something in another program; it stays the owner until somebody else copies.

        `drawn` is a picture of so many pixels each way that is made into PNG when somebody asks; `secret` is
        what a password manager copies; `selection` may be `primary`, what the middle button pastes.
        """
        content = self._desktop.home / "clipboard"
        content.mkdir(exist_ok=True)
        offered = {
            "text": text.encode(),
            "html": html.encode(),
            "png": png,
            "files": "\n".join(files).encode(),
            "drawn": str(drawn or "").encode(),
            "secret": b"secret" if secret else b"",
        }
        for name, data in offered.items():
            (content / name).write_bytes(data)
        argv = [sys.executable, str(_OWNER), str(content), selection]
        owner = self._desktop.spawn(argv, stdout=subprocess.PIPE, name=_OWNER.name)
        assert owner.stdout is not None
        with owner.stdout:
            if owner.stdout.readline() != b"ready\n":
                raise RuntimeError(f"the clipboard was not taken: {self._desktop.log(_OWNER.name)}")
        return owner

    def read(self, target: str = "UTF8_STRING", selection: str = "clipboard") -> bytes:
        """The clipboard in one format, nothing if there is no owner or it has no such format."""
        argv = ["xclip", "-selection", selection, "-t", target, "-o"]
        done = subprocess.run(argv, env=self._desktop.env, check=False, timeout=20, capture_output=True)
        return done.stdout if done.returncode == 0 else b""

    def answers(self, seconds: float = 0.3) -> bool:
        """Whether somebody who asks is answered in time: while a phrase is offered, only its window is."""
        argv = ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"]
        try:
            subprocess.run(argv, env=self._desktop.env, check=False, timeout=seconds, capture_output=True)
        except subprocess.TimeoutExpired:
            return False
        return True

    def text(self) -> str:
        """The clipboard as text."""
        return self.read().decode()

    def targets(self) -> set[str]:
        """All formats the clipboard is offered in."""
        return set(self.read("TARGETS").decode().split())
