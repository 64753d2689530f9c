"""Reviews as pages show them: plain values in one language, the same for everybody who looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, pgettext

from denyut.meetings.agenda import FALLING, RED, STALE, UNCLEAR
from denyut.meetings.models import Review, ReviewItem, ReviewTask
from denyut.okr.models import Visibility
from denyut.okr.rows import KeyResultRow, key_result_rows
from denyut.people.faces import Face, face_of
from denyut.people.times import company_now
from denyut.tasks.models import Task
from denyut.tasks.rows import TaskRow, task_rows


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a review. `act_url` opens what is done about it in place. `spent` are seconds without the time it is up just now.

    `goal` is the live row of its key result, where everybody may see that.
    """

    id: int
    review: int
    kind: str
    kind_label: str
    label: str
    title: str
    url: str
    act_url: str
    act_label: str
    reasons: list[tuple[str, str]]
    minutes: int
    spent: int
    since: datetime | None
    is_current: bool
    is_done: bool
    notes: str
    edition: int
    goal: KeyResultRow | None
    task: TaskRow | None
    actions: list[TaskRow]


@dataclass(frozen=True, slots=True)
class Stage:
    """The head of a review: who leads, who is there, what is up, and the clock of the whole."""

    id: int
    facilitator: Face
    people: list[Face]
    began_at: datetime
    planned: int
    current: int | None
    current_title: str
    item_since: datetime | None
    item_planned: int
    item_spent: int
    is_closed: bool
    closed_at: datetime | None


def reason_labels() -> dict[str, str]:
    """Why a key result is on the agenda."""
    return {
        RED: pgettext("an agenda", "Off track"),
        FALLING: pgettext("an agenda", "Confidence fell"),
        STALE: pgettext("an agenda", "Nothing heard"),
        UNCLEAR: pgettext("an agenda", "Not understood from the brief"),
    }


def stages(ids: Sequence[int]) -> dict[int, Stage]:
    """The heads of these reviews, by their ids. Two queries."""
    found = Review.objects.filter(pk__in=ids).select_related("facilitator", "current", "sitting")
    return {review.pk: _stage(review) for review in found.prefetch_related("sitting__attended")}


def item_rows(items: Iterable[ReviewItem]) -> list[ItemRow]:
    """These items as rows; their reviews must be loaded. Seven queries at most."""
    rows, language = list(items), get_language() or "en"
    goals = _goals([item for item in rows if item.kind == ReviewItem.ItemKind.GOAL], language)
    tasks = _tasks([item.number for item in rows if item.kind == ReviewItem.ItemKind.TASK], language)
    actions = actions_of([item.pk for item in rows])
    labels = reason_labels()
    return [_item(item, goals, tasks, actions.get(item.pk, []), labels) for item in rows]


def rows_of(ids: Sequence[int]) -> dict[int, ItemRow]:
    """Items as rows, by their ids."""
    found = ReviewItem.objects.filter(pk__in=ids).select_related("review", "key_result__objective")
    return {row.id: row for row in item_rows(found)}


def actions_of(ids: Sequence[int]) -> dict[int, list[TaskRow]]:
    """What came of these items as tasks, by the items' ids. One query."""
    made = ReviewTask.objects.filter(item__in=ids).select_related(
        "task__owner", "task__made_by", "task__done_by", "task__room", "task__line", "task__key_result__objective"
    )
    found: dict[int, list[TaskRow]] = {}
    for one in made.order_by("id"):
        found.setdefault(one.item_id or 0, []).extend(task_rows([one.task], get_language() or "en"))
    return found


def _goals(items: Sequence[ReviewItem], language: str) -> dict[int, KeyResultRow]:
    ids = [
        item.number
        for item in items
        if item.key_result is not None and item.key_result.objective.visibility == Visibility.PUBLIC
    ]
    return key_result_rows(ids, language=language, moment=company_now()) if ids else {}


def _tasks(ids: Sequence[int], language: str) -> dict[int, TaskRow]:
    found = Task.objects.with_people().open_to_all().filter(pk__in=ids) if ids else []
    return {row.id: row for row in task_rows(found, language)}


def _item(
    item: ReviewItem,
    goals: dict[int, KeyResultRow],
    tasks: dict[int, TaskRow],
    actions: list[TaskRow],
    labels: dict[str, str],
) -> ItemRow:
    review = item.review
    is_current = review.current_id == item.pk
    label, url, act_url, act_label = _way(item)
    return ItemRow(
        id=item.pk,
        review=review.pk,
        kind=item.kind,
        kind_label=str(ReviewItem.ItemKind(item.kind).label),
        label=label,
        title=item.title,
        url=url,
        act_url=act_url,
        act_label=act_label,
        reasons=[(reason, labels.get(reason, reason)) for reason in item.reasons],
        minutes=item.minutes,
        spent=int(item.spent.total_seconds()),
        since=review.item_since if is_current else None,
        is_current=is_current,
        is_done=item.done_at is not None and not is_current,
        notes=item.notes,
        edition=item.edition,
        goal=goals.get(item.number) if item.kind == ReviewItem.ItemKind.GOAL else None,
        task=tasks.get(item.number) if item.kind == ReviewItem.ItemKind.TASK else None,
        actions=actions,
    )


def _way(item: ReviewItem) -> tuple[str, str, str, str]:
    """How an item is named, where it is, and what opens in place to act on it."""
    kinds = ReviewItem.ItemKind
    if item.kind == kinds.GOAL:
        number = [item.number]
        check_in = pgettext("an agenda", "Check in")
        return (
            f"KR-{item.number}",
            reverse("okr:key_result", args=number),
            reverse("okr:check_ins", args=number),
            check_in,
        )
    if item.kind == kinds.BLOCKER:
        url = reverse("matters:blocker", args=[item.number])
        return f"B-{item.number}", url, url, pgettext("an agenda", "Clear it")
    if item.kind == kinds.DECISION:
        url = reverse("matters:decision", args=[item.number])
        return f"D-{item.number}", url, url, pgettext("an agenda", "Decide")
    if item.kind == kinds.TASK:
        url = reverse("tasks:task", args=[item.number])
        return f"T-{item.number}", url, url, pgettext("an agenda", "Open")
    if item.kind == kinds.WARNING and item.key_result_id:
        url = reverse("foresight:watch")
        return f"KR-{item.key_result_id}", url, "", ""
    return "", "", "", ""


def _stage(review: Review) -> Stage:
    current = review.current
    return Stage(
        id=review.pk,
        facilitator=face_of(review.facilitator),
        people=[face_of(person) for person in review.sitting.attended.all()],
        began_at=review.began_at,
        planned=int(review.planned.total_seconds()),
        current=current.pk if current else None,
        current_title=current.title if current else "",
        item_since=review.item_since,
        item_planned=current.minutes * 60 if current else 0,
        item_spent=int(current.spent.total_seconds()) if current else 0,
        is_closed=review.is_closed,
        closed_at=review.closed_at,
    )
