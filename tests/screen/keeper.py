"""A clipboard manager: takes over what a program has on the clipboard when that asks for it before it ends.

Usage: python -m tests.screen.keeper. It says `ready` once it can be asked.
"""

import sys

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import SelectionNotify

from tests.screen.odd_owner import Owner
from tests.screen.taker import Orders

_QUESTIONS = {"TARGETS", "MULTIPLE", "TIMESTAMP"}
_AT_ONCE = 60_000


def taken() -> Owner:
    """The clipboard as it is, to be owned by us."""
    orders = Orders()
    targets = (orders.get("TARGETS") or {"atoms": []})["atoms"]
    found = {name: orders.data(name) for name in targets if name not in _QUESTIONS}
    return Owner(
        {
            name: ("give" if len(data) < _AT_ONCE else "pieces", data)
            for name, data in found.items()
            if data is not None
        }
    )


def main() -> None:
    """Serves one after the other."""
    display = Display()
    window = display.screen().root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly)
    window.set_selection_owner(display.intern_atom("CLIPBOARD_MANAGER"), X.CurrentTime)
    display.sync()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        request = display.next_event()
        if request.type != X.SelectionRequest:
            continue
        owner = taken()
        owner.own()
        notify = SelectionNotify(
            time=request.time,
            requestor=request.requestor,
            selection=request.selection,
            target=request.target,
            property=request.property,
        )
        request.requestor.send_event(notify)
        display.flush()
        owner.serve()


if __name__ == "__main__":
    main()
