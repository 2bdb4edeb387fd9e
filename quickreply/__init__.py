"""quickreply: type a short code in any chat window and the whole phrase stands there."""

__version__ = "0.1.0"
