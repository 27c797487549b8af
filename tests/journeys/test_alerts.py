"""Alerts: one sentence that says nothing, on a phone that asked for it, and honest words where that is not possible."""

import json
from typing import Any

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look
from tests.journeys.phone import Phone

ROW = "Tell me when something waits"
TOLD = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag, data, icon, image, actions }) =>
    ({ title, body, tag, data, icon: icon ?? '', image: image ?? '', actions: (actions ?? []).length }));
}"""


def test_a_push_shows_one_constant_sentence_whatever_it_carries(new_phone: NewPhone) -> None:
    """Two pushes with a name inside leave one notification, which names nobody and nothing."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.page.context.grant_permissions(["notifications"], origin=phone.proxy.address)

    deliver(phone, "Juniper is waiting at 8 Tide Lane")
    deliver(phone, json.dumps({"title": "Juniper", "body": "R-7K-0011"}))

    only = {"title": "Lantern", "body": "Something is waiting.", "tag": "waiting", "data": None}
    assert [{**only, "icon": "", "image": "", "actions": 0}] == told(phone)


def test_a_push_service_that_never_answers_is_said_and_not_waited_for(new_phone: NewPhone) -> None:
    """Off until tapped; this browser's push service is silent, and after ten seconds the row says so and is off."""
    phone = new_phone("wren")
    begin(phone, "wren")
    phone.page.context.grant_permissions(["notifications"], origin=phone.proxy.address)
    go(phone, "#/more")
    phone.sees('It would say "Something is waiting." and nothing else.')

    phone.tap(ROW)

    phone.sees("push service did not answer", seconds=20)
    look(phone, "alerts off")
    assert [] == told(phone)


def deliver(phone: Phone, words: str) -> None:
    """A push with these words inside reaches the app's service worker."""
    session = phone.page.context.new_cdp_session(phone.page)
    registrations: list[dict[str, Any]] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated", lambda told: registrations.extend(told["registrations"])
    )
    phone.page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    session.send("ServiceWorker.enable")
    phone.page.wait_for_timeout(200)
    [registration] = {each["registrationId"] for each in registrations if not each["isDeleted"]}
    before = len(told(phone))
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": phone.proxy.address, "registrationId": registration, "data": words},
    )
    if before == 0:
        phone.page.wait_for_function(f"async () => (await ({TOLD})()).length > 0")
    else:
        phone.page.wait_for_timeout(1_000)  # The second takes the first one's place: nothing to wait for.
    session.detach()


def told(phone: Phone) -> list[dict[str, Any]]:
    """Every notification of the app that the phone shows."""
    shown: list[dict[str, Any]] = phone.page.evaluate(TOLD)
    return shown
