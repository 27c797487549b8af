"""The app on a phone whose clock is wrong: the browser's own cannot be set, so `Date` is, in page and workers.

Cookies keep the browser's time; all that the app writes, shows and compares has the moved one.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

MOVED = """(() => {
  if (globalThis.clockIsMoved) return;
  globalThis.clockIsMoved = true;
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...values) {
      if (values.length === 0) super(Right.now() + OFF);
      else super(...values);
    }
    static now() { return Right.now() + OFF; }
  };
})();
"""


def with_clock_at(year: int, app: Path, folder: Path) -> Path:
    """A copy in `folder` of the built app, every script of which begins in the summer of a year."""
    off = datetime(year, 6, 1, tzinfo=UTC) - datetime.now(UTC)
    prelude = MOVED.replace("OFF", str(round(off.total_seconds()) * 1_000))
    shutil.copytree(app, folder)
    scripts = [each for each in folder.rglob("*.js") if each.name != "service_worker.js"]
    assert len(scripts) > 10
    for script in scripts:
        script.write_text(prelude + script.read_text())
    return folder
