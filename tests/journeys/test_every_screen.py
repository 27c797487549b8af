"""Every screen of every role, with the demonstration's data: axe, room, targets, the keyboard, a picture."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from script.tooling.browser import chromium
from tests.journeys.every_screen import EVERY
from tests.journeys.fit import FORMS, cramped, kept, too_small, too_wide, unreachable, violations
from tests.journeys.hands import SCREENSHOTS, go, paint, unlock
from tests.journeys.harbour import Harbour, begin_in_harbour
from tests.journeys.phone import DESK, PHONE, Phone
from tests.journeys.proxy import Proxy
from tests.journeys.service import ROOT, Service
from tests.journeys.ways import Stop

PEOPLE = ("wren", "kestrel", "linnet", "rook")
ROUTES = ROOT / "pwa" / "src" / "routes.ts"
SETTLED_MS = 120
BRIEF = 600
"""Characters of a failure that say what it was."""


@pytest.fixture(scope="module")
def open_to_all(
    told: Harbour, app_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """One server with the operation, for everybody who looks round."""
    service = Service(tmp_path_factory.mktemp("open"), copy_of=told.database)
    service.environment["LANTERN_APP_FOLDER"] = str(app_folder)
    service.start()
    yield service
    service.stop()


def test_every_address_of_the_app_is_on_the_tour() -> None:
    """A new screen that nobody opens here fails before anything else does."""
    addresses = set(re.findall(r"^  (\w+): '/", ROUTES.read_text(), re.MULTILINE))

    assert addresses - {stop.screen for stop in EVERY} == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_screen_is_fit_to_use(
    person: str, told: Harbour, open_to_all: Service, playwright: Playwright, tmp_path: Path
) -> None:
    """On a phone, each screen of a role once: nothing serious for axe, room for it, reached by the keyboard."""
    first = {stop.screen: stop for stop in reversed(EVERY) if stop.person == person}

    faults = walk_round(
        person, list(reversed(first.values())), told, open_to_all, playwright, tmp_path, whole=False
    )

    assert faults == [], "\n".join(faults)


@pytest.mark.long
@pytest.mark.parametrize("person", PEOPLE)
def test_every_state_of_every_screen_is_fit_in_both_themes_and_sizes(
    person: str, told: Harbour, open_to_all: Service, playwright: Playwright, tmp_path: Path
) -> None:
    """The whole tour: forms that were saved empty, sheets, cards of the queue; phone and desk, dark and light."""
    stops = [stop for stop in EVERY if stop.person == person]

    faults = walk_round(person, stops, told, open_to_all, playwright, tmp_path, whole=True)

    assert faults == [], "\n".join(faults)


def walk_round(
    person: str,
    stops: list[Stop],
    told: Harbour,
    service: Service,
    playwright: Playwright,
    folder: Path,
    *,
    whole: bool,
) -> list[str]:
    """Open each stop and say what is wrong with it, and what the console and the policy had to say."""
    phone = Phone(playwright, str(chromium()), folder / person, Proxy(service.port))
    said: list[str] = []
    try:
        begin_in_harbour(phone, person)
        phone.page.on(
            "console", lambda message: said.append(message.text) if message.type == "error" else None
        )
        faults = [
            f"{stop.name}: {fault}"
            for number, stop in enumerate(stops)
            for fault in _visit(phone, stop, told, number=None if whole else number)
        ]
    finally:
        phone.stop()
        phone.proxy.close()
    # A phone in a dead zone says so on its console.
    console = [text for text in said if "net::ERR_" not in text]
    return [*faults, *console, *phone.errors, *phone.violations, *service.lantern("violations").splitlines()]


def _visit(phone: Phone, stop: Stop, told: Harbour, *, number: int | None) -> list[str]:
    """Its faults; one that cannot be opened or left is a fault as well, and the round goes on from a fresh page."""
    try:
        return _faults(phone, stop, told, number=number)
    except (AssertionError, Error) as error:
        phone.proxy.restore()
        phone.page.reload()
        unlock(phone)
        return [f"not to be seen: {str(error).strip()[:BRIEF]}"]


def _faults(phone: Phone, stop: Stop, told: Harbour, *, number: int | None) -> list[str]:
    """number: of the stop, a phone in one of the themes and one of the forms in turn; None: all, and a desk."""
    _open(phone, stop, told)
    whole = number is None
    themes = ("dark", "light") if number is None else (("dark", "light")[number % 2],)
    forms = FORMS if number is None else (FORMS[number % len(FORMS)],)
    faults = [fault for theme in themes for fault in _seen(phone, stop, "phone", theme)]
    faults += too_wide(phone) + too_small(phone) + kept(phone)
    _put_away_the_notice(phone)
    faults += unreachable(phone)
    faults += [fault for form in forms for fault in cramped(phone, form)]
    if whole:
        phone.page.set_viewport_size(DESK)
        # The walk of the keyboard ended somewhere below.
        phone.page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
        faults += too_wide(phone)
        faults += [fault for theme in themes for fault in _seen(phone, stop, "desk", theme)]
    if stop.leave is not None:
        stop.leave(phone)
    return faults


def _open(phone: Phone, stop: Stop, told: Harbour) -> None:
    phone.page.set_viewport_size(PHONE)
    # From another screen: an address that is open already would not be opened again.
    go(phone, "#/more/copy")
    expect(phone.page.get_by_role("heading", name="About this copy")).to_be_visible()
    go(phone, stop.address(told))
    expect(phone.page.get_by_role("heading", name="About this copy")).to_have_count(
        int(stop.screen == "copy")
    )
    if stop.act is not None:
        stop.act(phone)
    expect(phone.page.get_by_text(re.compile(r"^(Opening|Reading)\.?$"))).to_have_count(0)
    phone.page.wait_for_timeout(SETTLED_MS)


def _put_away_the_notice(phone: Phone) -> None:
    """*Undo* lies over the tabs for ten seconds, or until its own key closes it."""
    close = phone.button("Close this message")
    if close.count() > 0:
        close.click()


def _seen(phone: Phone, stop: Stop, size: str, theme: str) -> list[str]:
    """A picture, and what axe says."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    paint(phone, theme)
    name = re.sub(r"[^a-z0-9]+", "-", f"{stop.person} {stop.name} {size} {theme}")
    phone.page.screenshot(path=SCREENSHOTS / f"tour-{name}.png")
    return [f"{size}, {theme}: {fault}" for fault in violations(phone)]
