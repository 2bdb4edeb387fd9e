"""Where it rests: settings and one SQLite file."""
