"""Starts the program with so much patience that it can be met at any step of a delivery.

`stage_slow.py SECONDS`: a phrase that is on its way has so many seconds to arrive when the program ends.
"""

import sys
from dataclasses import replace

from quickreply.__main__ import main
from quickreply.core.delivery import AppFacts, AwaitRead, Delivery, Step, plan
from quickreply.desktop import hands_x11, memory_x11, remote
from quickreply.engine import courier, inline

LONG = 60.0


def slow_plan(delivery: Delivery, facts: AppFacts) -> tuple[Step, ...]:
    """The same steps, with longer waits."""
    steps = plan(delivery, replace(facts, quiet=LONG))
    return tuple(AwaitRead(LONG) if isinstance(step, AwaitRead) else step for step in steps)


if __name__ == "__main__":
    seconds = float(sys.argv.pop())
    courier.plan = slow_plan
    courier.OFFER_DEADLINE = courier.QUIET_LIMIT = memory_x11.TIME_LIMIT = inline.VIEW_LIMIT = LONG
    hands_x11.LAST_DELIVERY = seconds
    remote._END_LIMIT = seconds + 5
    sys.exit(main())
