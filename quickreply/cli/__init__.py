"""The command line; starts Qt only to open a window."""
