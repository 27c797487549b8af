"""What the commands in `script/` share: the environment, the browser, the checks, the demonstration.

Runs before anything is installed, so `environment` and what it imports use the standard library alone.
"""
