"""Names and numbers inside a sentence that may run the other way."""

ISOLATE = "\u2068"
END = "\u2069"


def isolated(text: str) -> str:
    """The text with invisible marks around it, so that its direction disturbs nothing beside it."""
    return f"{ISOLATE}{text}{END}"
