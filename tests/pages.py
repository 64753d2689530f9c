"""Pages as a reader has them who scrolled to the end: with the sections that come when they are reached."""

import re

from django.test import Client

LATER = re.compile(r'hx-get="([^"]+)" hx-trigger="revealed"')


def whole_page(browser: Client, address: str) -> str:
    """The HTML of a page and of what it loads later."""
    page = browser.get(address).content.decode()
    later = [address.replace("&amp;", "&") for address in LATER.findall(page)]
    return page + "".join(browser.get(one, headers={"HX-Request": "true"}).content.decode() for one in later)
