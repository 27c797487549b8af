"""The built app and the headers of every answer."""
