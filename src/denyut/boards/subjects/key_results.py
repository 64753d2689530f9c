"""Key results of the cycles that run."""

from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.boards.subjects.subject import Entry, Measure, Question, Side, Subject
from denyut.okr.models import KeyResult, State
from denyut.people.models import Person
from denyut.people.times import company_now

PERCENT = 100


def _rows(viewer: Person, question: Question) -> QuerySet[Any]:
    today = company_now().date()
    running = Q(objective__cycle__starts_on__lte=today, objective__cycle__ends_on__gte=today)
    return KeyResult.objects.visible_to(viewer).filter(running).exclude(state=State.CANCELLED)


def _entry(row: KeyResult, language: str) -> Entry:
    said = f"{row.owner.name} · {round(row.progress * PERCENT)} %"
    return Entry(f"{row.label} {row.title}", said, row.checked_in_at, reverse("okr:key_result", args=[row.pk]))


KEY_RESULTS = Subject(
    key="key_results",
    title=_("Key results that run"),
    rows=_rows,
    sides=(
        Side("department", _("Department"), "objective__department", "objective__department__name"),
        Side("person", _("Person"), "owner", "owner__name"),
        Side("site", _("Site"), "owner__site", "owner__site__name"),
        Side("cycle", _("Cycle"), "objective__cycle", "objective__cycle__name"),
        Side("objective", _("Objective"), "objective", "objective__title"),
        Side("confidence", _("Confidence"), "confidence"),
        Side("state", _("State"), "state", names=dict(State.choices)),
    ),
    measures=(
        Measure("progress", _("Mean progress"), lambda: Avg("progress"), "share"),
        Measure("count", _("How many"), lambda: Count("pk")),
        Measure("confidence", _("Mean confidence"), lambda: Avg("confidence"), "%"),
        Measure("silent", _("How many have no number yet"), lambda: Count("pk", filter=Q(value=None))),
    ),
    moment="",
    department="objective__department",
    entry=_entry,
    related=("owner", "objective"),
)
