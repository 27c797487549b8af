"""Serves the built app from `Settings.app_folder`.

Files with a hash in their name may be kept for ever; the page, the service worker and the manifest are asked for
anew each time, so that an update is found at the next start with a network.
"""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.security import safe_join

from server.problems import refuse
from server.settings import current_settings

app_files = Blueprint("app", __name__)

HASHED_FOLDERS = ("assets/", "vault/")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Kinds of file that the app is made of; others are not served, whatever lies in the folder."""

COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest"})


@app_files.get("/")
def page() -> Response:
    """The one page; the app's own routes are behind `#`."""
    return _file("index.html")


@app_files.get("/<name>")
def file(name: str) -> Response:
    """A file beside the page: the service worker, the manifest, an icon; 404 for anything else."""
    return _file(name)


@app_files.get("/<any(assets, vault):folder>/<path:name>")
def hashed_file(folder: str, name: str) -> Response:
    """A file with a hash in its name. No other folders are looked into, so that `/api` stays the routes'."""
    return _file(f"{folder}/{name}")


def _file(name: str) -> Response:
    joined = safe_join(str(current_settings().app_folder), name)
    path = Path(joined) if joined is not None else None
    hidden = any(part.startswith(".") for part in name.split("/"))
    if path is None or hidden or path.suffix not in TYPES or not path.is_file():
        refuse(404, "not_found")
    plain = not (path.suffix in COMPRESSED and request.accept_encodings.quality("gzip") > 0)
    response = Response(_content(path, path.stat().st_mtime_ns, compressed=not plain))
    response.content_type = TYPES[path.suffix]
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOR_EVER if name.startswith(HASHED_FOLDERS) else ASK_AGAIN
    if not plain:
        response.headers["Content-Encoding"] = "gzip"
    response.add_etag()
    response.make_conditional(request)
    return response


@lru_cache(maxsize=512)
def _content(path: Path, _changed_ns: int, *, compressed: bool) -> bytes:
    """A file's bytes, kept until it changes; an app has a hundred files or so."""
    data = path.read_bytes()
    return gzip.compress(data, 9, mtime=0) if compressed else data
