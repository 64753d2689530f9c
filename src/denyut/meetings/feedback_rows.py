"""Feedback as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from denyut.meetings.models import Feedback
from denyut.people.faces import Face, face_of


@dataclass(frozen=True, slots=True)
class Word:
    """What one colleague said."""

    by: Face
    text: str
    at: datetime


@dataclass(slots=True)
class Said:
    """What was said of a check-in, and who has only seen it."""

    words: list[Word] = field(default_factory=list)
    seen: list[Face] = field(default_factory=list)


def feedback_of(ids: Sequence[int]) -> dict[int, Said]:
    """What was said of these check-ins, by their ids. One query."""
    found: dict[int, Said] = {pk: Said() for pk in ids}
    for one in Feedback.objects.filter(check_in__in=ids).select_related("by").order_by("id"):
        if one.text:
            found[one.check_in_id].words.append(Word(face_of(one.by), one.text, one.at))
        else:
            found[one.check_in_id].seen.append(face_of(one.by))
    return found
