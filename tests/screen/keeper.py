"""A clipboard manager: takes over what a program has on the clipboard when that asks for it before it ends.

Usage: python -m tests.screen.keeper. It says `ready` once it can be asked.
"""

import sys
from typing import Any

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.protocol.event import SelectionNotify

from tests.screen.odd_owner import Owner
from tests.screen.taker import Orders

_QUESTIONS = {"TARGETS", "MULTIPLE", "TIMESTAMP"}
_AT_ONCE = 60_000


def taken(wanted: set[str]) -> Owner:
    """What is wanted of the clipboard, to be owned by us."""
    orders = Orders()
    found = {name: orders.data(name) for name in wanted - _QUESTIONS}
    return Owner(
        {
            name: ("give" if len(data) < _AT_ONCE else "pieces", data)
            for name, data in found.items()
            if data is not None
        }
    )


def asked_for(display: Display, request: Any) -> set[str]:  # noqa: ANN401 - python-xlib ships no types
    """The formats that are listed; no list, nothing: so do the managers of GNOME and MATE."""
    listed = request.requestor.get_full_property(request.property, Xatom.ATOM)
    return {display.get_atom_name(atom) for atom in listed.value} if listed else set()


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
        owner = taken(asked_for(display, request))
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
