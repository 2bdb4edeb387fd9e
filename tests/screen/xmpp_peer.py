"""The other side of a chat: a client that says who it is, sends messages and keeps those it gets.

Just enough of XMPP (RFC 6120 and 6121, XEP-0199) for one conversation with a server on this machine.
"""

import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from threading import Event, Thread
from typing import cast
from xml.etree.ElementTree import Element, XMLPullParser
from xml.sax.saxutils import escape, quoteattr

_CLIENT = "{jabber:client}"
_BIND = "{urn:ietf:params:xml:ns:xmpp-bind}"


class Peer:
    """A logged-in customer. What arrives is read in a thread; `close` ends it."""

    def __init__(self, port: int, user: str, password: str, host: str = "localhost") -> None:
        self._host = host
        self._numbers = count(1)
        self._answers: dict[str, Event] = {}
        self._inbox: list[tuple[str, str]] = []
        self.present: set[str] = set()
        """Full addresses of those who sent their presence."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._log_in(user, password)
        self._socket.settimeout(None)
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def received(self) -> list[str]:
        """The bodies of all messages so far."""
        return [body for _, body in self._inbox]

    def forget(self) -> None:
        """Starts anew with no messages."""
        self._inbox.clear()

    def send(self, to: str, body: str) -> None:
        """Sends a chat message."""
        self._write(f"<message to={quoteattr(to)} type='chat'><body>{escape(body)}</body></message>")

    def ping(self, to: str, seconds: float = 5) -> bool:
        """Whether `to` answers; what it sent before its answer has arrived by then."""
        number = f"ping{next(self._numbers)}"
        answer = self._answers[number] = Event()
        ping = "<ping xmlns='urn:xmpp:ping'/>"
        self._write(f"<iq to={quoteattr(to)} type='get' id='{number}'>{ping}</iq>")
        return answer.wait(seconds)

    def close(self) -> None:
        """Says goodbye."""
        with suppress(OSError):
            self._write("</stream:stream>")
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(5)
        self._socket.close()

    def _log_in(self, user: str, password: str) -> None:
        """Plain text, since nothing leaves this machine."""
        secret = b64encode(f"\0{user}\0{password}".encode()).decode()
        self._open_stream()
        self._write(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{secret}</auth>")
        if not next(self._stanzas).tag.endswith("}success"):
            raise PermissionError(f"the server does not let {user} in")
        self._open_stream()
        self._write("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>")
        bound = next(self._stanzas).find(f"{_BIND}bind/{_BIND}jid")
        self.address = (bound.text or "") if bound is not None else ""
        self._write("<presence/>")

    def _open_stream(self) -> None:
        namespaces = "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
        self._write(f"<stream:stream to='{self._host}' version='1.0' {namespaces}>")
        self._stanzas = self._parse()
        next(self._stanzas)  # the server's features

    def _parse(self) -> Iterator[Element]:
        """Each child of the endless stream element, once it is complete."""
        parser: XMLPullParser[Element] = XMLPullParser(["start", "end"])
        depth = 0
        while data := self._socket.recv(65536):
            parser.feed(data)
            for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                depth += 1 if event == "start" else -1
                if event == "end" and depth == 1:
                    yield element

    def _read(self) -> None:
        with suppress(OSError):
            for stanza in self._stanzas:
                self._take(stanza)

    def _take(self, stanza: Element) -> None:
        sender = stanza.get("from", "")
        body = stanza.find(f"{_CLIENT}body")
        if stanza.tag == f"{_CLIENT}message" and body is not None:
            self._inbox.append((sender, body.text or ""))
        elif stanza.tag == f"{_CLIENT}presence" and not stanza.get("type"):
            self.present.add(sender)
        elif stanza.get("type") == "get":
            self._decline(stanza)
        elif answer := self._answers.pop(stanza.get("id", ""), None):
            answer.set()

    def _decline(self, request: Element) -> None:
        """Whoever asks for features or a picture gets an answer and need not wait for one."""
        to, number = quoteattr(request.get("from", "")), quoteattr(request.get("id", ""))
        reason = "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
        self._write(f"<iq type='error' to={to} id={number}><error type='cancel'>{reason}</error></iq>")

    def _write(self, xml: str) -> None:
        self._socket.sendall(xml.encode())
