"""Phrases with gaps: what a gap can be, how it is written, and what it is filled with."""
