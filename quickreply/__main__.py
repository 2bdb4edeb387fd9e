"""`python -m quickreply`, and the `quickreply` command."""

import sys

from quickreply.cli.main import main as command_line


def main() -> int:
    """Runs with the arguments of this process; returns its exit status."""
    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
