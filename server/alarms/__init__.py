"""Alarms: what a server cannot take as it came, named by the install that sent it."""
