"""A phone that dies in somebody's hand, and a server that is not there: nothing typed is lost, nothing can be read."""

import re

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, send, sign_in_to_send, unlock, write
from tests.journeys.officer import describe_vehicle, open_vehicle, say_hello
from tests.journeys.service import Service

AUTOSAVE_MS = 600


def test_a_draft_and_an_entry_are_there_after_the_battery_dies(new_phone: NewPhone) -> None:
    """Killed in mid-form and again right after a save, without a signal: both come back after the PIN."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.proxy.cut()
    phone.tap("Write…")
    phone.tap("Note")
    write(phone, "In words", "A blue van waits by the quay")
    phone.page.wait_for_timeout(AUTOSAVE_MS)
    phone.kill()

    phone.start()
    unlock(phone)
    go(phone, "#/unsent")
    phone.page.get_by_role("link", name=re.compile("^Note")).click()
    assert (
        phone.page.get_by_role("textbox", name=re.compile("^In words")).input_value()
        == "A blue van waits by the quay"
    )

    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Note"))
    phone.kill()
    phone.start()
    unlock(phone)
    phone.sees(re.compile("^On this phone: 1"))

    phone.proxy.restore()
    sign_in_to_send(phone, "wren")
    look(phone, "sent after a dead battery")


def test_a_shift_begins_with_the_server_down(new_phone: NewPhone, service: Service) -> None:
    """Cold start: unlock, search, see who wrote what when, log; all of it is sent when the server is back."""
    phone = new_phone("finch")
    begin(phone, "finch")
    describe_vehicle(phone, "LH43 RCH")
    send(phone)
    phone.stop()
    service.stop()

    phone.start()
    unlock(phone)
    open_vehicle(phone, "LH43 RCH")
    phone.page.get_by_role("link", name="History").click()
    phone.sees("PC Tom Finch")
    look(phone, "history with the server down")
    go(phone, "#/")
    say_hello(phone, "Tide Lane")
    phone.sees(re.compile("^On this phone: 1"))

    service.start()
    sign_in_to_send(phone, "finch")
