"""What the phone loads before the first screen, file by file, and how long a build from nothing takes."""

import gzip
import json
import sys
import time

from script.tooling.app import MARK, build_app
from script.tooling.budget import ENTRY, Chunk, initial_loads, reachable
from script.tooling.paths import BUILT_APP


def main() -> int:
    """Build once more and print every file of the app with its weight."""
    MARK.unlink(missing_ok=True)
    start = time.monotonic()
    build_app()
    print(f"build: {time.monotonic() - start:.1f} s")
    for load in initial_loads(BUILT_APP):
        print(load)
    manifest: dict[str, Chunk] = json.loads((BUILT_APP / ".vite" / "manifest.json").read_text())
    first = {manifest[name]["file"] for name in reachable(manifest, ENTRY)}
    for path in sorted(BUILT_APP.rglob("*.js")):
        name = str(path.relative_to(BUILT_APP))
        size = len(gzip.compress(path.read_bytes(), 9))
        print(f"{size:8} bytes gzip  {'first' if name in first else 'later':6} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
