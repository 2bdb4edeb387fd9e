"""Mousepad, read over the bus without starting a process each time."""

from PySide6.QtDBus import QDBusConnection, QDBusMessage

from tests.screen.windows import Mousepad


class WatchedMousepad(Mousepad):
    """Asks about every 3 ms what stands in the editor; that much is in both figures."""

    _bus: QDBusConnection | None = None

    def _act(self, action: str) -> None:
        if self._bus is None:
            address = self.desktop.env["DBUS_SESSION_BUS_ADDRESS"]
            self._bus = QDBusConnection.connectToBus(address, "bench")
        call = QDBusMessage.createMethodCall(
            "org.xfce.mousepad", "/org/xfce/mousepad/window/1", "org.gtk.Actions", "Activate"
        )
        call.setArguments([action, [], {}])
        self._bus.call(call)
