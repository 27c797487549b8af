"""Routes of signing in, enrolling and shifts (PROTOCOL section 3)."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from server.accounts import installs, sessions
from server.accounts.nonces import new_nonce
from server.accounts.schemas import EnrolSchema, ProofSchema, ShiftSchema, SignInSchema
from server.accounts.service import signed_in
from server.accounts.sessions import Opened, Proof
from server.clock import now
from server.problems import refuse
from server.requests import body, check_not_foreign, check_own_page, is_loopback_http, json_object
from server.settings import current_settings
from sync.changes import from_base64url

accounts = Blueprint("accounts", __name__, url_prefix="/api")

COOKIE_PATH = "/api/session"


@accounts.post("/session")
def sign_in() -> Response:
    """Exchange a name and a password for a session."""
    check_not_foreign()
    given = body(SignInSchema())
    address = request.remote_addr or ""
    return _with_cookie(sessions.sign_in(given["username"], given["password"], address, now()))


@accounts.post("/session/refresh")
def refresh() -> Response:
    """Exchange the cookie, and an install's proof of its key, for the next tokens."""
    check_own_page()
    proof = Proof(**body(ProofSchema())) if json_object() else None
    token = request.cookies.get(cookie_name())
    if token is None:
        refuse(401, "sign_in_needed")
    return _with_cookie(sessions.refresh(token, proof, now()))


@accounts.delete("/session")
def sign_out() -> Response:
    """End the session of the cookie, or of the access token where there is no cookie."""
    check_own_page()
    token = request.cookies.get(cookie_name())
    found = sessions.family_of(token) if token is not None else None
    if found is None:
        caller = signed_in()
        found = (caller.tenant, caller.family)
    sessions.sign_out(*found, now())
    response = Response(status=204)
    response.delete_cookie(
        cookie_name(), COOKIE_PATH, secure=not is_loopback_http(), httponly=True, samesite="Strict"
    )
    return response


@accounts.get("/nonce")
def nonce() -> Response:
    """Something fresh to sign; open to everybody, because it is asked for before a session lives."""
    return jsonify(nonce=new_nonce(now()))


@accounts.post("/installs")
def enrol() -> tuple[Response, int]:
    """Enrol the browser profile that holds this key."""
    caller = signed_in()
    given = installs.Request(**body(EnrolSchema()))
    return jsonify(installs.enrol(caller, given, now())), 201


@accounts.delete("/installs/<uuid:install>")
def revoke(install: UUID) -> Response:
    """End an install."""
    installs.revoke(signed_in(), str(install), now())
    return Response(status=204)


@accounts.put("/installs/<uuid:install>")
def know_again(install: UUID) -> Response:
    """Learn of an ended install that a restored server has lost."""
    caller = signed_in()
    given = EnrolSchema().load({**json_object(), "install": str(install)})
    installs.know_again(caller, installs.Request(**given), now())
    return Response(status=204)


@accounts.post("/installs/<uuid:install>/shift")
def shift(install: UUID) -> Response:
    """Hand out the shift share."""
    caller = signed_in()
    given = body(ShiftSchema()) if request.content_length else {}
    share = from_base64url(given["share"]) if "share" in given else None
    return jsonify(installs.begin_shift(caller, str(install), now(), share))


def cookie_name() -> str:
    """The prefix makes browsers refuse the cookie without TLS; on loopback there is none."""
    return "lantern_refresh" if is_loopback_http() else "__Secure-lantern_refresh"


def _with_cookie(opened: Opened) -> Response:
    response = jsonify(opened.on_the_wire())
    response.set_cookie(
        cookie_name(),
        opened.refresh_token,
        max_age=current_settings().session_lifetime,
        path=COOKIE_PATH,
        secure=not is_loopback_http(),
        httponly=True,
        samesite="Strict",
    )
    return response
