"""Web push: "Something is waiting.", and nothing else, to whoever asked for it."""
