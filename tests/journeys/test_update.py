"""A new version of the app arrives while somebody is writing."""

import os
import re
import subprocess
from pathlib import Path

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, unlock, write
from tests.journeys.service import ROOT, Service

SECOND = "0.1.0+second"
CHECK = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found;
}"""
"""Every file that the browser keeps for the app."""
WAITS = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"


def test_a_draft_survives_an_update_and_nothing_reloads_under_it(
    new_phone: NewPhone, service: Service, tmp_path: Path
) -> None:
    """The new version waits while the form is open; started by a tap, it has the draft and everything else."""
    second = build(tmp_path / "second")
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.tap("Write…")
    phone.tap("Note")
    write(phone, "In words", "Half a sentence about")
    phone.page.evaluate("() => { window.sameVisit = true }")
    before = parts(phone.page.evaluate(KEPT))

    service.stop()
    service.environment["LANTERN_APP_FOLDER"] = str(second)
    service.start()
    phone.page.evaluate(CHECK)
    phone.page.wait_for_function(WAITS, timeout=30_000)
    write(phone, "In words", "Half a sentence about a van")
    phone.page.wait_for_timeout(1_000)
    assert phone.page.evaluate("() => window.sameVisit") is True
    phone.tap("Finish later")

    go(phone, "#/more")
    phone.sees("A new version is ready")
    look(phone, "a new version")
    phone.tap(re.compile("^A new version is ready"))
    unlock(phone)
    assert phone.page.evaluate("() => window.sameVisit ?? null") is None
    go(phone, "#/unsent")
    phone.page.get_by_role("link", name=re.compile("^Note")).click()
    text = phone.page.get_by_role("textbox", name=re.compile("^In words")).input_value()
    assert text == "Half a sentence about a van"
    go(phone, "#/more/copy")
    phone.sees(SECOND)
    after = parts(phone.page.evaluate(KEPT))
    assert before - after, "the second build has no other files"
    assert {Path(each) for each in after} <= built(second)


def parts(kept: list[str]) -> set[str]:
    """The parts of the app among what is kept: their names change with what is in them."""
    return {each for each in kept if each.startswith("/assets/")}


def built(folder: Path) -> set[Path]:
    """Where the files of a build are on the server."""
    return {Path("/") / each.relative_to(folder) for each in folder.rglob("*")}


def build(folder: Path) -> Path:
    """Build the app once more, under another name of its build, and so with other files."""
    done = subprocess.run(
        [
            ROOT / ".venv/bin/node", ROOT / "pwa/node_modules/vite/bin/vite.js", "build",
            "--outDir", folder, "--logLevel", "warn",
        ],
        cwd=ROOT / "pwa",
        env={**os.environ, "LANTERN_BUILD": SECOND},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
