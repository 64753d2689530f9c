"""A passkey, with Chromium's own authenticator instead of a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visit import Visitor, enter_as

pytestmark = pytest.mark.browser
PERSON = "Yuliana Rumbiak"
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_and_opens_the_door(visitor: Callable[..., Visitor], company: Server) -> None:
    # A passkey belongs to a name; browsers refuse one for a bare number such as 127.0.0.1.
    page = visitor(company, base_url=company.address.replace("127.0.0.1", "localhost")).page()
    give_finger(page)
    enter_as(page, PERSON)
    viewer = page.locator("html").get_attribute("data-viewer")
    page.goto("/accounts/2fa/")
    page.locator("main a[href$='/webauthn/add/'], main a[href$='/webauthn/']").first.click()
    if page.locator("#mfa_webauthn_add").count() == 0:
        page.locator("main a[href$='/webauthn/add/']").click()
    page.locator("#id_name").fill("Telepon Yuliana")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("main")).to_contain_text("Telepon Yuliana")

    page.goto("/")
    page.get_by_role("button", name="Akun Anda").click()
    page.locator("form[action$='/logout/'] button").click()
    page.goto("/accounts/login/")
    page.locator("#passkey_login").click()
    expect(page.locator("html")).to_have_attribute("data-viewer", viewer or "")
    expect(page.locator(".objective").first).to_be_visible()


def give_finger(page: Page) -> None:
    """An authenticator in the device, which says yes to everything."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
