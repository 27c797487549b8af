"""Journeys: what a person does, in real Chromium at phone size, against the real server."""
