"""The minutes of a review: facts of what happened, and the same in words."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from denyut.matters.models import Decision
from denyut.meetings.compiling.moves import plain
from denyut.meetings.models import Review, ReviewItem
from denyut.okr.models import CheckIn, Visibility


def minutes_of(review: Review, moment: datetime) -> dict[str, Any]:
    """What happened in a review until `moment`: people, items with notes and actions, decisions and check-ins meanwhile. Five queries."""
    items = list(review.items.order_by("position", "id"))
    actions: dict[int, list[dict[str, Any]]] = {}
    for one in review.actions.select_related("task__owner"):
        task = one.task
        facts = {"task": task.pk, "label": task.label, "title": task.title, "owner": task.owner.name}
        due = task.due_on.isoformat() if task.due_on else ""
        actions.setdefault(one.item_id or 0, []).append({**facts, "due_on": due})
    people = [{"id": person.pk, "name": person.name} for person in review.sitting.attended.all()]
    return {
        "seconds": round(review.lasted(moment).total_seconds()),
        "planned": round(review.planned.total_seconds()),
        "people": people,
        "items": [_item(item, actions.get(item.pk, [])) for item in items],
        "decisions": _decided(review, items, moment),
        "check_ins": _said(review, items, moment),
    }


def _item(item: ReviewItem, actions: list[dict[str, Any]]) -> dict[str, Any]:
    own = {"item": item.pk, "kind": item.kind, "number": item.number, "title": item.title, "reasons": item.reasons}
    return {**own, "seconds": round(item.spent.total_seconds()), "notes": item.notes, "actions": actions}


def _decided(review: Review, items: list[ReviewItem], moment: datetime) -> list[dict[str, Any]]:
    asked = [item.number for item in items if item.kind == ReviewItem.ItemKind.DECISION]
    taken = Decision.objects.open_to_all().filter(pk__in=asked, decided_at__gte=review.began_at, decided_at__lte=moment)
    return [
        {"decision": one.pk, "label": one.label, "question": one.question, "choice": one.choice, "reason": one.reason}
        for one in taken.order_by("decided_at")
    ]


def _said(review: Review, items: list[ReviewItem], moment: datetime) -> list[dict[str, Any]]:
    goals = {item.key_result_id for item in items if item.key_result_id}
    said = CheckIn.objects.filter(
        key_result__in=goals,
        key_result__objective__visibility=Visibility.PUBLIC,
        recorded_at__gte=review.began_at,
        recorded_at__lte=moment,
    )
    return [
        {
            "check_in": one.pk,
            "label": one.key_result.label,
            "title": one.key_result.title,
            "unit": one.key_result.unit,
            "before": None if one.before is None else plain(one.before),
            "value": plain(one.value),
        }
        for one in said.select_related("key_result").order_by("recorded_at", "id")
    ]


def whole_minutes(seconds: int) -> int:
    """Seconds as minutes, rounded up: who sat for one second sat. Pure."""
    return max(1, -(-seconds // 60)) if seconds else 0


def written(name: str, facts: dict[str, Any]) -> str:
    """The minutes in words, in the active language: what is kept as the output of the sitting."""
    people = ", ".join(person["name"] for person in facts["people"])
    count = whole_minutes(facts["seconds"])
    lasted = ngettext("It took %(count)d minute.", "It took %(count)d minutes.", count) % {"count": count}
    lines = [_("Minutes of %(name)s") % {"name": name}, lasted, _("Present: %(people)s") % {"people": people}]
    for item in facts["items"]:
        if item["notes"] or item["actions"] or item["seconds"]:
            lines += ["", f"• {item['title']}", *_of_item(item)]
    if facts["decisions"]:
        lines += ["", pgettext("minutes", "Decided")]
        lines += [f"• {one['label']} {one['question']}: {one['choice']}" for one in facts["decisions"]]
    return "\n".join(lines)[:20_000]


def _of_item(item: dict[str, Any]) -> list[str]:
    lines = [item["notes"]] if item["notes"] else []
    said = _("%(label)s %(title)s (%(owner)s)")
    return [*lines, *(f"→ {said % action}" for action in item["actions"])]
