"""Circles: a number that is said to move itself."""


def is_same_number(source: str, key: str, name: str) -> bool:
    """Whether what a key result names as the source of its number is an indicator, by its key or its name."""
    words = _plain(source)
    return bool(words) and words in (_plain(key), _plain(name))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
