"""Fixtures of the journeys: one built app, one database with a cast, and phones that are put away afterwards."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from script.tooling.browser import chromium, firefox
from tests.journeys.firefox_phone import FirefoxPhone
from tests.journeys.hands import keep_last_sight
from tests.journeys.harbour import Harbour, tell_harbour
from tests.journeys.law import lay_down
from tests.journeys.phone import Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import PASSWORD, ROOT, Service

NewPhone = Callable[..., Phone]
"""`new_phone("wren")`: a switched-off phone with a signal of its own; `desk=True` for a desktop."""

NewFirefox = Callable[[str], FirefoxPhone]
"""`new_firefox("wren")`: the same with Firefox on it."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver, once for the whole run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def app_folder() -> Path:
    """The built app: `pwa/dist`, or the folder that LANTERN_APP_FOLDER names."""
    folder = Path(os.environ.get("LANTERN_APP_FOLDER", ROOT / "pwa" / "dist"))
    assert (folder / "service_worker.js").exists(), (
        f"{folder} holds no built app: run script/test --only build"
    )
    return folder


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with Operation Harbour and its people, made once by the operator's command line."""
    service = Service(tmp_path_factory.mktemp("harbour"))
    service.lantern("tenants", "add", "Fairhaven")
    service.lantern("agencies", "add", "Harbour Light", "--kind", "homeless_outreach")
    service.lantern("operations", "add", "harbour", "Operation Harbour")
    for username, name, role, *more in (
        ("wren", "PC Ada Wren", "officer"),
        ("finch", "PC Tom Finch", "officer"),
        ("kestrel", "Sgt Ruth Kestrel", "supervisor"),
        ("linnet", "Nia Linnet", "support_worker", "--agency", "Harbour Light"),
    ):
        service.lantern(
            "users", "add", username, "--name", name, "--role", role, "--password", PASSWORD, *more
        )
    service.lantern("memberships", "add", "wren", "harbour", "--welfare")
    service.lantern("memberships", "add", "finch", "harbour")
    service.lantern("memberships", "add", "kestrel", "harbour")
    lay_down(service.environment)
    return service.database


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Harbour:
    """The whole operation of the demonstration, told once."""
    return tell_harbour(tmp_path_factory.mktemp("told"))


@pytest.fixture
def service(harbour: Path, app_folder: Path, tmp_path: Path) -> Iterator[Service]:
    """A server of its own for each journey, with the cast and nothing written yet."""
    running = Service(tmp_path, copy_of=harbour)
    running.environment["LANTERN_APP_FOLDER"] = str(app_folder)
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def no_complaint() -> Iterator[None]:
    """At the end of every journey no page has violated its policy or left an error in its console."""
    yield
    said = [text for phone in Phone.made for text in (*phone.violations, *phone.errors)]
    for phone in Phone.made:
        phone.violations.clear()
        phone.errors.clear()
    assert said == []


@pytest.fixture
def phones() -> Iterator[list[Phone]]:
    """Phones of this journey, put away at its end."""
    made: list[Phone] = []
    yield made
    for phone in made:
        keep_last_sight(phone)
        phone.stop()
        phone.proxy.close()
        phone.forget()


@pytest.fixture
def new_phone(playwright: Playwright, service: Service, tmp_path: Path, phones: list[Phone]) -> NewPhone:
    """Phones for this journey, with Chromium on them."""
    program = str(chromium())

    def new(name: str, *, desk: bool = False) -> Phone:
        phone = Phone(playwright, program, tmp_path / name, Proxy(service.port), desk=desk)
        phones.append(phone)
        return phone

    return new


@pytest.fixture
def new_firefox(playwright: Playwright, service: Service, tmp_path: Path, phones: list[Phone]) -> NewFirefox:
    """Phones for this journey, with Firefox on them."""
    program = firefox()
    if program is None:
        pytest.skip("there is no Firefox here, and none could be installed: Debian has it as firefox-esr")

    def new(name: str) -> FirefoxPhone:
        phone = FirefoxPhone(playwright, program, tmp_path / name, Proxy(service.port))
        phones.append(phone)
        return phone

    return new
