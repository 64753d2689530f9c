"""What a person does on every page: come in, change the language."""

import re

from playwright.sync_api import Page, expect


def enter_as(page: Page, name: str) -> None:
    """Become somebody of the demo company with one click."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    expect(page.locator("html")).to_have_attribute("data-viewer", re.compile(r"\d+"))


def speak(page: Page, language: str) -> None:
    """Choose a language from the menu."""
    page.locator(".language-button").click()
    page.locator(f"#language-menu button[value='{language}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
