"""Long series: the same thing hundreds of times, with chance in it."""
