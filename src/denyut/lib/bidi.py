"""Names and numbers inside a sentence that may run the other way."""

ISOLATE = "\u2068"
END = "\u2069"
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def isolated(text: str) -> str:
    """The text with invisible marks around it, so that its direction disturbs nothing beside it."""
    return f"{ISOLATE}{text}{END}"


def without_overrides(text: str) -> str:
    """The text without the invisible marks that turn what follows them around: embeddings, overrides and isolates.

    They can make a file's name or an address read as another one, beyond the sentence they stand in. The single marks that only say
    which way one place runs stay.
    """
    return text.translate(TURNING)
