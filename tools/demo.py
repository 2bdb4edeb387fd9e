"""An agent at work, on a screen of its own: what arrives in the window is printed, pictures are kept.

    python tools/demo.py [build/demo]

Everything is real: X server, window manager, panel, editor and the program; xdotool is the agent's hands.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from Xlib.display import Display

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.screen.desktop import Desktop, until  # noqa: E402 - they are found from the root
from tests.screen.panel import Panel  # noqa: E402
from tests.screen.windows import Mousepad  # noqa: E402

PICTURES = ROOT / "build" / "demo"
PACK = ROOT / "phrases" / "ecommerce-zh.yaml"
WM_CLASS = "quickreply"
QUICKREPLY = (sys.executable, "-m", "quickreply")
CODE = "/fh"
DELAY_MS = 60
WALL = 0x5B6B86


class Program:
    """quickreply with the starter pack in a home of its own."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        desktop.env["QUICKREPLY_HOME"] = str(desktop.home / "quickreply")
        desktop.env["PYTHONPATH"] = str(ROOT)
        self._tell("import", str(PACK))
        desktop.spawn(QUICKREPLY, name="quickreply")
        if not until(self._is_armed, 30):
            raise SystemExit(f"quickreply does not listen: {self._tell('status')}{desktop.log('quickreply')}")

    def shows(self, *, at_least: int = 200) -> bool:
        """Whether one of its windows is on the screen; the tray icon is none."""
        windows = self._desktop.windows("--class", f"^{WM_CLASS}$")
        return any(self._desktop.place(window)[2] >= at_least for window in windows)

    def quit(self) -> None:
        """Asks it to go."""
        self._tell("quit")

    def _is_armed(self) -> bool:
        status = json.loads(self._tell("status", "--json"))
        return bool(status["running"] and status["armed"])

    def _tell(self, *words: str) -> str:
        return self._desktop.run(*QUICKREPLY, *words, seconds=60)


class Demo:
    """The scenes, each of which leaves a picture."""

    def __init__(self, desktop: Desktop, pictures: Path) -> None:
        self._desktop = desktop
        self._pictures = pictures
        paint_wall(desktop)
        self._panel = Panel(desktop)
        self._editor = Mousepad(desktop)
        self._editor.open()
        self._program = Program(desktop)

    def play(self) -> None:
        """One after the other; the program ends as a user would end it."""
        self._editor.focus()
        for scene in (self.type_a_code, self.accept, self.open_the_palette, self.open_the_tray_menu):
            scene()
        self._program.quit()

    def type_a_code(self) -> None:
        """The list opens beside the window; the editor has seen no key."""
        self._desktop.type(CODE, DELAY_MS)
        expect(self._program.shows, f"no list at {CODE}")
        self._take("list")

    def accept(self) -> None:
        """Enter puts the phrase where the cursor is, and nothing else."""
        self._desktop.key("Return")
        expect(lambda: self._editor.text() not in {"", CODE}, "nothing arrived in the window")
        print(f"Typed {CODE} and Enter. In the window stands:\n\n{self._editor.text()}\n")
        self._take("result")

    def open_the_palette(self) -> None:
        """The hotkey, a search, and away again."""
        self._desktop.key("ctrl+alt+space")
        expect(self._program.shows, "no palette at Ctrl+Alt+Space")
        self._desktop.type("fh", DELAY_MS)
        self._take("palette")
        self._desktop.key("Escape")
        expect(lambda: not self._program.shows(), "the palette does not close")

    def open_the_tray_menu(self) -> None:
        """A click with the right button on the icon."""
        self._desktop.click(*self._panel.icon(WM_CLASS), button=3)
        expect(lambda: self._program.shows(at_least=60), "no menu at the tray icon")
        self._take("tray-menu")
        self._desktop.key("Escape")

    def _take(self, name: str) -> None:
        self._desktop.await_still()
        picture = self._desktop.screenshot(self._pictures / f"{name}.png")
        print(f"Picture: {picture}", flush=True)


def expect(condition: Callable[[], object], failure: str, seconds: float = 5) -> None:
    """Ends the demo with one clear line when something does not come."""
    if not until(condition, seconds):
        raise SystemExit(failure)


def paint_wall(desktop: Desktop) -> None:
    """A quiet colour instead of the X server's black."""
    display = Display(desktop.env["DISPLAY"])
    root = display.screen().root
    root.change_attributes(background_pixel=WALL)
    root.clear_area()
    display.close()


def main() -> None:
    """Plays on a small screen, so that the pictures are readable."""
    pictures = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else PICTURES
    try:
        with Desktop("1000x640") as desktop:
            Demo(desktop, pictures).play()
    except subprocess.CalledProcessError as failed:
        raise SystemExit(f"{' '.join(failed.cmd)}: {failed.stderr.decode().strip()}") from failed


if __name__ == "__main__":
    main()
