"""Pidgin in a conversation over a server on this machine: what the other side receives is the truth."""

import socket

from tests.screen.desktop import Desktop, require, until
from tests.screen.windows import Target
from tests.screen.xmpp_peer import Peer

AGENT, CUSTOMER, PASSWORD = "agent", "customer", "secret"

_NOTHING = 0.5
"""Seconds after which nothing will come any more."""


class Prosody:
    """An XMPP server that only this machine can reach, with two accounts."""

    def __init__(self, desktop: Desktop) -> None:
        require("prosody")
        self._desktop = desktop
        self._folder = desktop.home / "prosody"
        self.port = _free_port()
        self._configure()
        desktop.serve(["prosody", "-F", "--config", str(self._folder / "prosody.cfg.lua")])
        if not until(self._listens, 10):
            raise TimeoutError(f"prosody does not listen: {desktop.log('prosody')}")

    def _configure(self) -> None:
        for user, other in ((AGENT, CUSTOMER), (CUSTOMER, AGENT)):
            self._keep("accounts", user, f'return {{ ["password"] = "{PASSWORD}" }};\n')
            self._keep("roster", user, _ROSTER.format(other=other))
        config = _PROSODY.format(folder=self._folder, port=self.port)
        (self._folder / "prosody.cfg.lua").write_text(config)

    def _keep(self, store: str, user: str, data: str) -> None:
        folder = self._folder / "localhost" / store
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{user}.dat").write_text(data)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Pidgin(Target):
    """A conversation window with a customer, of a GTK 2 messenger."""

    name = "pidgin"
    wm_class = "Pidgin"
    _AGENT = f"{AGENT}@localhost/desk"

    def __init__(self, desktop: Desktop, server: Prosody) -> None:
        super().__init__(desktop)
        self._server = server

    def open(self) -> None:
        """Logs both sides in; the customer's first words open the window."""
        require("pidgin")
        self._configure()
        self._peer = Peer(self._server.port, CUSTOMER, PASSWORD)
        self.desktop.on_close(self._peer.close)
        self.desktop.spawn(["pidgin", "--config", str(self.folder), "--multiple", "--force-online"])
        if not until(lambda: self._AGENT in self._peer.present, 30):
            raise TimeoutError(f"Pidgin does not log in: {self.desktop.log('pidgin')}")
        self._peer.send(self._AGENT, "在吗?")
        self.window = self.desktop.window("--name", f"^{CUSTOMER}")
        self.clear()

    def received(self) -> list[str]:
        """All messages the customer has got since `clear`; those Pidgin has sent by now are among them."""
        if not self._peer.ping(self._AGENT):
            raise TimeoutError("Pidgin does not answer")
        return self._peer.received

    def text(self) -> str:
        """Presses Enter; what the customer gets then, nothing if there was nothing to send."""
        return self._send(_NOTHING)

    def wait_for(self, expected: str, seconds: float = 5) -> str:
        """Presses Enter once, however long it takes until something arrives."""
        return self._send(seconds if expected else _NOTHING)

    def _send(self, seconds: float) -> str:
        """Several messages in answer to one Enter are kept apart, so that they equal no text."""
        before = len(self.received())
        self.desktop.key("Return")
        until(lambda: len(self._peer.received) > before, seconds)
        return "\x1e".join(self.received()[before:])

    def clear(self) -> None:
        """Deletes by the keyboard, there is no other way in; forgets what was sent."""
        self.focus()
        self.desktop.key("ctrl+a", "BackSpace")
        self.received()
        self._peer.forget()

    def _configure(self) -> None:
        account = _ACCOUNT.format(name=self._AGENT, password=PASSWORD, port=self._server.port)
        (self.folder / "accounts.xml").write_text(account)
        (self.folder / "prefs.xml").write_text(_PREFERENCES)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_PROSODY = """interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
data_path = "{folder}"
run_as_root = true
modules_enabled = {{ "roster", "saslauth", "disco" }}
modules_disabled = {{ "s2s", "offline" }}
authentication = "internal_plain"
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
log = {{ info = "*stdout" }}
VirtualHost "localhost"
"""

_ROSTER = """return {{
  [false] = {{ version = 1 }},
  ["{other}@localhost"] = {{ subscription = "both", groups = {{}} }},
}};
"""

_ACCOUNT = """<?xml version='1.0' encoding='UTF-8' ?>
<account version='1.0'><account>
  <protocol>prpl-jabber</protocol>
  <name>{name}</name>
  <password>{password}</password>
  <statuses><status type='available' name='Available' active='true'/></statuses>
  <settings>
    <setting name='connect_server' type='string'>127.0.0.1</setting>
    <setting name='port' type='int'>{port}</setting>
    <setting name='connection_security' type='string'>opportunistic_tls</setting>
    <setting name='auth_plain_in_clear' type='bool'>1</setting>
  </settings>
  <settings ui='gtk-gaim'><setting name='auto-login' type='bool'>1</setting></settings>
  <proxy><type>none</type></proxy>
</account></account>
"""

# No sound, no log, no tray icon; one window for the conversation, the list of buddies hidden.
_PREFERENCES = """<?xml version='1.0' encoding='UTF-8' ?>
<pref version='1' name='/'>
  <pref name='purple'>
    <pref name='logging'><pref name='log_ims' type='bool' value='0'/></pref>
    <pref name='away'>
      <pref name='idle_reporting' type='string' value='none'/>
      <pref name='away_when_idle' type='bool' value='0'/>
    </pref>
  </pref>
  <pref name='pidgin'>
    <pref name='sound'><pref name='method' type='string' value='none'/></pref>
    <pref name='docklet'><pref name='show' type='string' value='never'/></pref>
    <pref name='blist'><pref name='list_visible' type='bool' value='0'/></pref>
    <pref name='conversations'>
      <pref name='tabs' type='bool' value='0'/>
      <pref name='placement' type='string' value='new'/>
      <pref name='spellcheck' type='bool' value='0'/>
      <pref name='im'><pref name='hide_new' type='string' value='never'/></pref>
    </pref>
  </pref>
</pref>
"""
