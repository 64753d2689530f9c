"""Challenges as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from denyut.alignment.models import Challenge
from denyut.alignment.rows.edges import speakers
from denyut.alignment.rows.marks import href_of
from denyut.lib.units import format_value
from denyut.okr.ends import Goal, node
from denyut.okr.models import KeyResult
from denyut.people.faces import Face, face_of

LOOKS = {"open": "not_started", "accepted": "on_track", "declined": "off_track"}


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """A challenge in one language. `days` is how long it has waited; `answerers` the ids of those who may answer, for data-named."""

    id: int
    label: str
    title: str
    href: str
    by: Face
    text: str
    target: str
    before: str
    state: str
    state_label: str | Promise
    look: str
    answer: str
    answerer: str
    made_at: datetime
    days: int
    is_overdue: bool
    answerers: str

    @property
    def is_open(self) -> bool:
        return self.state == Challenge.ChallengeState.OPEN


def challenge_rows(challenges: Iterable[Challenge], language: str, moment: datetime) -> list[ChallengeRow]:
    """These challenges, loaded with `with_goals`: open ones first, oldest first. No query."""
    listed = sorted(challenges, key=lambda one: (not one.is_open, one.made_at))
    return [_row(one, language, moment) for one in listed]


def _row(one: Challenge, language: str, moment: datetime) -> ChallengeRow:
    goal: Goal = one.goal
    target = before = ""
    if isinstance(goal, KeyResult) and one.proposed_target is not None:
        target = format_value(one.proposed_target.normalize(), goal.currency or goal.unit, language)
        before = format_value(goal.target.normalize(), goal.currency or goal.unit, language) if one.is_open else ""
    state = Challenge.ChallengeState(one.state)
    return ChallengeRow(
        id=one.pk,
        label=goal.label,
        title=goal.title,
        href=href_of(node(goal)),
        by=face_of(one.by),
        text=one.text,
        target=target,
        before=before,
        state=one.state,
        state_label=state.label,
        look="at_risk" if one.is_overdue(moment) else LOOKS[one.state],
        answer=one.answer,
        answerer=one.answered_by.name if one.answered_by else "",
        made_at=one.made_at,
        days=((one.answered_at or moment) - one.made_at).days,
        is_overdue=one.is_overdue(moment),
        answerers=" ".join(map(str, speakers(goal))),
    )
