"""Made-up people and phones for tests of the server."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.accounts import people
from server.accounts.models import Account
from server.accounts.signatures import public_text, sign
from server.clock import now
from server.database import writing
from sync.fields import Role
from sync.strict import hashed_array

SECRET = b"made up for tests, never used elsewhere"
QUICK_HASH = "scrypt:1024:8:1"
"""The same function with less work: a run of the tests signs in a thousand times."""

PASSWORD = "harbour-lights-2026"
OWN_PAGE = {"X-Lantern": "1", "Origin": "http://localhost"}
"""What a page of this server sends with calls that use the cookie."""


class Partnership:
    """A tenant with one operation, `harbour`, and one agency."""

    def __init__(self, name: str = "Fairhaven") -> None:
        """Make it; needs an app context."""
        with writing() as session:
            self.tenant = people.add_tenant(session, name, now()).id
            people.add_operation(session, self.tenant, "harbour", "Operation Harbour", now())
            self.agency = people.add_agency(session, self.tenant, "Harbour Light", now()).id

    def another_agency(self, title: str) -> str:
        """One more agency; returns its id."""
        with writing() as session:
            return people.add_agency(session, self.tenant, title, now()).id

    def add(self, username: str, role: Role = "officer", *, welfare: bool = False) -> Account:
        """Somebody with this role; those who can be are members of the operation."""
        agency = self.agency if role == "support_worker" else None
        with writing() as session:
            account = people.add_account(
                session, self.tenant, username=username, name=username.title(), role=role,
                password=PASSWORD, agency=agency, at=now(),
            )  # fmt: skip
            if role in {"officer", "council_officer", "supervisor"}:
                people.add_membership(session, account, "harbour", welfare=welfare, at=now())
        return account


@dataclass
class Phone:
    """A browser profile with its own key, and the client that it speaks through."""

    client: FlaskClient
    install: str = field(default_factory=lambda: str(uuid.uuid4()))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    token: str = ""
    person: str = ""
    tenant: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The access token, as calls carry it."""
        return {"Authorization": f"Bearer {self.token}"}

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        """Sign in and remember the session."""
        answer = self.client.post("/api/session", json={"username": username, "password": password})
        if answer.status_code == 200:
            self._remember(answer.get_json())
        return answer

    def enrolment(self) -> dict[str, str]:
        """What this phone asks to be enrolled as, for whoever is signed in."""
        public_key = public_text(self.key.public_key())
        array = ["lantern-enrol-v1", self.tenant, self.install, self.person, public_key]
        return {
            "install": self.install,
            "public_key": public_key,
            "label": "Pixel, Chrome",
            "signature": self.sign(list(array)),
        }

    def enrol(self, **more: str) -> TestResponse:
        """Enrol this phone for whoever is signed in."""
        body = self.enrolment() | more
        answer = self.client.post("/api/installs", json=body, headers=self.headers)
        if answer.status_code == 201:
            self._remember(answer.get_json()["session"])
        return answer

    def shift(self, **said: str) -> TestResponse:
        """Ask for the share of this shift. said: `share`, where this phone still holds it."""
        return self.client.post(
            f"/api/installs/{self.install}/shift", json=said or None, headers=self.headers
        )

    def refresh(self) -> TestResponse:
        """Refresh the session with the proof of this phone's key."""
        answer = self.client.post("/api/session/refresh", json=self.proof(), headers=OWN_PAGE)
        if answer.status_code == 200:
            self._remember(answer.get_json())
        return answer

    def proof(self) -> dict[str, str]:
        """The body of a refresh, over a fresh nonce."""
        nonce = self.client.get("/api/nonce").get_json()["nonce"]
        array = ["lantern-request-v1", "POST", "/api/session/refresh", "", nonce]
        return {"install": self.install, "nonce": nonce, "signature": self.sign(list(array))}

    def sign(self, array: list[Any]) -> str:
        """A signature over a hashed array."""
        return sign(hashed_array(array).encode(), self.key)

    def _remember(self, session: dict[str, Any]) -> None:
        self.token = session["access_token"]
        self.person = session["person"]["id"]
        self.tenant = session["tenant"]


def enrolled_phone(client: FlaskClient, username: str) -> Phone:
    """A phone on which this person has signed in and enrolled."""
    phone = Phone(client)
    assert phone.sign_in(username).status_code == 200
    assert phone.enrol().status_code == 201
    return phone
