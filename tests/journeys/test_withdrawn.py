"""An agreement taken back on one phone while the referral is edited on another."""

import re

import pytest

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, choose, go, look, send, write
from tests.journeys.officer import ask_about_support, refer, say_hello, talk
from tests.journeys.phone import Phone


@pytest.mark.parametrize("first", ["withdrawal", "edit"])
def test_withdrawn_wins_over_an_edit_and_the_agency_loses_the_referral(
    new_phone: NewPhone, first: str
) -> None:
    """Both were offline; whichever of the two arrives first, nothing brings the referral back."""
    wren, kestrel, linnet = new_phone("wren"), new_phone("kestrel", desk=True), new_phone("linnet", desk=True)
    for phone in (wren, kestrel, linnet):
        begin(phone, phone.profile.name)
    say_hello(wren, "Ropewalk Street")
    talk(wren, "Ropewalk Street", name="Juniper", words="He keeps her papers")
    ask_about_support(wren, "Harbour Light")
    refer(wren, ask="A worker she can talk to")
    for phone in (wren, kestrel, linnet):
        send(phone)
    linnet.sees(re.compile("Juniper"))
    wren.proxy.cut()
    kestrel.proxy.cut()

    take_agreement_back(wren, "Juniper")
    edit_referral(kestrel, "Juniper", ask="A worker and a doctor")
    for phone in (wren, kestrel) if first == "withdrawal" else (kestrel, wren):
        phone.proxy.restore()
        send(phone)
    send(linnet)

    linnet.sees_nothing_of(re.compile("Juniper"))
    linnet.sees_nothing_of(re.compile("A worker and a doctor"))
    go(linnet, "#/inbox/done")
    linnet.sees(re.compile("withdrawn"))
    look(linnet, "withdrawn")
    send(wren)
    open_person(wren, "Juniper")
    wren.page.get_by_role("link", name=re.compile("^Agreement")).click()
    wren.sees("Withdrawn")
    look(wren, "agreement withdrawn")


def open_person(phone: Phone, name: str) -> None:
    """Find somebody by the name they gave, and open their page."""
    go(phone, "#/find")
    phone.page.get_by_role("searchbox").fill(name)
    phone.page.get_by_role("region", name="Results").get_by_role("link", name=name).click()


def take_agreement_back(phone: Phone, name: str) -> None:
    """They changed their mind: the answer becomes *Withdrawn*."""
    open_person(phone, name)
    phone.page.get_by_role("link", name=re.compile("^Agreement")).click()
    phone.tap("Change or add to it")
    choose(phone, "Answer", "Withdrawn")
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Agreement"))


def edit_referral(phone: Phone, name: str, *, ask: str) -> None:
    """Ask for more, on the referral that stands."""
    open_person(phone, name)
    phone.page.get_by_role("link", name=re.compile("^Basis of a referral")).click()
    phone.page.get_by_role("link", name=re.compile("^Referral")).click()
    phone.tap("Change or add to it")
    write(phone, "What do you want done?", ask)
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Referral"))
