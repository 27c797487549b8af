"""What every answer tells the browser: what may run, who may look in, what may be kept.

Policies after FINDINGS of Chromium and Firefox: no `unsafe-` of any kind and Trusted Types for the page; the
worker that holds the vault needs WebAssembly (Argon2), so that its own script's answer, and nothing else, has
`wasm-unsafe-eval`. A worker obeys the policy of its script's answer, not the page's.
"""

from flask import Flask, Response, request

from server.requests import own_origin
from sync.versions import PROTOCOL

REPORTS = "/api/reports/csp"
PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "svelte-trusted-html app-sw",
    # Not `report-to`: where it stands Chromium waits for up to a minute, and drops what a closed page still held.
    "report-uri": REPORTS,
}
VAULT_POLICY = PAGE_POLICY | {"script-src": "'self' 'wasm-unsafe-eval'"}
DATA_POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
"""For answers that are data: even opened as a page they do nothing."""

VAULT_FOLDER = "/vault/"
FEATURES_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "display-capture", "fullscreen", "gyroscope",
    "hid", "idle-detection", "magnetometer", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
FEATURES_OWN = ("camera", "geolocation", "microphone", "screen-wake-lock")

COMMON = {
    "Lantern-Protocol": str(PROTOCOL),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in FEATURES_OFF] + [f"{name}=(self)" for name in FEATURES_OWN]
    ),
}
TRANSPORT = "max-age=31536000; includeSubDomains"


def install_headers(app: Flask) -> None:
    """Put the headers on every answer of this app, failures too."""
    app.after_request(_add_headers)


def policy_text(policy: dict[str, str]) -> str:
    """A policy as the header writes it."""
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _add_headers(response: Response) -> Response:
    response.headers.update(COMMON)
    response.headers["Content-Security-Policy"] = policy_text(_policy(response))
    if own_origin().startswith("https://"):
        response.headers["Strict-Transport-Security"] = TRANSPORT
    # What no route said may be kept is data of people.
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _policy(response: Response) -> dict[str, str]:
    if request.blueprint != "app" or response.status_code >= 400:
        return DATA_POLICY
    return VAULT_POLICY if request.path.startswith(VAULT_FOLDER) else PAGE_POLICY
