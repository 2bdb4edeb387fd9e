"""What every adapter of a port must do, written once against the port.

A test file of an adapter subclasses the contract and gives it a `rig`: the adapter, and the hands that work
the system behind it. Fakes pass the same contracts, so what a test shows with a fake holds without it.
"""
