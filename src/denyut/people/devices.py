"""The name of a browser, for people: enough to recognise one's own, no more."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_of(user_agent: str) -> str:
    """Browser and system of a user agent, such as "Firefox · Android"; its first words when neither is known."""
    found = [name for table in (BROWSERS, SYSTEMS) for mark, name in _first(table, user_agent)]
    return " · ".join(found) or user_agent[:40]


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> list[tuple[str, str]]:
    return [pair for pair in table if pair[0] in user_agent][:1]
