"""Hands and eyes: one ability one port, one technology one file."""
