"""What the command line does not take."""

from quickreply.core.words import Refusal


class WrongUsage(Refusal):
    """Something that the command line does not take; the user can see what it takes in the help."""
