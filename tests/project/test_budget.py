"""What counts as the first load, on an app made up of a few files."""

import json
import random
from pathlib import Path

from script.tooling.budget import SCRIPT_BYTES_MAX, initial_loads


def made_up_app(folder: Path, *, shared_bytes: int = 100) -> Path:
    """A page with a shared chunk and a style, a lazy screen, and a worker with one import and one lazy part."""
    noise = random.Random(7)
    files = {
        "assets/page.js": b'import"./shared.js";import("./lazy.js")',
        "assets/shared.js": noise.randbytes(shared_bytes),
        "assets/lazy.js": noise.randbytes(200_000),
        "assets/page.css": b"p{color:red}",
        "vault/worker.js": b'import{a}from"./store.js";const b=await import("./argon2.js")',
        "vault/store.js": noise.randbytes(500).hex().encode(),
        "vault/argon2.js": noise.randbytes(200_000),
    }
    page = {"file": "assets/page.js", "imports": ["shared"], "dynamicImports": ["lazy"]}
    manifest = {
        "index.html": page
        | {"css": ["assets/page.css"], "assets": ["vault/worker.js", "assets/picture.svg"]},
        "shared": {"file": "assets/shared.js"},
        "lazy": {"file": "assets/lazy.js", "imports": ["index.html"]},
    }
    files[".vite/manifest.json"] = json.dumps(manifest).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_what_is_loaded_later_does_not_count(tmp_path: Path) -> None:
    """Lazy screens and Argon2 are outside the first load; what is imported at once is inside."""
    script, style, shell = initial_loads(made_up_app(tmp_path))

    assert 100 < script.bytes_gzip < 300
    assert 0 < style.bytes_gzip < 100
    assert 500 < shell.bytes_gzip - script.bytes_gzip - style.bytes_gzip < 900
    assert [True, True, True] == [load.fits for load in (script, style, shell)]


def test_a_first_load_over_its_budget_does_not_fit(tmp_path: Path) -> None:
    """One shared chunk that is too big is enough."""
    script, _style, _shell = initial_loads(made_up_app(tmp_path, shared_bytes=SCRIPT_BYTES_MAX))

    assert not script.fits
