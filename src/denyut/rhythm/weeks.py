"""A week as a page shows it: what it asks, what was planned, what moved, what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import get_language

from denyut.okr.models import KeyResult, State
from denyut.okr.rows import KeyResultRow, key_result_rows
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.people.requests import new_key
from denyut.people.times import company_now, zone_of
from denyut.rhythm.asking import Asked, Stands, asked_of
from denyut.rhythm.models import ItemKind, Weekly, WeeklyItem
from denyut.rhythm.plans import open_plans

TAPS = (10, 30, 50, 70, 90)


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """One key result that a week asks for: its row, the day it is due, how it stands. `key` makes sending twice count once.

    `seen` is the check-in the page knows of: a later one is shown beside what was typed.
    """

    row: KeyResultRow
    due_on: date
    stands: Stands
    for_whom: str
    key: str
    seen: str
    is_private: bool

    @property
    def is_wanted(self) -> bool:
        """Whether it waits for a check-in."""
        return self.stands in (Stands.SOON, Stands.DUE, Stands.LATE)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of a week. `label` names its key result where the reader sees it; `is_old` when it moved on from an earlier week."""

    id: int
    kind: str
    text: str
    label: str
    key_result: int | None
    is_done: bool
    is_raised: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Somebody's week: plans still open, progress (plans that are done among it), problems."""

    face: Face
    week_on: date
    filed_at: datetime | None
    mood: int | None
    plans: list[ItemRow] = field(default_factory=list)
    progress: list[ItemRow] = field(default_factory=list)
    problems: list[ItemRow] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.plans or self.progress or self.problems)


def cards_of(person: Person, now: datetime) -> list[CheckInCard]:
    """The key results that a person's week asks for or has heard of, the most urgent first. Thirteen queries at most."""
    wanted = [one for one in asked_of(person, now) if one.stands is not Stands.LATER]
    return cards_for(wanted, person)


def cards_for(asked: Sequence[Asked], person: Person) -> list[CheckInCard]:
    """These as cards. Four queries at most."""
    ids = [one.kr.pk for one in asked]
    rows = key_result_rows(ids, language=get_language() or "en", moment=company_now()) if ids else {}
    return [_card(one, rows[one.kr.pk], person) for one in asked if one.kr.pk in rows]


def seen_of(kr: KeyResult) -> str:
    """What says which check-in of a key result somebody has seen last."""
    return kr.checked_in_at.isoformat() if kr.checked_in_at else ""


def week_row(person: Person, week_on: date, viewer: Person, *, is_now: bool) -> WeekRow:
    """Somebody's week as a viewer sees it. In the present one plans of weeks before stand too, until they move on. Four queries at most."""
    week = Weekly.objects.filter(person=person, week_on=week_on).first()
    items = list(week.items.standing()) if week else []
    if is_now and week is None:
        items = [*open_plans(person), *items]
    return _row(person, week_on, week, items, viewer, _labels(viewer, items))


def week_rows(people: Sequence[Person], week_on: date, viewer: Person) -> list[WeekRow]:
    """The weeks of these people, in their order. Three queries."""
    weeks = Weekly.objects.filter(person__in=people, week_on=week_on)
    by_person = {week.person_id: week for week in weeks}
    found: dict[int, list[WeeklyItem]] = {}
    for item in WeeklyItem.objects.visible_to(viewer).filter(weekly__in=list(by_person.values())):
        found.setdefault(item.weekly_id, []).append(item)
    labels = _labels(viewer, [item for some in found.values() for item in some])
    pairs = ((person, by_person.get(person.pk)) for person in people)
    return [
        _row(person, week_on, week, found.get(week.pk, []) if week else [], viewer, labels) for person, week in pairs
    ]


def choices_of(person: Person) -> list[tuple[int, str]]:
    """The key results about which somebody writes most: those they own or check in. One query."""
    mine = KeyResult.objects.filter(owner=person) | KeyResult.objects.filter(delegate=person)
    running = mine.filter(objective__cycle__closed_at=None, state=State.ACTIVE, objective__state=State.ACTIVE)
    return [(kr.pk, f"{kr.label} {kr.title}") for kr in running.distinct().order_by("id")[:40]]


def _labels(viewer: Person, items: Iterable[WeeklyItem]) -> set[int]:
    ids = {item.key_result_id for item in items if item.key_result_id}
    return set(KeyResult.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def _row(
    person: Person, week_on: date, week: Weekly | None, items: Sequence[WeeklyItem], viewer: Person, seen: set[int]
) -> WeekRow:
    rows = [_item(item, seen, week_on) for item in items]
    is_own = person.pk == viewer.pk
    return WeekRow(
        face_of(person),
        week_on,
        week.filed_at.astimezone(zone_of(viewer)) if week and week.filed_at else None,
        week.mood if week and is_own else None,
        [row for row in rows if row.kind == ItemKind.PLAN and not row.is_done],
        [row for row in rows if row.kind == ItemKind.PROGRESS or row.is_done],
        [row for row in rows if row.kind == ItemKind.PROBLEM],
    )


def _item(item: WeeklyItem, seen: set[int], week_on: date) -> ItemRow:
    number = item.key_result_id if item.key_result_id in seen else None
    return ItemRow(
        item.pk,
        item.kind,
        item.text,
        f"KR-{number}" if number else "",
        number,
        item.done_at is not None,
        item.raised_at is not None,
        item.carried_from_id is not None or (item.kind == ItemKind.PLAN and item.made_at.date() < week_on),
    )


def _card(one: Asked, row: KeyResultRow, person: Person) -> CheckInCard:
    return CheckInCard(
        row,
        one.slot.day,
        one.stands,
        one.kr.owner.name if one.kr.owner_id != person.pk else "",
        new_key(),
        seen_of(one.kr),
        not one.kr.objective.is_open,
    )
