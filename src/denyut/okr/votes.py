"""What secret votes say together: the median, once there are enough of them that nobody's own can be told from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from denyut.okr.models import KeyResult, Vote

TAPS = (10, 30, 50, 70, 90)
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Poll:
    """The median chance in percent (rounded to a whole one) that `number` people give a key result."""

    median: int
    number: int


def poll_of(votes: Sequence[int]) -> Poll | None:
    """What votes (percent) say together; None while they are fewer than three."""
    return Poll(round(median(votes)), len(votes)) if len(votes) >= ENOUGH else None


def polls_of(key_results: Sequence[int]) -> dict[int, Poll]:
    """What the votes on these key results (ids) say, of people who are still there. One query."""
    said: dict[int, list[int]] = {}
    found = Vote.objects.filter(key_result__in=key_results, person__is_active=True)
    for key_result, confidence in found.values_list("key_result", "confidence"):
        said.setdefault(key_result, []).append(confidence)
    polls = {pk: poll_of(votes) for pk, votes in said.items()}
    return {pk: poll for pk, poll in polls.items() if poll is not None}


def own_vote(key_result: KeyResult, person: int) -> int | None:
    """What somebody (id) voted themselves. One query."""
    return Vote.objects.filter(key_result=key_result, person=person).values_list("confidence", flat=True).first()
