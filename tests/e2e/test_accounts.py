"""An empty installation from its first code to passkeys, invitation and closing, in a real browser with its
virtual authenticator; and a code app in the demonstration."""

from __future__ import annotations

import re
import time
from base64 import b32decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from samsyn.core.calc import totp
from tests.e2e.browser import CHROMIUM, WATCH_POLICY, Server, Visitor, serving
from tests.e2e.conftest import MISSING
from tests.e2e.look import check_page

GOOD = "tolv-tranor-over-tornet"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not Path(CHROMIUM).exists():
        pytest.skip(MISSING)
    with serving(tmp_path_factory.mktemp("empty"), demo=False) as running:
        # A passkey belongs to a name: an address in numbers has none.
        yield Server(running.address.replace("127.0.0.1", "localhost"), running.log, {})


@pytest.fixture
def browser(visitor: Visitor) -> Browser:
    return visitor.browser


def open_page(browser: Browser, server: Server, width: int = 1440) -> Page:
    context = browser.new_context(
        base_url=server.address, locale="sv", viewport={"width": width, "height": 900}
    )
    context.add_init_script(WATCH_POLICY)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.problems.append(f"script: {error}"))  # type: ignore[attr-defined]
    return page


def plug_in(page: Page) -> tuple[object, str]:
    """A virtual authenticator that says yes at once. Returns the session with the browser, and its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]


def sign_in(page: Page, name: str, password: str = GOOD) -> None:
    page.goto("/logga-in/")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()


def sign_out(context: BrowserContext, page: Page) -> None:
    page.goto("/konto/")
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Logga ut", exact=True).click()
    expect(page).to_have_url(re.compile("/logga-in/"))


def test_from_an_empty_installation_to_a_closed_account(browser: Browser, empty: Server) -> None:
    first = re.search(r"/inbjudan/\?kod=[\w-]+", empty.log.read_text())
    assert first, "no code for the first administrator was printed"
    page = open_page(browser, empty)
    page.goto(first[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Den första administratören")
    check_page(page, "first-administrator")
    page.get_by_label("Er organisation").fill("Storby kommun")
    page.get_by_label("Ditt namn").fill("Eva Först")
    page.get_by_label("Användarnamn").fill("eva")
    page.get_by_label("Nytt lösenord").fill(GOOD)
    page.get_by_role("button", name="Skapa kontot").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ditt konto")

    # Administrator mode asks for two steps here; a passkey is both.
    key, authenticator = plug_in(page)
    page.get_by_label("Vad den ska heta").fill("Arbetsdatorn")
    page.get_by_role("button", name="Lägg till passnyckel").click()
    expect(page.get_by_text("Passnyckeln är tillagd.")).to_be_visible()
    expect(page.get_by_role("cell", name="Arbetsdatorn, sedan")).to_be_visible()
    page.get_by_role("button", name="Skapa reservkoder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    check_page(page, "recovery-codes")

    sign_out(page.context, page)
    page.get_by_role("button", name="Använd passnyckel").click()  # without a name or a password
    expect(page.get_by_role("heading", level=1)).to_contain_text("I dag")
    page.goto("/konto/")
    expect(page.get_by_text("nivå 3 av 4")).to_be_visible()
    check_page(page, "account-with-passkey")

    page.get_by_role("link", name="Konton och roller").click()
    page.get_by_label("Varför").fill("Bjuder in vår sekreterare")
    check_page(page, "admin-mode")
    page.get_by_role("button", name="Börja").click()
    expect(page.get_by_role("region", name="Administratörsläge")).to_be_visible()
    page.get_by_role("link", name="Bjud in").click()
    page.get_by_label("Personens namn").fill("Tove Ny")
    page.get_by_label("Roll", exact=True).select_option("secretary")
    page.get_by_label("Organisation").select_option(label="Storby kommun")
    check_page(page, "invite")
    page.get_by_role("button", name="Skapa en kod").click()
    address = page.get_by_label("Adress att öppna").input_value()
    check_page(page, "invited")

    other = open_page(browser, empty, 390)
    other.goto(address)
    assert "kod=" not in other.url
    check_page(other, "invitation-390")
    other.get_by_label("Användarnamn").fill("tove")
    other.get_by_label("Nytt lösenord").fill(GOOD)
    other.get_by_role("button", name="Skapa kontot").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Ditt konto")

    page.goto("/konton/")
    check_page(page, "people")
    page.get_by_role("link", name="Tove Ny").click()
    check_page(page, "person")
    page.get_by_role("button", name="Stäng kontot").click()
    expect(page.get_by_text("Kontot är stängt sedan")).to_be_visible()
    other.goto("/konto/")
    expect(other.get_by_role("heading", level=1)).to_have_text("Logga in")

    # A recovery code, for the day the key is lost; then the key's copy, which its count gives away.
    sign_out(page.context, page)
    sign_in(page, "eva")
    expect(page.get_by_role("heading", level=1)).to_have_text("Steg två")
    check_page(page, "second-step")
    page.get_by_label("Kod").fill(codes[0])
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("I dag")
    kept = key.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"][0]  # type: ignore[attr-defined]
    key.send(
        "WebAuthn.removeCredential", {"authenticatorId": authenticator, "credentialId": kept["credentialId"]}
    )  # type: ignore[attr-defined]
    key.send(
        "WebAuthn.addCredential", {"authenticatorId": authenticator, "credential": kept | {"signCount": 0}}
    )  # type: ignore[attr-defined]
    sign_out(page.context, page)
    page.get_by_role("button", name="Använd passnyckel").click()
    expect(page.get_by_text("Det gick inte med passnyckeln.")).to_be_visible()
    page.context.close()
    other.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_a_code_app_in_the_demonstration(page_at, visitor, width: int) -> None:  # type: ignore[no-untyped-def]
    """Noor adds one, confirms with its code, and takes it away again: the other walks sign in as before."""
    page = page_at(width, account="noor", theme="paper")
    page.goto("/konto/kodapp/")
    check_page(page, f"account-app-{width}")
    secret = b32decode(page.locator("code.num").inner_text().replace(" ", ""))

    def code(step: int = 0) -> str:
        return totp.code(secret, int(time.time()) // totp.STEP + step)

    page.get_by_label("Kod", exact=True).fill(code(-1))
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_text("Kodappen är tillagd.")).to_be_visible()
    check_page(page, f"account-app-added-{width}")
    page.goto("/bekrafta/?next=/installningar/")
    check_page(page, f"confirm-{width}")
    page.get_by_label("Kod", exact=True).fill(code())
    page.get_by_role("button", name="Bekräfta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inställningar")
    page.goto("/konto/")
    page.get_by_role("button", name="Ta bort kodappen").click()
    expect(page.get_by_text("Borttaget.")).to_be_visible()
