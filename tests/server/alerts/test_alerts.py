"""Web push from the outbox to a browser, over a push service that we run ourselves."""

from collections.abc import Iterator
from datetime import timedelta

import jwt
import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts.signatures import public_key_of
from server.alerts.models import Alert, Subscription
from server.alerts.service import notify, send_due
from server.clock import now
from server.database import reading, writing
from tests.server.alerts.push_service import Browser, PushService, running_push_service
from tests.server.people import Partnership, Phone, enrolled_phone


@pytest.fixture
def service() -> Iterator[PushService]:
    """A push service on loopback."""
    with running_push_service() as running:
        yield running


@pytest.fixture
def phone(partnership: Partnership, client: FlaskClient) -> Phone:
    """Wren's phone."""
    partnership.add("wren")
    return enrolled_phone(client, "wren")


def test_a_push_says_that_something_waits_and_nothing_else(phone: Phone, service: PushService) -> None:
    """The browser decrypts the constant text; headers keep it four hours and let a stack collapse."""
    browser = subscribed(phone, service)
    cause_alert(phone)

    sent = send_due(now())

    assert 1 == sent
    [push] = service.received
    assert "Something is waiting." == browser.decrypt(push.body).rstrip()
    assert ("14400", "waiting", "aes128gcm") == tuple(
        push.headers[name] for name in ("TTL", "Topic", "Content-Encoding")
    )
    assert len(push.body) <= 3_000


def test_the_push_service_can_check_who_sent_it(phone: Phone, service: PushService) -> None:
    """The token's audience is the whole origin, port included, signed by the key that the browser was given."""
    subscribed(phone, service)
    cause_alert(phone)
    key = phone.client.get("/api/alerts/key", headers=phone.headers).get_json()["public_key"]

    send_due(now())

    token = service.received[0].headers["Authorization"].removeprefix("vapid t=").split(",")[0]
    origin = f"http://127.0.0.1:{service.port}"
    claims = jwt.decode(token, public_key_of(key), algorithms=["ES256"], audience=origin)
    assert "mailto:operator@example.org" == claims["sub"]
    assert service.received[0].headers["Authorization"].endswith(f"k={key}")


def test_many_causes_make_one_push(phone: Phone, service: PushService) -> None:
    """A round settles all rows that it read with a single message, and the next has nothing to do."""
    subscribed(phone, service)
    for _ in range(5):
        cause_alert(phone)

    sent = [send_due(now()), send_due(now())]

    assert [1, 0] == sent
    assert 1 == len(service.received)


def test_nothing_is_sent_for_work_that_was_rolled_back(phone: Phone, service: PushService) -> None:
    """An alert is part of the transaction that causes it."""
    subscribed(phone, service)
    with writing() as session:
        notify(session, phone.tenant, [phone.person])
        session.rollback()

    assert 0 == send_due(now())


def test_who_caused_it_is_not_alerted(phone: Phone, service: PushService) -> None:
    """The install that pushes knows what it pushed."""
    subscribed(phone, service)
    with writing() as session:
        notify(session, phone.tenant, [phone.person], but_install=phone.install)

    assert 0 == send_due(now())


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_deleted(phone: Phone, service: PushService, status: int) -> None:
    """After 404 or 410 nothing is kept of the endpoint."""
    subscribed(phone, service)
    cause_alert(phone)
    service.status = status

    send_due(now())

    assert (0, 0) == (rows(Subscription), rows(Alert))


def test_a_busy_push_service_is_asked_again_later(phone: Phone, service: PushService) -> None:
    """After 503 with Retry-After the alert stays and goes out when the time has passed."""
    subscribed(phone, service)
    cause_alert(phone)
    service.status, service.answer_headers = 503, {"Retry-After": "600"}
    at = now()

    too_early = [send_due(at), send_due(at + timedelta(seconds=590))]
    service.status = 201
    later = send_due(at + timedelta(seconds=760))

    assert ([0, 0], 1) == (too_early, later)
    assert 2 == len(service.received)


def test_a_redirect_is_not_followed(phone: Phone, service: PushService) -> None:
    """A push service cannot send the server elsewhere."""
    subscribed(phone, service)
    cause_alert(phone)
    service.status, service.answer_headers = 307, {"Location": f"http://127.0.0.1:{service.port}/elsewhere"}

    send_due(now())

    assert ["/push/one"] == [push.path for push in service.received]


def test_a_revoked_install_is_not_alerted(phone: Phone, service: PushService) -> None:
    """An ended phone takes no more pushes."""
    subscribed(phone, service)
    cause_alert(phone)
    phone.client.delete(f"/api/installs/{phone.install}", headers=phone.headers)

    assert 0 == send_due(now())


def test_only_listed_push_services_are_taken(phone: Phone, service: PushService) -> None:
    """An address inside the network is refused with a code, and nothing is stored."""
    subscription = Browser(service).subscription() | {"endpoint": "https://10.0.0.7/push"}

    answer = phone.client.put("/api/alerts/subscription", json=subscription, headers=phone.headers)

    assert (400, "push_service_not_allowed") == (answer.status_code, answer.get_json()["code"])
    assert 0 == rows(Subscription)


def test_a_subscription_that_cannot_be_encrypted_to_is_refused(phone: Phone, service: PushService) -> None:
    """Both keys are looked at before they are kept, and both problems are named."""
    subscription = Browser(service).subscription() | {"keys": {"p256dh": "AAAA", "auth": "AAAA"}}

    answer = phone.client.put("/api/alerts/subscription", json=subscription, headers=phone.headers)

    assert ["keys/auth", "keys/p256dh"] == sorted(each["path"] for each in answer.get_json()["problems"])


def test_alerts_can_be_turned_off(phone: Phone, service: PushService) -> None:
    """After DELETE nothing is kept and nothing is sent."""
    subscribed(phone, service)
    cause_alert(phone)

    answer = phone.client.delete("/api/alerts/subscription", headers=phone.headers)

    assert 204 == answer.status_code
    assert 0 == send_due(now())
    assert 0 == rows(Subscription)


def subscribed(phone: Phone, service: PushService) -> Browser:
    """The phone's browser, subscribed."""
    browser = Browser(service)
    answer = phone.client.put("/api/alerts/subscription", json=browser.subscription(), headers=phone.headers)
    assert 204 == answer.status_code
    return browser


def cause_alert(phone: Phone) -> None:
    """Something happens that this person should hear of."""
    with writing() as session:
        notify(session, phone.tenant, [phone.person])


def rows(model: type[Subscription | Alert]) -> int:
    """How many there are."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
