"""How phrases travel: one file a format."""
