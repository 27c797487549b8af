"""The calls of the interface, for its description; a test holds them to the app's routes."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    path: with parameters in braces. answer: the status of success; says: what it carries; media:
    its type, None without a body. body: name of a schema, or words for a body told in PROTOCOL.md.
    parameters: (name, "path" or "query"). signed_in: needs an access token.
    """

    method: Literal["get", "post", "put", "patch", "delete"]
    path: str
    summary: str
    says: str
    answer: str = "200"
    media: str | None = "application/json"
    body: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    signed_in: bool = True


INSTALL = (("install", "path"),)

CALLS: tuple[Call, ...] = (
    Call("post", "/api/session", "Sign in", "A session and a refresh cookie", body="SignIn", signed_in=False),
    Call(
        "post",
        "/api/session/refresh",
        "Renew the session with a proof of the install's key",
        "A session; the cookie has been rotated",
        body="Proof",
        signed_in=False,
    ),
    Call("delete", "/api/session", "Sign out", "The cookie is gone", answer="204", media=None),
    Call("get", "/api/nonce", "A nonce for a proof", "32 bytes, usable once within 120 s", signed_in=False),
    Call("post", "/api/installs", "Enrol an install", "Grants and keys to pin", answer="201", body="Enrol"),
    Call(
        "delete",
        "/api/installs/{install}",
        "Revoke an install",
        "Revoked",
        answer="204",
        media=None,
        parameters=INSTALL,
    ),
    Call(
        "put",
        "/api/installs/{install}",
        "Make an ended install of one's own known again, that a restored server has lost",
        "It is known, as ended",
        body="Enrol",
        answer="204",
        media=None,
        parameters=INSTALL,
    ),
    Call(
        "post",
        "/api/installs/{install}/shift",
        "Begin a shift",
        "The shift share with its beginning and end",
        parameters=INSTALL,
    ),
    Call("post", "/api/push", "Push changes", "One verdict per change", body="PROTOCOL.md section 8"),
    Call(
        "post",
        "/api/pull",
        "Pull what changed",
        "One JSON object per line, PROTOCOL.md section 9",
        media="application/x-ndjson",
        body="PROTOCOL.md section 9",
    ),
    Call(
        "get",
        "/api/records/{record}/history",
        "History of a record in a stream",
        "Entries with the signed bytes, PROTOCOL.md section 14",
        parameters=(("record", "path"), ("stream", "query")),
    ),
    Call(
        "get",
        "/api/records/{record}/views",
        "Who has opened a record, for a supervisor or records officer",
        "Persons and times as their phones told them, PROTOCOL_FURTHER.md section 24",
        parameters=(("record", "path"), ("stream", "query")),
    ),
    Call(
        "get",
        "/api/operations/{operation}/tiles",
        "The map file of an operation, for its members",
        "PMTiles, whole or the range asked for; HEAD tells its size and tag",
        media="application/vnd.pmtiles",
        parameters=(("operation", "path"),),
    ),
    Call(
        "get",
        "/api/records/{record}/files/{sha256}",
        "A file of a record, for its readers",
        "The bytes, PROTOCOL_FURTHER.md section 25",
        media="application/octet-stream",
        parameters=(("record", "path"), ("sha256", "path"), ("stream", "query")),
    ),
    Call(
        "get",
        "/api/notes/{note}/files/{sha256}",
        "A file of an unsigned note, for whoever may decide about it",
        "The bytes, PROTOCOL_FURTHER.md section 25",
        media="application/octet-stream",
        parameters=(("note", "path"), ("sha256", "path")),
    ),
    Call(
        "post",
        "/api/files",
        "Begin to send a file of a change, or a sealed one (tus 1.0)",
        "Its address in Location",
        answer="201",
        media=None,
    ),
    Call(
        "get",
        "/api/files/{upload}",
        "How far a file has come (tus 1.0; asked by HEAD)",
        "Upload-Offset and Upload-Length",
        media=None,
        parameters=(("upload", "path"),),
    ),
    Call(
        "patch",
        "/api/files/{upload}",
        "The next bytes of a file (tus 1.0)",
        "Upload-Offset",
        answer="204",
        media=None,
        parameters=(("upload", "path"),),
    ),
    Call(
        "delete",
        "/api/files/{upload}",
        "Give up a file that is not whole (tus 1.0)",
        "Gone",
        answer="204",
        media=None,
        parameters=(("upload", "path"),),
    ),
    Call(
        "get",
        "/api/files/{upload}/receipt",
        "The receipt of a file",
        "PROTOCOL_FURTHER.md section 25",
        parameters=(("upload", "path"),),
    ),
    Call("get", "/api/alerts/key", "Key for push notifications", "The server's public key"),
    Call(
        "put",
        "/api/alerts/subscription",
        "Be told that something waits",
        "Subscribed",
        answer="204",
        media=None,
        body="The browser's push subscription",
    ),
    Call("delete", "/api/alerts/subscription", "Be told no longer", "Gone", answer="204", media=None),
    Call(
        "get",
        "/api/erasures/record",
        "A record with every change, for a records officer",
        "Changes with their words, PROTOCOL.md section 19",
        parameters=(("named", "query"),),
    ),
    Call(
        "post",
        "/api/erasures",
        "Erase changes of a record",
        "How many lost their words",
        body="PROTOCOL.md section 19",
    ),
    Call(
        "get", "/api/notes", "Unsigned notes of ended phones", "Notes to decide about, PROTOCOL.md section 17"
    ),
    Call(
        "post",
        "/api/notes/{note}/decision",
        "Decide about an unsigned note",
        "Decided",
        answer="204",
        media=None,
        body="PROTOCOL.md section 17",
        parameters=(("note", "path"),),
    ),
    Call("get", "/api/alarms", "What was kept apart, by install", "Alarms, PROTOCOL.md section 17"),
    Call(
        "post",
        "/api/alarms/seen",
        "Say that an alarm was looked into",
        "Noted",
        answer="204",
        media=None,
        body="PROTOCOL.md section 17",
    ),
    Call("get", "/api/description", "Every record type and problem", "The definitions"),
    Call("get", "/api/openapi.json", "This description", "OpenAPI 3.1"),
    Call(
        "post",
        "/api/reports/csp",
        "A browser's report of a policy violation",
        "Counted, without its contents",
        answer="204",
        media=None,
        body="A report of the Reporting API",
        signed_in=False,
    ),
    Call("get", "/healthz", "Whether the server is well", "Well", signed_in=False),
)
