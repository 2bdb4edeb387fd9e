"""The program under test, as a user has it: a home of its own, phrases and settings, and its socket."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from quickreply.core.draft import Draft
from quickreply.core.language import speech
from quickreply.core.settings import Mode
from quickreply.store.database import Database
from quickreply.store.library import Libraries
from quickreply.store.paths import places, resource
from quickreply.store.settings import SettingsFile
from quickreply.ui import asking, nextup, panel, popup, reminders, toast
from quickreply.ui.theme import ROW
from tests.screen.desktop import Desktop, until
from tests.screen.eye import Eye, Place
from tests.screen.texts import PHRASES, PINNED

ROOT = Path(__file__).parents[2]

RUN = (sys.executable, "-m", "quickreply")
"""How the program is started."""

PATIENCE = 30
"""Seconds for what takes milliseconds on an idle machine."""

_LATE = 0.5
"""Seconds after an insertion in which it is counted: it is done when the window has been left alone."""

_NOTICES = 5
"""Notices that may come one after the other while a test waits."""

_GOING = 3
"""Seconds after which a notice that was clicked and is still there is another one."""

_SIZES = {popup.WIDTH: "list", panel.WIDTH: "palette", panel.PANEL_WIDTH: "panel", toast.WIDTH: "notice"}
_SIZES |= {asking.WIDTH: "form", nextup.WIDTH: "next"}
_SIZES |= {reminders.WIDTH: "reminder", reminders.ASKED_WIDTH: "reminders"}


class Quickreply:
    """One program and its home. `command` may be a script that starts it with something wrong inside."""

    process: subprocess.Popen[bytes]

    def __init__(
        self,
        desktop: Desktop,
        phrases: Mapping[str, str] = PHRASES,
        *,
        settings: Mapping[str, object] | None = None,
        pinned: str = PINNED,
        command: Sequence[str] = RUN,
    ) -> None:
        self.desktop = desktop
        self.eye = Eye(desktop.env["DISPLAY"])
        desktop.on_close(self.eye.close)
        self.home = desktop.home / "quickreply"
        self._command = command
        self._env = {"QUICKREPLY_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        self.places = places(self._env)
        self._file = SettingsFile(self.places.settings, speech("en", self._env, resource("assets/locale")))
        self._fill(phrases, pinned)
        self._file.create()
        for key, value in (settings or {}).items():
            self._file.put(key, value)
        self._settings = self.places.settings.read_text()

    def _fill(self, phrases: Mapping[str, str], pinned: str) -> None:
        libraries = Libraries(Database.open(self.places))
        personal = libraries.load().libraries[0].id
        for code, text in phrases.items():
            libraries.add(personal, Draft(text, code=code, pinned=code == pinned))

    # Its life.

    def start(self) -> Self:
        """Starts it and waits until it catches codes."""
        self.launch()
        self._await_armed()
        return self

    def launch(self) -> subprocess.Popen[bytes]:
        """Starts it and does not wait."""
        self.process = self.launch_another()
        return self.process

    def launch_another(self) -> subprocess.Popen[bytes]:
        """Starts it once more, beside the first."""
        return self.desktop.spawn(self._command, env=self._env, name="quickreply")

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self.process.poll() is None

    def quit(self) -> int | None:
        """Asks it to end; its exit status, None if it does not."""
        self.ask(do="quit")
        return self.ended()

    def signal(self, number: signal.Signals) -> None:
        """Sends it a signal of the system's."""
        self.process.send_signal(number)

    def ended(self) -> int | None:
        """Waits until it has ended; its exit status, None if it goes on."""
        until(lambda: not self.running, PATIENCE)
        return self.process.returncode

    def run(self, *verb: str, screen: Desktop | None = None) -> str:
        """What a verb of the command line says, on both its outputs; without a verb, a second start."""
        env = (screen or self.desktop).env | self._env
        argv = [*RUN, *verb]
        done = subprocess.run(argv, env=env, check=False, timeout=PATIENCE, capture_output=True)
        return (done.stdout + done.stderr).decode()

    def settle(self) -> Self:
        """Waits for the notice that there is no tray here, a moment after the start, and clicks it away.

        Else it is taken for the one that a test waits for.
        """
        self._expect(lambda: self.sees("notice"), "nothing is told after the start")
        self.dismiss_notice()
        return self

    # Its socket.

    def ask(self, **request: object) -> dict[str, Any]:
        """One request and its answer."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(self.places.socket)
            line.sendall(json.dumps(request).encode() + b"\n")
            answer: dict[str, Any] = json.loads(line.makefile().readline())
        assert answer.pop("ok"), answer
        return answer

    @property
    def armed(self) -> bool:
        """Whether it says that it catches codes."""
        try:
            return bool(self.ask(do="status")["armed"])
        except OSError:  # it does not listen yet
            return False

    def set(self, key: str, value: object) -> None:
        """Changes a setting as the command line does, and waits until the program has it."""
        self.configure({key: value})

    def configure(self, values: Mapping[str, object]) -> None:
        """The same with several at once."""
        for key, value in values.items():
            settings = self._file.put(key, value)
        self.ask(do="config")
        if settings.mode is Mode.OFF:
            self._await_let_go()
        else:  # what it is told is done in order: who has paused has the settings too
            self.pause()
            self.resume()

    def resume(self) -> None:
        """It catches codes again, and knows nothing of what was typed before."""
        self.ask(do="resume")
        self._await_armed()

    def pause(self) -> None:
        """It catches no codes any more."""
        self.ask(do="pause")
        self._await_let_go()

    def reset_settings(self) -> None:
        """As they were at the start."""
        if self.places.settings.read_text() != self._settings:
            self.places.settings.write_text(self._settings)
            self.ask(do="config")

    def _await_let_go(self) -> None:
        """Both by the server and by its own account, or it would count as armed before it is so again."""
        self._expect(lambda: not self.holds_slash(), "the slash is still caught")
        self._expect(lambda: not self.armed, "codes are still caught")

    def _await_armed(self) -> None:
        self._expect(lambda: self.armed, "codes are not caught")

    def holds_slash(self) -> bool:
        """Whether the slash key is taken: asks the server, not the program."""
        return self.eye.key_is_caught("/")

    def _expect(self, condition: Callable[[], bool], failure: str) -> None:
        if not until(condition, PATIENCE):
            raise TimeoutError(f"{failure}: {self.desktop.log('quickreply')}")

    # What can be seen of it.

    def sees(self, window: str) -> bool:
        """Whether the `list`, the `palette` or the `notice` is on the screen."""
        return window in self._shown()

    def shows(self, window: str) -> bool:
        """Waits until it is on the screen."""
        return until(lambda: self.sees(window), PATIENCE)

    def opens(self, window: str) -> bool:
        """Waits until it is on the screen and has the keyboard: before that, keys go to the window behind."""
        return self.shows(window) and until(self._has_keyboard, PATIENCE)

    def _has_keyboard(self) -> bool:
        owner = int(self.desktop._ask("getwindowfocus") or 0)
        return owner in self.desktop.windows("--class", "^quickreply$")

    def hides(self, window: str) -> bool:
        """Waits until it is gone."""
        return until(lambda: not self.sees(window), PATIENCE)

    def dismiss_notice(self) -> None:
        """Clicks a notice away, and one that came in its place meanwhile, so that the next one is news.

        Never one that may be going: the click may meet the desktop behind it.
        """
        for _ in range(_NOTICES):
            if not (place := self._shown().get("notice")):
                return
            x, y, width, height = place
            self.desktop.click(x + width // 2, y + height // 2)
            until(lambda: not self.sees("notice"), _GOING)
        self._expect(lambda: not self.sees("notice"), "the notice stays")

    def place_of(self, window: str) -> Place:
        """Where it is on the screen."""
        return self._shown()[window]

    def row_of_list(self, number: int) -> tuple[int, int]:
        """Where to click for a row of the list, counted from 1."""
        x, y, width, _ = self.place_of("list")
        return x + width // 2, y + popup.HEADER + popup.EDGE + ROW * number - ROW // 2

    def _shown(self) -> dict[str, Place]:
        """Its windows by what they are; told apart by their width, which never changes."""
        return {_SIZES.get(place[2], ""): place for place in self.eye.windows("quickreply")}

    def usage(self) -> list[tuple[Any, ...]]:
        """The ledger's rows, the newest last. Closed at once: left to Python, it stays open for a while."""
        with closing(sqlite3.connect(f"file:{self.places.database}?mode=ro", uri=True)) as database:
            return database.execute("SELECT * FROM usage ORDER BY id").fetchall()

    def used(self) -> int:
        """How many insertions are counted, and no more are to come of what was done before."""
        seen = [len(self.usage())]
        while until(lambda: len(self.usage()) != seen[-1], _LATE):
            seen.append(len(self.usage()))
        return seen[-1]

    def frees_keyboard(self) -> bool:
        """Waits until nobody has the whole keyboard."""
        return until(lambda: not self.eye.keyboard_is_held(), PATIENCE)

    def counted(self, before: int, how: str, app: str, text: str) -> bool:
        """Waits until the text's insertion is counted behind the first `before`.

        It need not be the next: what was inserted before may be counted late.
        """
        row = (how, app, len(text))
        return until(lambda: any(each[3:6] == row for each in self.usage()[before:]), PATIENCE)
