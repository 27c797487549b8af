"""Every route is guarded, and says so in the one form."""

from datetime import timedelta

import jwt
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_jwt_extended import create_access_token

from tests.server.people import Partnership, enrolled_phone

OPEN = {
    ("POST", "/api/session"),
    ("POST", "/api/session/refresh"),
    ("DELETE", "/api/session"),
    ("GET", "/api/nonce"),
    ("POST", "/api/reports/csp"),
    ("GET", "/healthz"),
    ("GET", "/"),
    ("GET", "/<name>"),
    ("GET", "/<any(assets, vault):folder>/<path:name>"),
}
"""What may be called without an access token: PROTOCOL section 3, the app's files, reports of browsers. Those that
rest on the cookie have tests of their own."""


def guarded(app: Flask) -> list[tuple[str, str]]:
    """Method and address of every other route, with something in place of its variables."""
    found = []
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if (method, rule.rule) not in OPEN:
                values = dict.fromkeys(rule.arguments, "4bcca8cb-b0e0-46a2-a23c-541364280cf5")
                with app.test_request_context():
                    found.append((method, app.url_map.bind("localhost").build(rule.endpoint, values)))
    return found


def test_every_route_asks_who_is_calling(app: Flask, client: FlaskClient) -> None:
    """401 with a code and the scheme, before anything else is looked at."""
    routes = guarded(app)

    for method, address in routes:
        answer = client.open(address, method=method)
        assert 401 == answer.status_code, f"{method} {address}"
        assert "sign_in_needed" == answer.get_json()["code"], f"{method} {address}"
        assert "Bearer" == answer.headers["WWW-Authenticate"]
    assert len(routes) >= 9


@pytest.mark.parametrize(
    "fault", ["secret", "algorithm", "audience", "expired", "none", "type", "cut", "scheme"]
)
def test_a_forged_or_expired_token_is_none(
    app: Flask, client: FlaskClient, partnership: Partnership, fault: str
) -> None:
    """Algorithm, signature, audience, kind and time are all looked at."""
    partnership.add("wren")
    phone = enrolled_phone(client, "wren")
    header = f"Bearer {spoiled(app, phone.token, fault)}"

    answer = client.get("/api/alerts/key", headers={"Authorization": header.replace("Bearer", "Basic")}
                        if fault == "scheme" else {"Authorization": header})  # fmt: skip

    assert (401, "sign_in_needed") == (answer.status_code, answer.get_json()["code"])
    assert 200 == client.get("/api/alerts/key", headers=phone.headers).status_code


def spoiled(app: Flask, token: str, fault: str) -> str:
    """The good token with one thing wrong."""
    key = app.config["JWT_SECRET_KEY"]
    claims = jwt.decode(token, key, algorithms=["HS256"], audience="lantern")
    match fault:
        case "secret":
            return jwt.encode(claims, b"another secret of enough length!", algorithm="HS256")
        case "algorithm":
            return jwt.encode(claims, key * 2, algorithm="HS512")
        case "audience":
            return jwt.encode(claims | {"aud": "elsewhere"}, key, algorithm="HS256")
        case "expired":
            more = {"tenant": claims["tenant"], "family": claims["family"]}
            past = timedelta(seconds=-1)
            return str(create_access_token(claims["sub"], additional_claims=more, expires_delta=past))
        case "none":
            return jwt.encode(claims, "", algorithm="none")
        case "type":
            return jwt.encode(claims | {"type": "refresh"}, key, algorithm="HS256")
        case "cut":
            return token[:-4]
        case _:
            return token
