"""What left a phone, read from the line itself, and what the server keeps of it."""

import gzip
import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

HEAD = re.compile(rb"POST /api/push HTTP/1\.1\r\n(.*?)\r\n\r\n", re.DOTALL)
LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


def pushed(conversations: Sequence[bytes | bytearray]) -> set[tuple[str, str]]:
    """Text and signature of every change in what one phone sent: the requests of each connection, in order."""
    found: set[tuple[str, str]] = set()
    for sent in conversations:
        for head in HEAD.finditer(sent):
            length = LENGTH.search(head[1])
            assert length is not None, "a push without its length"
            body = sent[head.end() : head.end() + int(length[1])]
            if len(body) < int(length[1]):
                continue  # The signal was lost in the middle: the phone sends it again.
            if b"gzip" in head[1].lower().split(b"content-encoding:", 1)[-1].split(b"\r\n", 1)[0]:
                body = gzip.decompress(body)
            found |= {(text, signature) for text, signature in json.loads(body)["changes"]}
    return found


def kept(database: Path) -> set[tuple[str, str]]:
    """Text and signature of every change that the server holds from people's phones."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("select text, signature from change").fetchall()
    return {(_words(text), signature) for text, signature in rows if json.loads(text)["author"] != "system"}


def _words(text: str | bytes) -> str:
    return text.decode() if isinstance(text, bytes) else text
