"""Another wording for a goal, in the goal's own language: a whole sentence with places to fill in."""

import re
from datetime import date
from decimal import Decimal

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.lexicon import NEVER
from denyut.drafting.linting.reading import Reading
from denyut.drafting.linting.report import Nature
from denyut.lib.dates import format_day
from denyut.lib.units import format_value
from denyut.okr.progress import Kind

PATTERNS: dict[str, str] = {Kind.AT_LEAST: "at_least", Kind.AT_MOST: "at_most", Kind.RANGE: "between"}
DROPPED = frozenset({"vague_verbs", "outcome", "degree", "hype", "time", "vague_time"})
SPACES = re.compile(r"\s+")
EDGES = " ,.;:-–،؛，；。、"


def suggestion_for(reading: Reading, nature: Nature | None, draft: Draft) -> str:
    """Another wording; "…" stands where the writer has to say more."""
    words = reading.lexicon.rewrite
    pattern, topic = _shape(reading, nature, draft)
    return words[pattern].format(
        topic=topic,
        baseline=_number(draft.baseline, draft, reading.language, words["blank"]),
        target=_number(draft.target, draft, reading.language, words["blank"]),
        low=_number(draft.low, draft, reading.language, words["blank"]),
        date=_day(draft.due_on or draft.cycle_ends_on, reading.language, words["blank"]),
    )


def _shape(reading: Reading, nature: Nature | None, draft: Draft) -> tuple[str, str]:
    """Which pattern fits, and what it is about: a deed gets an end, praise gets a proof, the rest gets a number."""
    if draft.is_shown_by_evidence:
        return "done", reading.text.strip(EDGES)
    if nature in (Nature.ACTIVITY, Nature.OUTPUT):
        return "activity", reading.text.strip(EDGES)
    pattern = PATTERNS.get(draft.kind, "change")
    measures = reading.lexicon.measures
    measure = next((measures[mark.key] for mark in reading.having("vague_nouns") if mark.key in measures), "")
    topic = measure or reading.lexicon.rewrite["what"] if reading.is_verb_alone or measure else _trimmed(reading)
    return (pattern, _capital(topic)) if topic else ("shown", reading.text.strip(EDGES))


def _trimmed(reading: Reading) -> str:
    """What is left without the verb, the time and how much; nothing where that would leave no thing that can be counted."""
    if reading.having("hype", "vague_nouns") or not (reading.has_metric or reading.having("outcome", "degree")):
        return ""
    dropped = [
        (mark.start, mark.end) for mark in reading.marks if mark.tags & DROPPED and "also_nouns" not in mark.tags
    ]
    letters = list(reading.text)
    for start, end in [*dropped, *reading.dated]:
        letters[start:end] = " " * (end - start)
    joint = "\\b" if reading.lexicon.is_spaced else ""
    rest = SPACES.sub(" " if reading.lexicon.is_spaced else "", "".join(letters)).strip(EDGES)
    small = "|".join(sorted({re.escape(reading.said(mark)) for mark in reading.having("stop")})) or NEVER
    return re.sub(rf"^(?:(?:{small}){joint}\s*)+|(?:\s*{joint}(?:{small}))+$", "", rest).strip(EDGES)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: Decimal | None, draft: Draft, language: str, blank: str) -> str:
    return blank if value is None else format_value(value.normalize(), draft.unit, language)


def _day(day: date | None, language: str, blank: str) -> str:
    return format_day(day, language) if day else blank
