"""A passkey, with Chromium's own authenticator instead of a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visit import PASSWORD, Visitor, found_workspace

pytestmark = pytest.mark.browser
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_and_opens_the_door(fresh: Server, visitor: Callable[..., Visitor]) -> None:
    # A passkey belongs to a name; browsers refuse one for a bare number such as 127.0.0.1.
    page = visitor(fresh, base_url=fresh.address.replace("127.0.0.1", "localhost")).page()
    give_finger(page)
    found_workspace(page)
    page.goto("/settings/")
    page.get_by_role("link", name="Passkeys and two-step sign-in").click()
    page.locator("main a[href$='/webauthn/add/']").click()
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button").first.click()
    page.locator("#id_name").fill("Telephone")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Telephone")

    page.goto("/")
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No cycle yet")).to_be_visible()


def give_finger(page: Page) -> None:
    """An authenticator in the device, which says yes to everything."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
