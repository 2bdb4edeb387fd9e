"""Starts the program with a tenth of its patience: a code that is left alone is forgotten after a second."""

import sys

from quickreply.__main__ import main
from quickreply.engine import eye

eye.IDLE_LIMIT /= 10

if __name__ == "__main__":
    sys.exit(main())
