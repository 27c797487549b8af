"""A server that was put back: two phones bring back what it had acknowledged, and end with equal digests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from script.tooling.browser import chromium
from tests.journeys.core_page import ask, build, value
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import PASSWORD, Service

PIN = "135790"
STREAM = "op/harbour"
PEOPLE = ("wren", "finch")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A server with two officers, serving the core's page."""
    build(tmp_path / "app")
    running = Service(tmp_path)
    running.environment["LANTERN_APP_FOLDER"] = str(tmp_path / "app")
    running.lantern("tenants", "add", "Harbour")
    running.lantern("operations", "add", "harbour", "Operation Harbour")
    for name in PEOPLE:
        running.lantern(
            "users", "add", name, "--name", f"PC {name.title()}", "--role", "officer", "--password", PASSWORD
        )
        running.lantern("memberships", "add", name, "harbour", "--welfare")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def phones(playwright: Playwright, service: Service, tmp_path: Path) -> Iterator[list[Phone]]:
    """One for each, enrolled."""
    made = [Phone(playwright, str(chromium()), tmp_path / name, Proxy(service.port)) for name in PEOPLE]
    for phone, name in zip(made, PEOPLE, strict=True):
        phone.start()
        value(ask(phone.page, "sign_in", name, PASSWORD))
        value(ask(phone.page, "enrol", PIN, "Test phone, Chromium"))
    yield made
    for phone in made:
        phone.stop()
        phone.proxy.close()


def test_a_restored_server_gets_everything_back(
    service: Service, phones: list[Phone], tmp_path: Path
) -> None:
    """Twenty entries acknowledged after the backup, restored; then the file is put back behind the server's back."""
    write(phones[0], "before", 2)
    backup = tmp_path / "lantern.backup"
    service.lantern("backup", str(backup))
    for phone in phones:
        write(phone, "lost", 10)
        settle(phone)
    service.stop()
    service.lantern("restore", str(backup), "--yes")
    service.start()

    alarms = [ask(phone.page, "sync")["alarm"] for phone in phones]
    settle(*phones)

    assert all("gone back" in str(alarm) for alarm in alarms)
    assert [22, 22] == [count(phone) for phone in phones]
    assert [in_sync(phone) for phone in phones] == [True, True]
    assert digest(phones[0]) == digest(phones[1])
    assert "Nothing is broken." in service.lantern("verify")


def test_a_phone_that_was_enrolled_in_the_lost_time_is_let_in_again(
    service: Service, phones: list[Phone], playwright: Playwright, tmp_path: Path
) -> None:
    """Its person signs in, everything it wrote arrives, sent before or not, and its PIN opens it as before."""
    backup = tmp_path / "lantern.backup"
    service.lantern("backup", str(backup))
    late = Phone(playwright, str(chromium()), tmp_path / "late", Proxy(service.port))
    late.start()
    value(ask(late.page, "sign_in", "wren", PASSWORD))
    code = value(ask(late.page, "enrol", PIN, "Late phone, Chromium"))["install_code"]
    write(late, "lost", 3)
    late.proxy.cut()
    save(late, "never sent", 2)
    service.stop()
    service.lantern("restore", str(backup), "--yes")
    service.start()
    late.proxy.restore()

    ask(late.page, "sync")
    signed_in = value(ask(late.page, "sign_in", "wren", PASSWORD))
    settle(late, phones[1])
    ask(late.page, "lock")
    opened = value(ask(late.page, "unlock", PIN))
    settle(late, phones[1])

    assert ("open", code) == (signed_in["phase"], opened["install_code"])
    assert [5, 5] == [count(each) for each in (late, phones[1])]
    assert in_sync(late)
    assert digest(late) == digest(phones[1])
    assert "Nothing is broken." in service.lantern("verify")
    late.stop()
    late.proxy.close()


@pytest.mark.long
def test_a_server_put_back_behind_its_own_back_finds_out(
    service: Service, phones: list[Phone], tmp_path: Path
) -> None:
    """The file alone is put back, as a restored disk does it; nobody tells the server."""
    # This page has no service worker: what a pull needs of the app is fetched before its server goes away.
    write(phones[1], "before", 1)
    settle(*phones)
    service.stop()
    put_aside = {path.name: path.read_bytes() for path in tmp_path.glob("lantern.sqlite*") if path.is_file()}
    service.start()
    write(phones[0], "lost too", 5)
    settle(*phones)
    service.stop()
    for name, data in put_aside.items():
        (tmp_path / name).write_bytes(data)
    for name in ("lantern.sqlite-wal", "lantern.sqlite-shm"):
        if name not in put_aside:
            (tmp_path / name).unlink(missing_ok=True)
    service.start()
    settle(*phones)
    settle(*phones)

    assert [6, 6] == [count(phone) for phone in phones]
    assert digest(phones[0]) == digest(phones[1])
    assert [in_sync(phone) for phone in phones] == [True, True]
    assert "Nothing is broken." in service.lantern("verify")


def save(phone: Phone, words: str, number: int) -> None:
    """Notes, on the phone."""
    for each in range(number):
        fields = {"kind": "note", "happened_at": "2026-11-22T02:14:05+00:00", "words": f"{words} {each}"}
        value(ask(phone.page, "save", {"type": "sighting", "record": None, "stream": STREAM, "set": fields}))


def write(phone: Phone, words: str, number: int) -> None:
    """Notes, each sent with a receipt."""
    save(phone, words, number)
    synced = ask(phone.page, "sync")
    assert (synced["unsent"], synced["attention"]) == (0, 0), synced


def settle(*phones: Phone) -> None:
    """Two rounds of each, in turn."""
    for _ in range(2):
        for phone in phones:
            ask(phone.page, "sync")


def count(phone: Phone) -> int:
    """How many notes are shown."""
    return int(ask(phone.page, "list", {"types": ["sighting"]})["total"])


def digest(phone: Phone) -> Any:
    """Of the operation's stream, read back from the stored rows."""
    return ask(phone.page, "digests")[STREAM]["digest"]


def in_sync(phone: Phone) -> bool:
    """Nothing unsent, no alarm, every stored row as the server has it."""
    status = ask(phone.page, "status")["sync"]
    digests = ask(phone.page, "digests")
    facts = {key: status[key] for key in ("unsent", "attention", "alarm")}
    assert facts == {"unsent": 0, "attention": 0, "alarm": None}
    return all(each["matches"] for each in digests.values())
