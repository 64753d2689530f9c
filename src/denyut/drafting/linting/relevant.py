"""R: it serves something, and somebody says why."""

from collections.abc import Iterator

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.likeness import ALIKE, likeness
from denyut.drafting.linting.reading import Reading
from denyut.drafting.linting.report import Finding, hint, missing, weak

# A reason of fewer letters explains nothing; Chinese says in three signs what others say in ten letters.
LETTERS_AT_LEAST = 12
SIGN = 4


def relevant(draft: Draft) -> Iterator[Finding]:
    """What is said against its relevance: a link to a higher goal or a reason is enough, both are better."""
    why = draft.hypothesis.strip()
    is_reason = _length(why) >= LETTERS_AT_LEAST
    if not why and not draft.serves:
        yield missing("no_link", "R")
    elif not draft.serves and not is_reason:
        yield weak("thin_why", "R", words=why)
    elif not why:
        yield hint("no_why", "R")
    if why and likeness(why, draft.title) >= ALIKE:
        yield hint("why_repeats", "R")


def objective_relevant(reading: Reading, *, serves: bool) -> Iterator[Finding]:
    """What is said against an objective's relevance: it serves another, or its own words say to what end."""
    if not serves and not reading.having("purpose"):
        yield missing("no_link", "R")


def _length(text: str) -> int:
    return sum(SIGN if "\u3400" <= char <= "\u9fff" else 1 for char in text if not char.isspace())
