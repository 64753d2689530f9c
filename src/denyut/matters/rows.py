"""Blockers and decisions as pages show them: plain values in one language, the same for everybody who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from denyut.chat.models import Room
from denyut.lib.dates import relative_day
from denyut.matters.models import Blocker, Decision
from denyut.matters.snapshots import Seen, seen_then
from denyut.matters.waiting import Marks, marks_of
from denyut.people.faces import Face, face_of
from denyut.people.times import company_now
from denyut.spine import clock


@dataclass(frozen=True, slots=True)
class BlockerRow:
    """A blocker. `amber_at` and `red_at` are when its age turns those colours, `level` its colour now.

    `goal_title` is empty where not everybody may see the goal. `room` and `line` are empty outside of open rooms.
    """

    id: int
    label: str
    text: str
    cause: str
    cause_label: str
    key_result: int
    goal_label: str
    goal_title: str
    owner: Face
    waits_on: Face | None
    department: str
    raised_by: Face
    opened_at: datetime
    since: datetime
    amber_at: datetime
    red_at: datetime
    level: str
    is_standing: bool
    is_escalated: bool
    was_reopened: bool
    closed_at: datetime | None
    closed_by: Face | None
    resolution: str
    waited: timedelta
    room: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision. `seen` are the numbers when it was asked, `seen_then` those when it was taken; `named` the ids of who may take it."""

    id: int
    label: str
    url: str
    question: str
    options: list[str]
    is_pending: bool
    is_withdrawn: bool
    decider: Face
    asked_by: Face
    decided_by: Face | None
    asked_at: datetime
    decided_at: datetime | None
    due: str
    is_late: bool
    choice: str
    reason: str
    took: timedelta
    seen: list[Seen]
    seen_then: list[Seen]
    named: str
    room: int | None
    line: int | None


def blocker_rows(blockers: Sequence[Blocker]) -> list[BlockerRow]:
    """Loaded blockers (`with_people`) as rows, in their order. Two queries."""
    marks, now = marks_of(blockers), clock.now()
    return [_blocker(one, marks[one.pk], now) for one in blockers]


def decision_rows(decisions: Sequence[Decision], language: str) -> list[DecisionRow]:
    """Loaded decisions (`with_people`) as rows, in their order. No query."""
    now, today = clock.now(), company_now().date()
    return [_decision(one, language, now, today) for one in decisions]


def _blocker(one: Blocker, marks: Marks, now: datetime) -> BlockerRow:
    kr = one.key_result
    amber, red = marks
    is_heard = one.room is not None and one.room.kind == Room.RoomKind.OPEN
    return BlockerRow(
        id=one.pk,
        label=one.label,
        text=one.text,
        cause=one.cause,
        cause_label=one.get_cause_display(),
        key_result=kr.pk,
        goal_label=kr.label,
        goal_title=kr.title if kr.objective.is_open else "",
        owner=face_of(kr.owner),
        waits_on=face_of(one.waits_on) if one.waits_on else None,
        department=one.waits_on_department.name if one.waits_on_department else "",
        raised_by=face_of(one.raised_by),
        opened_at=one.opened_at,
        since=one.standing_since,
        amber_at=amber,
        red_at=red,
        level="red" if now >= red else "amber" if now >= amber else "",
        is_standing=one.is_standing,
        is_escalated=one.escalated_at is not None,
        was_reopened=bool(one.waited_before),
        closed_at=one.closed_at,
        closed_by=face_of(one.closed_by) if one.closed_by else None,
        resolution=one.resolution,
        waited=one.waited(now),
        room=one.room_id if is_heard else None,
        line=one.line_id if is_heard else None,
    )


def _decision(one: Decision, language: str, now: datetime, today: date) -> DecisionRow:
    is_heard = one.room is not None and one.room.kind == Room.RoomKind.OPEN
    return DecisionRow(
        id=one.pk,
        label=one.label,
        url=reverse("matters:decision", args=[one.pk]),
        question=one.question,
        options=one.options,
        is_pending=one.is_pending,
        is_withdrawn=one.withdrawn_at is not None,
        decider=face_of(one.decider),
        asked_by=face_of(one.asked_by),
        decided_by=face_of(one.decided_by) if one.decided_by else None,
        asked_at=one.asked_at,
        decided_at=one.decided_at,
        due=relative_day(one.due_on, language, today=today) if one.due_on else "",
        is_late=one.is_pending and one.due_on is not None and one.due_on < today,
        choice=one.choice,
        reason=one.reason,
        took=one.took(now),
        seen=seen_then(one.snapshot, language),
        seen_then=seen_then(one.snapshot_then, language),
        named=" ".join(str(pk) for pk in (one.decider_id, one.decider.manager_id) if pk),
        room=one.room_id if is_heard else None,
        line=one.line_id if is_heard else None,
    )
