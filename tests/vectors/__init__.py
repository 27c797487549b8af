"""Answers that Python and TypeScript are both held to."""
