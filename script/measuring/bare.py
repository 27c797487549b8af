"""A server that only reads what a push brings: the floor that HTTP, gunicorn and JSON set by themselves."""

import json

from flask import Flask, request

app = Flask(__name__)


@app.post("/parse")
def parse() -> dict[str, int]:
    """Read the body and every change's text."""
    changes = json.loads(request.get_data(cache=False))["changes"]
    return {"changes": len([json.loads(text) for text, _ in changes])}
