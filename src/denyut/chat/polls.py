"""Polls as cards show them, the same for everybody who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from denyut.chat.models import Poll, Vote
from denyut.people.faces import Face, face_of
from denyut.spine import clock

FACES = 6


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option: its place, how many chose it, in percent of those who voted; who, and their ids, unless the poll is secret."""

    place: int
    text: str
    count: int
    percent: int
    faces: tuple[Face, ...]
    more: int
    named: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class PollRow:
    """A poll with its counts; `voters` is how many people voted."""

    id: int
    question: str
    by: Face
    options: tuple[OptionRow, ...]
    voters: int
    is_multiple: bool
    is_secret: bool
    is_over: bool
    closes_at: datetime | None


def poll_rows(ids: Sequence[int]) -> dict[int, PollRow]:
    """Polls as rows, by id. Two queries."""
    votes: dict[int, list[Vote]] = {}
    for vote in Vote.objects.filter(poll__in=ids).select_related("person"):
        votes.setdefault(vote.poll_id, []).append(vote)
    polls = Poll.objects.filter(pk__in=ids).select_related("by")
    return {poll.pk: _row(poll, votes.get(poll.pk, [])) for poll in polls}


def _row(poll: Poll, votes: Sequence[Vote]) -> PollRow:
    voters = len({vote.person_id for vote in votes})
    counts = [sum(vote.option == place for vote in votes) for place in range(len(poll.options))]
    options = tuple(_option(poll, place, votes, voters, max(counts, default=0)) for place in range(len(poll.options)))
    return PollRow(
        id=poll.pk,
        question=poll.question,
        by=face_of(poll.by),
        options=options,
        voters=voters,
        is_multiple=poll.is_multiple,
        is_secret=poll.is_secret,
        is_over=poll.is_over(clock.now()),
        closes_at=poll.closes_at,
    )


def _option(poll: Poll, place: int, votes: Sequence[Vote], voters: int, most: int) -> OptionRow:
    chose = [vote.person for vote in votes if vote.option == place]
    # In a secret poll no name leaves the server, not even as a mark for its own bearer.
    shown = [] if poll.is_secret else chose
    return OptionRow(
        place=place,
        text=poll.options[place],
        count=len(chose),
        percent=round(100 * len(chose) / voters) if voters else 0,
        faces=tuple(face_of(person) for person in shown[:FACES]),
        more=max(0, len(shown) - FACES),
        named=" ".join(str(person.pk) for person in shown),
        is_ahead=bool(chose) and len(chose) == most,
    )
