"""A phone's life without screens: enrol, save, die, come back offline, send, compare, lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from script.tooling.browser import chromium
from tests.journeys.core_page import ask, build, value
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import PASSWORD, Service

PIN = "135790"
MOMENT = "2026-11-22T02:14:05+00:00"
MARKERS = [f"markerword{number}quokka" for number in range(50)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server with one officer, serving the core's page."""
    folder = tmp_path_factory.mktemp("service")
    build(folder / "app")
    running = Service(folder)
    running.environment["LANTERN_APP_FOLDER"] = str(folder / "app")
    running.lantern("tenants", "add", "Harbour")
    running.lantern("operations", "add", "harbour", "Operation Harbour")
    running.lantern("users", "add", "wren", "--name", "PC Wren", "--role", "officer", "--password", PASSWORD)
    running.lantern("memberships", "add", "wren", "harbour", "--welfare")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def phone(playwright: Playwright, service: Service, tmp_path: Path) -> Iterator[Phone]:
    """A phone that is switched on and has nobody yet."""
    made = Phone(playwright, str(chromium()), tmp_path / "profile", Proxy(service.port))
    made.start()
    yield made
    made.stop()
    made.proxy.close()


def enrolled(phone: Phone) -> None:
    """PC Wren signs in and chooses a PIN."""
    value(ask(phone.page, "sign_in", "wren", PASSWORD))
    value(ask(phone.page, "enrol", PIN, "Test phone, Chromium"))


def note(words: str) -> dict[str, object]:
    """An intent: a note with these words."""
    fields = {"kind": "note", "happened_at": MOMENT, "words": words}
    return {"type": "sighting", "record": None, "stream": "op/harbour", "set": fields}


def test_what_was_saved_survives_a_dead_battery_and_arrives_with_a_receipt(phone: Phone) -> None:
    """Saved without a signal, killed, unlocked without one, sent with one; the digests agree."""
    enrolled(phone)
    ask(phone.page, "sync")
    phone.proxy.cut()

    saved = [value(ask(phone.page, "save", note(f"entry {number}"))) for number in range(3)]
    phone.kill()
    phone.proxy.restore()
    phone.start()
    phone.proxy.cut()
    before = ask(phone.page, "status")
    opened = value(ask(phone.page, "unlock", PIN))
    offline = ask(phone.page, "list", {"types": ["sighting"], "own": True})
    failed = ask(phone.page, "sync")
    phone.proxy.restore()
    # Chromium writes cookies to disk after half a minute, so a kill may have taken the session with it.
    value(ask(phone.page, "sign_in", "wren", PASSWORD))
    synced = ask(phone.page, "sync")

    assert before["phase"] == "locked"
    assert before["person"] is None
    assert opened["phase"] == "open"
    assert {each["record"] for each in saved} <= {row["record"] for row in offline["rows"]}
    assert {row["mark"]["word"] for row in offline["rows"]} == {"on_this_phone"}
    assert (failed["unsent"], failed["reachable"]) == (3, False)
    assert (synced["unsent"], synced["attention"], synced["alarm"]) == (0, 0, None), synced
    view = ask(phone.page, "record", saved[0]["record"])
    assert view["mark"]["word"] == "sent"
    assert [entry["verdict"] for entry in view["history"]] == ["accepted"]
    digests = ask(phone.page, "digests")
    assert digests["op/harbour"]["matches"]
    assert digests["op/harbour"]["count"] >= 3
    assert phone.violations == []


def test_nothing_that_was_typed_can_be_read_on_the_disk(phone: Phone) -> None:
    """Fifty words in records, drafts and pulled pages: after the lock the profile holds none of them."""
    enrolled(phone)
    for marker in MARKERS[:25]:
        value(ask(phone.page, "save", note(marker)))
    ask(phone.page, "sync")
    for marker in MARKERS[25:40]:
        value(ask(phone.page, "save", note(marker)))
    for marker in MARKERS[40:]:
        draft = {
            "draft": marker, "type": "sighting", "record": None, "stream": "op/harbour", "route": "#/write",
            "title": marker, "values": {"words": marker},
        }  # fmt: skip
        draft["draft"] = f"00000000-0000-4000-8000-0000000000{marker[10:12]}"
        ask(phone.page, "save_draft", draft)

    ask(phone.page, "lock")
    wrong = ask(phone.page, "unlock", "246802")
    phone.stop()

    assert not wrong["ok"]
    folder = phone.profile / "Default" / "IndexedDB"
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(written) > 50_000
    found = [
        marker for marker in MARKERS if marker.encode() in written or marker.encode("utf-16-le") in written
    ]
    assert found == []


def test_five_wrong_pins_send_the_officer_to_the_password(phone: Phone) -> None:
    """The tries are counted across a restart; a sign-in gives them back, and the PIN opens again."""
    enrolled(phone)
    ask(phone.page, "lock")
    ask(phone.page, "unlock", "246802")
    phone.kill()
    phone.start()

    left = ask(phone.page, "status")["tries_left"]
    while (outcome := ask(phone.page, "unlock", "246802"))["problems"][0]["code"] != "sign_in_needed":
        if outcome["problems"][0]["code"] == "pin_wait":
            phone.page.wait_for_timeout(1_000)
    right = ask(phone.page, "unlock", PIN)
    value(ask(phone.page, "sign_in", "wren", PASSWORD))
    opened = value(ask(phone.page, "unlock", PIN))

    assert left == 4
    assert right["problems"][0]["code"] == "sign_in_needed"
    assert opened["phase"] == "open"


def test_three_tabs_share_one_chain(phone: Phone) -> None:
    """Changes written in three tabs at once get one number each, and a lock locks them all."""
    enrolled(phone)
    tabs = [phone.page, *(phone.page.context.new_page() for _ in range(2))]
    for tab in tabs[1:]:
        tab.goto(phone.proxy.address)
        value(ask(tab, "unlock", PIN))

    script = "(intent) => { window.saves = Promise.all(Array.from({length: 10}, () => window.core.save(intent))); }"
    for number, tab in enumerate(tabs):
        tab.evaluate(script, note(f"tab {number}"))
    answers = [answer for tab in tabs for answer in tab.evaluate("() => window.saves")]
    synced = ask(phone.page, "sync")
    ask(phone.page, "lock")
    tabs[1].wait_for_timeout(300)

    assert all(answer["ok"] for answer in answers)
    references = [answer["value"]["reference"] for answer in answers]
    assert len(set(references)) == 30
    assert (synced["unsent"], synced["attention"]) == (0, 0)
    assert [ask(tab, "status")["phase"] for tab in tabs] == ["locked"] * 3
