"""The simulator: real server code, model devices, a virtual clock and a network that obeys a script."""
