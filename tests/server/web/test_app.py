"""The built app as browsers get it."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.settings import Settings, database_url
from tests.server.people import SECRET


@pytest.fixture
def settings(tmp_path: Path, sqlite_with_tables: Path) -> Settings:
    """A server over a small built app; what it serves does not depend on the database."""
    folder = tmp_path / "dist"
    for name, text in {
        "index.html": "<!doctype html><title>Lantern</title>",
        "service_worker.js": "self.skipWaiting;",
        "assets/index-abc123.js": "export const answer = 42;\n" * 50,
        "vault/worker-def456.js": "onmessage = () => {};",
        ".vite/manifest.json": "{}",
        "notes.txt": "not part of an app",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.html").write_text("beside the app")
    return Settings(database_url(f"sqlite:///{sqlite_with_tables}"), SECRET, app_folder=folder)


def test_the_page_runs_under_a_policy_without_anything_unsafe(client: FlaskClient) -> None:
    """No `unsafe-` word, Trusted Types required, nothing from elsewhere."""
    answer = client.get("/")

    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types svelte-trusted-html app-sw",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'none'",
    } <= set(policy.split("; "))


def test_only_the_vaults_worker_may_compile_web_assembly(client: FlaskClient) -> None:
    """Argon2 needs it; the page, its scripts and the service worker do not have it."""
    paths = ["/", "/service_worker.js", "/assets/index-abc123.js", "/vault/worker-def456.js"]

    allowed = [p for p in paths if "'wasm-unsafe-eval'" in client.get(p).headers["Content-Security-Policy"]]

    assert ["/vault/worker-def456.js"] == allowed


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/nonce", "/missing", "/vault/worker-def456.js"])
def test_every_answer_is_isolated(client: FlaskClient, path: str) -> None:
    """Headers that shut out other sites are on data, files and failures alike."""
    headers = client.get(path).headers

    assert "same-origin" == headers["Cross-Origin-Opener-Policy"]
    assert "require-corp" == headers["Cross-Origin-Embedder-Policy"]
    assert "same-origin" == headers["Cross-Origin-Resource-Policy"]
    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "no-referrer" == headers["Referrer-Policy"]
    assert "object-src 'none'" in headers["Content-Security-Policy"]
    assert "geolocation=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", "no-cache"),
        ("/service_worker.js", "no-cache"),
        ("/assets/index-abc123.js", "public, max-age=31536000, immutable"),
        ("/vault/worker-def456.js", "public, max-age=31536000, immutable"),
        ("/api/nonce", "no-store"),
        ("/missing.js", "no-store"),
    ],
)
def test_only_hashed_files_are_kept_for_ever(client: FlaskClient, path: str, kept: str) -> None:
    """Data is never stored by a browser; the page is asked for anew each time."""
    assert kept == client.get(path).headers["Cache-Control"]


def test_scripts_travel_compressed(client: FlaskClient) -> None:
    """A browser that takes gzip gets it, and the same bytes once unpacked."""
    plain = client.get("/assets/index-abc123.js")
    packed = client.get("/assets/index-abc123.js", headers={"Accept-Encoding": "gzip, br"})

    assert "gzip" == packed.headers["Content-Encoding"]
    assert plain.data == gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data) / 5


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    """The tag of the last answer gives 304."""
    tag = client.get("/").headers["ETag"]

    assert 304 == client.get("/", headers={"If-None-Match": tag}).status_code


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/.vite/manifest.json",
        "/notes.txt",
        "/assets",
        "/missing.js",
    ],
)
def test_nothing_but_the_app_is_served(client: FlaskClient, path: str) -> None:
    """Neither what lies beside the folder, nor hidden files, nor other kinds of file."""
    answer = client.get(path)

    assert (404, "not_found") == (answer.status_code, answer.get_json()["code"])


def test_https_is_for_good(client: FlaskClient, app_settings_https: None) -> None:
    """Behind TLS browsers are told to use nothing else for a year."""
    assert "max-age=31536000; includeSubDomains" == client.get("/").headers["Strict-Transport-Security"]


@pytest.fixture
def app_settings_https(client: FlaskClient) -> None:
    """The same server, seen by browsers under an https address."""
    extensions = client.application.extensions
    extensions["lantern_settings"] = replace(
        extensions["lantern_settings"], origin="https://lantern.example.org"
    )
