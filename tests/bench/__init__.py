"""`make bench`: every figure beside what it is compared with, in one run."""
