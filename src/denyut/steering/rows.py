"""Changes of plan, cards and guardrails as pages show them: plain values in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from denyut.lib.dates import format_day
from denyut.lib.units import format_value
from denyut.okr.models import KeyResult, Reason
from denyut.people.faces import Face, face_of
from denyut.spine import clock
from denyut.steering.models import Answer, Breach, ChangeCard, ChangeEvent, ChangeKind, Guardrail, Relevance
from denyut.steering.realignment import Realignment, realignment_of

REASONS = {
    ChangeKind.MARKET: Reason.MARKET,
    ChangeKind.RESOURCES: Reason.RESOURCES,
    ChangeKind.STRATEGY: Reason.STRATEGY,
    ChangeKind.OTHER: Reason.LEARNING,
}
NOTE_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change of plan with how far its answers are, by answer."""

    id: int
    kind_label: str
    text: str
    by: Face
    at: datetime
    hours: int
    goals: list[str]
    counts: dict[str, int]
    realignment: Realignment
    late: int
    is_standing: bool
    called_off_reason: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card. `adjust_url` is the form that changes the goal, with the change of plan as its reason and note."""

    id: int
    change: int
    kind_label: str
    text: str
    declared_by: Face
    person: Face
    label: str
    title: str
    url: str
    adjust_url: str
    due_at: datetime
    is_late: bool
    is_escalated: bool
    answer: str
    answer_label: str
    answered_at: datetime | None
    note: str
    is_key_result: bool
    named: str


@dataclass(frozen=True, slots=True)
class RelevanceRow:
    """The question of one month about one goal."""

    id: int
    key_result: int
    label: str
    title: str
    month: str
    is_right: bool | None
    note: str
    adjust_url: str


@dataclass(frozen=True, slots=True)
class GuardrailRow:
    """A guardrail with its indicator's last value, and the breach that is open, or the last one."""

    id: int
    indicator: str
    indicator_url: str
    side: str
    side_label: str
    limit: str
    value: str
    guards: str
    why: str
    sponsors: list[Face]
    is_breached: bool
    breached_at: datetime | None
    breached_with: str
    times: int
    named: str


def change_rows(events: Sequence[ChangeEvent]) -> list[ChangeRow]:
    """Loaded changes (`declared_by`, `cards`, `objectives` at hand) as rows. No query."""
    now = clock.now()
    return [_change(one, list(one.cards.all()), now) for one in events]


def card_rows(cards: Iterable[ChangeCard]) -> list[CardRow]:
    """Loaded cards (`with_people`) as rows. No query."""
    now = clock.now()
    return [_card(one, now) for one in cards]


def relevance_rows(found: Iterable[Relevance], language: str) -> list[RelevanceRow]:
    """Loaded answers (`key_result` at hand) as rows. No query."""
    return [
        RelevanceRow(
            id=one.pk,
            key_result=one.key_result_id,
            label=one.key_result.label,
            title=one.key_result.title,
            month=format_day(one.month_on, language),
            is_right=one.is_right,
            note=one.note,
            adjust_url=reverse("okr:key_result_edit", args=[one.key_result_id]),
        )
        for one in found
    ]


def guardrail_rows(guardrails: Sequence[Guardrail], language: str) -> list[GuardrailRow]:
    """Loaded guardrails (`indicator`, `objective`, `cycle`, `sponsors`, `breaches` at hand) as rows. No query."""
    return [_guardrail(one, list(one.breaches.all()), language) for one in guardrails]


def adjust_url(kr: KeyResult, event: ChangeEvent) -> str:
    """The form that changes a key result, with the change of plan as its reason and note."""
    query = urlencode({"reason": REASONS[ChangeKind(event.kind)].value, "note": event.text[:NOTE_AT_MOST]})
    return f"{reverse('okr:key_result_edit', args=[kr.pk])}?{query}"


def _change(event: ChangeEvent, cards: list[ChangeCard], now: datetime) -> ChangeRow:
    answered = [card.answered_at for card in cards if card.answered_at is not None]
    return ChangeRow(
        id=event.pk,
        kind_label=event.get_kind_display(),
        text=event.text,
        by=face_of(event.declared_by),
        at=event.declared_at,
        hours=event.hours,
        goals=[one.title for one in event.objectives.all() if one.is_open],
        counts={answer.value or "open": sum(card.answer == answer for card in cards) for answer in Answer},
        realignment=realignment_of(event.declared_at, answered, len(cards)),
        late=sum(card.answer == Answer.OPEN and card.due_at < now for card in cards) if event.is_standing else 0,
        is_standing=event.is_standing,
        called_off_reason=event.called_off_reason,
    )


def _card(card: ChangeCard, now: datetime) -> CardRow:
    goal, event = card.goal, card.event
    is_key_result = isinstance(goal, KeyResult)
    named = {card.person_id, card.person.manager_id, goal.owner_id}
    edit = reverse("okr:objective_edit", args=[goal.pk])
    return CardRow(
        id=card.pk,
        change=event.pk,
        kind_label=event.get_kind_display(),
        text=event.text,
        declared_by=face_of(event.declared_by),
        person=face_of(card.person),
        label=goal.label,
        title=goal.title,
        url=reverse("okr:key_result" if is_key_result else "okr:objective", args=[goal.pk]),
        adjust_url=adjust_url(goal, event) if isinstance(goal, KeyResult) else edit,
        due_at=card.due_at,
        is_late=card.answer == Answer.OPEN and card.due_at < now and event.is_standing,
        is_escalated=card.escalated_at is not None,
        answer=card.answer,
        answer_label=card.get_answer_display(),
        answered_at=card.answered_at,
        note=card.note,
        is_key_result=is_key_result,
        named=" ".join(str(pk) for pk in sorted(pk for pk in named if pk)),
    )


def _guardrail(one: Guardrail, breaches: list[Breach], language: str) -> GuardrailRow:
    indicator = one.indicator
    last = breaches[0] if breaches else None
    guarded = [one.objective.title if one.objective else "", one.cycle.name if one.cycle else ""]

    def said(value: Decimal) -> str:
        return format_value(value.normalize(), indicator.unit, language)

    return GuardrailRow(
        id=one.pk,
        indicator=indicator.name,
        indicator_url=reverse("metrics:indicator", args=[indicator.pk]),
        side=one.side,
        side_label=one.get_side_display(),
        limit=said(one.limit),
        value="" if indicator.value is None else said(indicator.value),
        guards=" · ".join(name for name in guarded if name),
        why=one.why,
        sponsors=[face_of(person) for person in one.sponsors.all()],
        is_breached=last is not None and last.ended_at is None,
        breached_at=last.at if last is not None else None,
        breached_with=said(last.value) if last is not None else "",
        times=len(breaches),
        named=str(one.set_by_id),
    )
