"""The whole story: two officers without a signal, a clash, a decision, a referral answered and heard back about."""

import re

from tests.journeys.bytes_sent import kept, pushed
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import accept_referral, allow_warning, close_referral, record_contact, settle_clash
from tests.journeys.hands import begin, digests, go, look, send
from tests.journeys.officer import (
    ask_about_support,
    colour_vehicle,
    describe_vehicle,
    open_vehicle,
    refer,
    say_hello,
    talk,
    warn,
)
from tests.journeys.phone import Phone
from tests.journeys.service import Service

PLATE = "LH43 RCH"


def test_a_shift_offline_a_reconnection_a_decision_and_an_answer(
    new_phone: NewPhone, service: Service
) -> None:
    """Nothing that four people wrote is lost; what clashes is decided; who referred hears back."""
    wren, finch = new_phone("wren"), new_phone("finch")
    kestrel, linnet = new_phone("kestrel", desk=True), new_phone("linnet", desk=True)
    for phone in (wren, finch, kestrel, linnet):
        begin(phone, phone.profile.name)

    describe_vehicle(finch, PLATE)
    send(finch)
    send(wren)
    for officer in (wren, finch):
        officer.proxy.cut()
    wren_writes_in_the_dark(wren)
    finch_writes_in_the_dark(finch)
    for officer in (wren, finch):
        officer.proxy.restore()
        send(officer)

    send(kestrel)
    the_supervisor_decides(kestrel)
    send(linnet)
    the_support_worker_answers(linnet)
    for phone in (linnet, kestrel, wren, finch):
        send(phone)

    the_officers_hear_back(wren, finch)
    nothing_is_lost(service, wren, finch, kestrel, linnet)


def wren_writes_in_the_dark(wren: Phone) -> None:
    """A hello, a conversation with a yes, a referral, and the colour of a vehicle as she saw it."""
    say_hello(wren, "Ropewalk Street")
    talk(wren, "Ropewalk Street", name="Juniper", words="He keeps her papers")
    look(wren, "we talked")
    ask_about_support(wren, "Harbour Light")
    look(wren, "referral")
    refer(wren, ask="A worker she can talk to")
    colour_vehicle(wren, PLATE, "Blue")
    go(wren, "#/unsent")
    wren.sees("No network. It is sent when there is one.")
    look(wren, "unsent")


def finch_writes_in_the_dark(finch: Phone) -> None:
    """A hello, a warning that waits for the sergeant, and another colour for the same vehicle."""
    say_hello(finch, "Chandler Row")
    warn(finch, name="Ivor Roach")
    look(finch, "warning with supervisor")
    go(finch, "#/")
    colour_vehicle(finch, PLATE, "Silver")


def the_supervisor_decides(kestrel: Phone) -> None:
    """Both things that wait for her: the clash with both values, and the warning with reasons."""
    kestrel.sees(re.compile("^Clash: colour"))
    look(kestrel, "queue")
    settle_clash(kestrel, keep="Silver", why="The camera shows it.")
    allow_warning(kestrel, reasons="She met him alone; nothing points to control.")
    look(kestrel, "warning decided")
    send(kestrel)


def the_support_worker_answers(linnet: Phone) -> None:
    """Accepts, is in touch, closes; only these words go back."""
    look(linnet, "inbox")
    accept_referral(linnet, "Juniper")
    record_contact(linnet)
    look(linnet, "referral in progress")
    close_referral(linnet, "In touch and well")


def the_officers_hear_back(wren: Phone, finch: Phone) -> None:
    """The referral's outcome, the approved warning, and the colour that was decided."""
    wren.sees(re.compile("^Heard back: referral R-"))
    look(wren, "heard back")
    finch.sees(re.compile("^Approved: warning H-"))
    look(finch, "approved")
    for officer in (wren, finch):
        open_vehicle(officer, PLATE)
        officer.sees("Silver")
        officer.sees_nothing_of("Blue")


def nothing_is_lost(service: Service, *phones: Phone) -> None:
    """The server holds exactly the bytes that left the phones, and phones of one stream hold the same."""
    sent = set().union(*(pushed(phone.proxy.sent) for phone in phones))
    assert len(sent) >= 15
    assert sent == kept(service.database)
    service.lantern("verify")
    assert service.lantern("violations") == ""
    held = [digests(phone) for phone in phones]
    for stream in ("op/harbour", "care/harbour", "staff", "ref"):
        said = {each[stream] for each in held if stream in each}
        assert len(said) == 1, f"{stream}: {held}"
