"""A request from outside: one line of JSON."""

LONGEST_LINE = 64 * 1024
"""Bytes of it; who sends more is not listened to."""
