"""Where pushes may go, and what answers mean: plain values."""

from datetime import timedelta

import pytest

from server.alerts.rules import after, is_allowed
from server.settings import PUSH_HOSTS


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://db5p.notify.windows.com/w/?token=x", True),
        ("https://notify.windows.com/w", False),
        ("https://fcm.googleapis.com:8443/fcm", False),
        ("http://fcm.googleapis.com/fcm", False),
        ("https://fcm.googleapis.com.example.org/", False),
        ("https://user@fcm.googleapis.com/", False),
        ("http://127.0.0.1:9000/push", False),
        ("https://[fe80::1]/push", False),
        ("https://fcm.googleapis.com:port/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_pushes_go_to_listed_services_over_https(endpoint: str, allowed: bool) -> None:  # noqa: FBT001
    """Nothing else in the network can be reached through a subscription."""
    assert allowed == is_allowed(endpoint, PUSH_HOSTS, loopback=False)


def test_loopback_is_allowed_by_setting_alone() -> None:
    """Tests may push to this machine, and to nowhere else in clear."""
    assert is_allowed("http://127.0.0.1:9000/push", (), loopback=True)
    assert not is_allowed("http://192.168.0.1:9000/push", (), loopback=True)


def test_waits_grow_and_end() -> None:
    """No answer is tried again ever later, and given up after ten failures."""
    waits = [after(None, failures, None).wait for failures in range(9)]

    assert all(
        timedelta(seconds=30) * 2**number <= wait or wait >= timedelta(hours=1)
        for number, wait in enumerate(waits)
    )
    assert max(waits) <= timedelta(hours=1.25)
    assert "give_up" == after(None, 9, None).act


def test_a_refused_signature_alarms() -> None:
    """401 and 403 mean that our key or clock is wrong: said loudly, tried again in an hour."""
    outcome = after(403, 0, None)

    assert ("later", True) == (outcome.act, outcome.alarm)
