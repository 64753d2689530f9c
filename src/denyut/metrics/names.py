"""Names that mean the same: for finding the same number kept twice. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher

NEAR = 0.85


def is_near(one: str, other: str) -> bool:
    """Whether two names are almost the same: capitals, accents, marks and the order of words aside."""
    first, second = _plain(one), _plain(other)
    if not first or not second:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    # The quick estimates are upper bounds, so that most pairs never pay for the exact one.
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def _plain(name: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return " ".join(sorted(re.findall(r"\w+", bare)))
