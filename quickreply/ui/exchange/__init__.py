"""The window in which phrases come in from files."""
