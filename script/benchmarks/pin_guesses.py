"""What a thief of a locked phone's profile can try: guesses of the PIN a second, inside a shift and after it.

The profile is copied, opened in a browser of the thief's own, and the PIN is tried natively with the parameters found
there. That the attempt is a real one is shown by finding the PIN in a short list.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from playwright.sync_api import Playwright, sync_playwright

from script.measuring.figures import load
from script.measuring.shift import served
from script.measuring.starting import enrol
from script.tooling.browser import chromium
from tests.journeys.hands import PIN
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy

PINS = 1_000_000
WRONG = "975310"
IV_BYTES = 12

GUARDS = """async () => {
  const text = (value) => value instanceof ArrayBuffer ? btoa(String.fromCharCode(...new Uint8Array(value))) : value;
  const finished = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const { name } = (await indexedDB.databases()).find(({ name }) => /^lantern-[0-9a-f-]{36}$/.test(name));
  const database = await finished(indexedDB.open(name));
  const rows = await finished(database.transaction('guards').objectStore('guards').getAll());
  database.close();
  const plain = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value)])));
  return { install: name.slice('lantern-'.length), guards: plain };
}"""


@dataclass(frozen=True, slots=True)
class Loot:
    """What lies in clear in the copied profile. share: None once it has left the phone."""

    install: str
    slot: dict[str, Any]
    share: bytes | None


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guesses", type=int, default=40, help="PINs tried on each core")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        service = served(Path(folder), 20)
        try:
            phone = Phone(playwright, str(chromium()), Path(folder) / "wren", Proxy(service.port))
            enrol(phone)
            phone.tap("Lock")
            phone.sees("Locked")
            inside = stolen(playwright, phone, Path(folder) / "inside")
            tell_inside(inside, wanted.guesses)
            give_up_the_share(phone)
            tell_after(stolen(playwright, phone, Path(folder) / "after"), inside, phone.profile)
            phone.proxy.close()
        finally:
            service.stop()
    return 0


def stolen(playwright: Playwright, phone: Phone, copy: Path) -> Loot:
    """A copy of the profile of the phone, which is switched off for it, read in another browser."""
    phone.stop()
    shutil.copytree(phone.profile, copy, ignore=shutil.ignore_patterns("Singleton*"))
    thief = Phone(playwright, str(chromium()), copy, phone.proxy)
    thief.start()
    thief.sees("Locked", seconds=60)
    found: dict[str, Any] = thief.page.evaluate(GUARDS)
    thief.stop()
    rows = {row["name"]: row for row in found["guards"]}
    share = b64decode(rows["share"]["share"]) if "share" in rows else None
    return Loot(found["install"], rows["slot"], share)


def give_up_the_share(phone: Phone) -> None:
    """Five wrong PINs delete the share by the same call as the end of a shift does."""
    phone.start()
    for _ in range(5):
        pad = phone.page.locator("input.code[type=password]:not([readonly])")
        pad.wait_for(timeout=60_000)
        pad.focus()
        phone.page.keyboard.type(WRONG)
        phone.page.wait_for_timeout(1_500)
    phone.sees("The first unlock of a shift needs the network", seconds=60)


def opens(loot: Loot, share: bytes, pin: str) -> bool:
    """Whether this PIN opens the slot: as `pwa/src/vault/slot.ts` does it."""
    slot = loot.slot
    cost = Argon2id(
        salt=b64decode(slot["salt"]),
        length=32,
        iterations=slot["passes"],
        lanes=slot["lanes"],
        memory_cost=slot["memory_kib"],
    )
    stretched = cost.derive(pin.encode())
    key = HKDF(algorithm=SHA256(), length=32, salt=b"", info=b"lantern-slot-v1").derive(stretched + share)
    wrapped = b64decode(slot["wrapped"])
    bound = json.dumps(["lantern-slot-v1", loot.install], separators=(",", ":")).encode()
    try:
        AESGCM(key).decrypt(wrapped[:IV_BYTES], wrapped[IV_BYTES:], bound)
    except InvalidTag:
        return False
    return True


def rate(loot: Loot, share: bytes, guesses: int) -> float:
    """Guesses a second in this process."""
    began = time.perf_counter()
    for number in range(guesses):
        opens(loot, share, f"{number:06}")
    return guesses / (time.perf_counter() - began)


def tell_inside(loot: Loot, guesses: int) -> None:
    """The share is in the profile: every PIN can be tried."""
    if loot.share is None:
        raise RuntimeError("the share is not in the profile of a phone in its shift")
    near = [f"{int(PIN) + step:06}" for step in range(-3, 2)]
    found = [pin for pin in near if opens(loot, loot.share, pin)]
    cores = os.cpu_count() or 1
    with multiprocessing.Pool(cores) as pool:
        rates = pool.starmap(rate, [(loot, loot.share, guesses)] * cores)
    slot = loot.slot
    print(f"-- inside the shift; {load()}")
    print(f"Argon2id {slot['memory_kib'] // 1024} MiB, {slot['passes']} passes, {slot['lanes']} lane")
    print(f"the PIN found in a list of {len(near)}: {found == [PIN]}")
    print(f"guesses a second: {sum(rates):.1f} on {cores} cores, {max(rates):.1f} on the fastest")
    print(f"all {PINS:,} PINs: {PINS / sum(rates) / 3600:.0f} h on this machine, half of it on average")


def tell_after(loot: Loot, inside: Loot, profile: Path) -> None:
    """The share has left: a PIN cannot even be tried. What of it the files still hold is looked for byte by byte."""
    share = inside.share or b""
    files = [path for path in profile.rglob("*") if path.is_file()]
    left = sum(path.read_bytes().count(share) for path in files)
    print(f"-- after the share has left; {load()}")
    print(
        f"share in the database: {'yes' if loot.share else 'no'}; copies of its bytes in the profile's files: {left}"
    )
    guess = opens(loot, bytes(32), PIN)
    print(f"the right PIN without the share opens: {guess}; tries needed without it: 2^256")


if __name__ == "__main__":
    sys.exit(main())
