"""A real desktop with real windows, to try the program on what people use."""
