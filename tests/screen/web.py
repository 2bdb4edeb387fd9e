"""Chromium on a page of ours: text fields and chats as web workbenches have them."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import ClassVar

from tests.screen.desktop import Desktop, require, until
from tests.screen.windows import Target

_PAGE = Path(__file__).with_name("page.html")

_FLAGS = [
    "--no-sandbox",
    "--test-type",  # no warning about the flag before
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--password-store=basic",
]


class Field:
    """One field of the page: what it last told and what it is asked to do."""

    def __init__(self) -> None:
        self.text = self.html = ""
        self.sent: list[str] = []
        self.loaded = False
        self.awake = False
        self.cleared = 0
        self.orders: SimpleQueue[str] = SimpleQueue()
        self._count = 0

    def report(self, count: int, text: str, html: str, sent: list[str], cleared: int, *, awake: bool) -> None:
        """Takes the page's word; reports overtake each other on their way, so the highest count holds."""
        if count > self._count:
            self._count = count
            self.html = html
            self.text, self.sent, self.cleared, self.awake = text, sent, cleared, awake
            self.loaded = True


class Site:
    """Serves the page on this machine only and keeps what its fields tell."""

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {}
        self._server = _Server(("127.0.0.1", 0), _handler(self.fields))
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()

    def close(self) -> None:
        """Ends the server; the pages' connections go with the browser."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is ended breaks its connections off; that is no news."""


def _handler(fields: dict[str, Field]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """`/chat` is the page, `/orders/chat` the stream of what it shall do."""
            *orders, kind = self.path.strip("/").split("/")
            if kind not in fields:
                self.send_error(404)
            elif orders:
                self._stream(fields[kind].orders)
            else:
                self._answer("text/html; charset=utf-8", _PAGE.read_bytes())

        def do_POST(self) -> None:
            """The page tells all there is in it at each change."""
            length = int(self.headers["Content-Length"])
            fields[self.path.strip("/")].report(**json.loads(self.rfile.read(length)))
            self._answer("text/plain", b"")

        def _answer(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, orders: SimpleQueue[str]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            while True:
                self.wfile.write(f"data: {orders.get()}\n\n".encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Nobody reads it."""

    return Handler


class Chromium(Target):
    """A field of the page in a window of its own; all windows share one browser."""

    wm_class = "Chromium"
    kind: ClassVar[str]
    flags: ClassVar[tuple[str, ...]] = ()
    """More of what the browser is told."""

    def __init__(self, desktop: Desktop, site: Site) -> None:
        super().__init__(desktop)
        self._site = site
        self._field = site.fields.setdefault(self.kind, Field())

    def open(self) -> None:
        """Opens the page without the browser's own bars."""
        require("chromium")
        profile = self.desktop.home / "chromium"
        page = f"{self._site.address}/{self.kind}"
        size = "--window-size=700,500"
        self.desktop.spawn(
            ["chromium", *_FLAGS, *self.flags, size, f"--user-data-dir={profile}", f"--app={page}"]
        )
        self.window = self.desktop.window("--name", f"^{self.kind}$")
        self._expect(lambda: self._field.loaded, "did not load")
        self.focus()
        self._expect(self._hears, "takes no keys")

    def _hears(self) -> bool:
        """Chromium throws keys away until the first picture of a page is on the screen: knock."""
        self.desktop.key("End")
        return until(lambda: self._field.awake, 0.1)

    def text(self) -> str:
        """What the page last told of its field."""
        return self._field.text

    def html(self) -> str:
        """The same with its looks and pictures."""
        return self._field.html

    def keep_busy(self) -> None:
        """Asks the page to do nothing for a second at the next key."""
        self._field.orders.put("busy")

    def clear(self) -> None:
        """Asks the page to empty its field and to forget what it sent."""
        goal = self._field.cleared + 1
        self._field.orders.put("clear")
        self._expect(lambda: self._field.cleared >= goal and not self._field.text, "was not emptied")

    def _expect(self, condition: Callable[[], bool], failure: str) -> None:
        if not until(condition, 15):
            raise TimeoutError(f"{self.name} {failure}")


class Textarea(Chromium):
    """A `<textarea>`."""

    name = "textarea"
    kind = "textarea"


class Editable(Chromium):
    """A `contenteditable` block, as most web chats have."""

    name = "editable"
    kind = "editable"


class WebChat(Chromium):
    """A chat that sends what stands in its field when Enter goes down."""

    name = "web-chat"
    kind = "chat-keydown"

    def sent(self) -> list[str]:
        """The messages the customer has got, an empty one for each Enter in the empty field."""
        return self._field.sent


class LateWebChat(WebChat):
    """A chat that sends when Enter comes up again."""

    name = "web-chat-keyup"
    kind = "chat-keyup"
