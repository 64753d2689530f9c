"""What the pages of steering show: one's own questions, changes with their answers, guardrails, work on stopped goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from denyut.lib.dates import format_day
from denyut.okr.models import Initiative, KeyResult, State
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.steering.models import Answer, ChangeCard, ChangeEvent, Guardrail, Relevance
from denyut.steering.models.guardrails import GuardrailQuerySet
from denyut.steering.rows import (
    CardRow,
    ChangeRow,
    GuardrailRow,
    RelevanceRow,
    card_rows,
    change_rows,
    guardrail_rows,
    relevance_rows,
)

SHOWN = 30
STOPPED = (State.PAUSED, State.POSTPONED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Own:
    """What waits for one person's answer: cards of changes, and this month's question about their goals."""

    cards: list[CardRow]
    changes: list[int]
    relevance: list[RelevanceRow]


@dataclass(frozen=True, slots=True)
class StoppedWork:
    """Work that still stands under a key result that was stopped, put off or paused."""

    id: int
    title: str
    owner: Face
    due: str
    key_result: int
    label: str
    goal: str
    state_label: str
    reason: str


def own_questions(person: int, language: str) -> Own:
    """The questions to one person (their id). Two queries."""
    waiting = ChangeCard.objects.waiting().filter(person=person).with_people()
    cards = card_rows(waiting.order_by("due_at", "id"))
    asked = Relevance.objects.waiting().filter(person=person, key_result__objective__cycle__closed_at=None)
    month = asked.select_related("key_result").filter(month_on=company_now().date().replace(day=1))
    return Own(cards, list(dict.fromkeys(card.change for card in cards)), relevance_rows(month, language))


def changes_seen(viewer: Person) -> list[ChangeRow]:
    """The changes that the viewer sees, newest first. Four queries."""
    found = ChangeEvent.objects.visible_to(viewer).select_related("declared_by")
    return change_rows(list(found.prefetch_related("cards", "objectives")[:SHOWN]))


def change_rows_of(ids: Sequence[int]) -> list[ChangeRow]:
    """These changes as everybody may see them. Three queries."""
    found = ChangeEvent.objects.filter(pk__in=ids).select_related("declared_by")
    return change_rows(list(found.prefetch_related("cards", "objectives")))


def cards_seen(viewer: Person, event: ChangeEvent) -> list[CardRow]:
    """The cards of a change about goals that the viewer sees: those that wait first, then those that stop. One query."""
    order = {Answer.OPEN: 0, Answer.STOP: 1, Answer.ADJUST: 2, Answer.VALID: 3}
    found = ChangeCard.objects.visible_to(viewer).filter(event=event).with_people().order_by("due_at", "id")
    return sorted(card_rows(found), key=lambda row: order[Answer(row.answer)])


def guardrails_seen(
    viewer: Person, language: str, *, objective: int | None = None, cycle: int | None = None
) -> list[GuardrailRow]:
    """The guardrails that the viewer sees, of one objective or cycle (its id) where one is given, breached ones first. Three queries."""
    found = _with_all(Guardrail.objects.visible_to(viewer).standing())
    if objective is not None or cycle is not None:
        found = found.filter(objective=objective) if objective is not None else found.filter(cycle=cycle)
    return sorted(guardrail_rows(list(found), language), key=lambda row: not row.is_breached)


def guardrails_of(ids: Sequence[int], language: str) -> list[GuardrailRow]:
    """Standing guardrails of open goals by their ids. Three queries."""
    is_open = Q(objective=None) | Q(objective__visibility="public")
    return guardrail_rows(list(_with_all(Guardrail.objects.standing().filter(is_open, pk__in=ids))), language)


def work_on_stopped(viewer: Person, language: str) -> list[StoppedWork]:
    """Work that nobody ended under key results that were stopped, as far as the viewer sees them. One query."""
    goals = KeyResult.objects.visible_to(viewer).filter(objective__cycle__closed_at=None)
    stopped = goals.filter(Q(state__in=STOPPED) | Q(objective__state__in=STOPPED))
    found = Initiative.objects.filter(key_result__in=stopped, done_at=None, dropped_at=None)
    return [_work(one, language) for one in found.select_related("owner", "key_result__objective").order_by("due_on")]


def stopped_goals(viewer: Person) -> list[int]:
    """The ids of the key results that were stopped, as far as the viewer sees them. One query."""
    goals = KeyResult.objects.visible_to(viewer).filter(objective__cycle__closed_at=None)
    stopped = goals.filter(Q(state__in=STOPPED) | Q(objective__state__in=STOPPED))
    return list(stopped.values_list("pk", flat=True))


def _with_all(found: GuardrailQuerySet) -> GuardrailQuerySet:
    return found.select_related("indicator", "objective", "cycle").prefetch_related("sponsors", "breaches")


def _work(one: Initiative, language: str) -> StoppedWork:
    kr = one.key_result
    state = kr.state if kr.state in STOPPED else kr.objective.state
    due: date | None = one.due_on
    return StoppedWork(
        id=one.pk,
        title=one.title,
        owner=face_of(one.owner),
        due=format_day(due, language, "brief") if due else "",
        key_result=kr.pk,
        label=kr.label,
        goal=kr.title,
        state_label=str(State(state).label),
        reason=kr.state_reason or kr.objective.state_reason,
    )
