"""A phone that is ended in the middle of a shift: everything on it arrives, then it is wiped."""

import re
import uuid

from playwright.sync_api import expect

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, send, write
from tests.journeys.phone import Phone
from tests.journeys.service import Service
from tests.journeys.test_photograph import photograph, see_vehicle

STANDING = re.compile("came late, not in force")


def test_a_phone_ended_in_mid_shift_delivers_what_it_holds_and_is_wiped_only_then(
    new_phone: NewPhone, service: Service
) -> None:
    """Two entries arrive late, one is applied and one rejected; drafts arrive as notes, with a photograph."""
    finch, kestrel = new_phone("finch"), new_phone("kestrel", desk=True)
    for phone in (finch, kestrel):
        begin(phone, phone.profile.name)
    finch.proxy.cut()
    note(finch, "Lamp out by the arch")
    note(finch, "Grey van at the quay again")
    begun(finch, "Half a sentence about the")
    data = photograph(finch)
    see_vehicle(finch, "LH42 KWJ", "a.jpg", "image/jpeg", data)
    finch.sees("The file is on this phone.")
    finch.page.wait_for_timeout(1_500)
    install = service.lantern("installs", "list", "finch").split()[0]
    service.lantern("installs", "revoke", "finch", install)
    held = databases(finch)

    finch.proxy.restore()
    finch.sees("This phone has been ended", seconds=60)
    finch.sees(re.compile("5 delivered. Nothing of it is left on this phone"), seconds=60)
    look(finch, "ended")
    left = databases(finch)
    send(kestrel)
    decide_late(kestrel, "Lamp out by the arch", "Apply what came late", waiting=2)
    decide_late(
        kestrel,
        "Grey van at the quay again",
        "Reject what came late",
        waiting=1,
        reasons="Seen by Wren, logged",
    )
    go(kestrel, "#/ended-phones")
    kestrel.sees("Half a sentence about the")
    kestrel.tap(re.compile("^Show: Photograph"))
    expect(kestrel.page.get_by_role("img", name=re.compile("^Photograph"))).to_be_visible()
    look(kestrel, "from ended phones")
    write(kestrel, "Where it went, or why it is not needed", "Asked Finch: nothing came of it")
    kestrel.tap("Not needed: Sighting")
    kestrel.sees("Decided (1)")
    send(kestrel)

    assert f"lantern-{install}" in held
    assert left == ["lantern"]
    assert "Nothing is broken." in service.lantern("verify")
    go(kestrel, "#/")
    expect(kestrel.page.get_by_role("link", name=STANDING)).to_have_count(0)
    finch.tap("Sign in on this phone")
    finch.sees("Patrol log that works without a signal")


def note(phone: Phone, words: str) -> None:
    """Log a note."""
    go(phone, f"#/note/{uuid.uuid4()}")
    write(phone, "In words", words)
    phone.page.get_by_role("button", name="Save", exact=True).click()
    # The words about an earlier note may stand yet; the way back to Today is what ends this one.
    phone.sees("Start patrol", seconds=30)
    phone.sees(re.compile("^On this phone .*Note"))


def begun(phone: Phone, words: str) -> None:
    """Begin a note and leave it for later."""
    go(phone, f"#/note/{uuid.uuid4()}")
    write(phone, "In words", words)
    phone.tap("Finish later")
    phone.sees("Start patrol", seconds=30)


def decide_late(desk: Phone, words: str, decision: str, *, waiting: int, reasons: str | None = None) -> None:
    """Open what came late in the queue, and decide about the one with these words."""
    go(desk, "#/")
    rows = desk.page.get_by_role("link", name=STANDING)
    expect(rows).to_have_count(waiting, timeout=20_000)
    for row in range(waiting):
        rows.nth(row).click()
        expect(desk.page.get_by_role("region", name="Arrived late")).to_be_visible(timeout=20_000)
        if desk.page.get_by_text(words).count() > 0:
            break
    desk.tap(decision)
    if reasons is not None:
        write(desk, "Reasons", reasons)
        desk.tap(f"{decision}: save")
    desk.sees(re.compile(f"^On this phone .*{decision}"))


def databases(phone: Phone) -> list[str]:
    """Names of the databases in this browser."""
    found: list[str] = phone.page.evaluate(
        "async () => (await indexedDB.databases()).map((each) => each.name).sort()"
    )
    return found
