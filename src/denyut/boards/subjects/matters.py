"""Blockers: what stands in the way, of whom, and for how long."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.boards.subjects.subject import Entry, Measure, Question, Side, Subject
from denyut.matters.models import Blocker
from denyut.matters.models.blockers import Cause
from denyut.people.models import Person


def _rows(viewer: Person, question: Question) -> QuerySet[Any]:
    return Blocker.objects.visible_to(viewer)


def _entry(row: Blocker, language: str) -> Entry:
    said = gettext("Open") if row.closed_at is None else gettext("Closed")
    return Entry(row.text, said, row.opened_at, reverse("okr:key_result", args=[row.key_result_id]))


BLOCKERS = Subject(
    key="blockers",
    title=_("Blockers"),
    rows=_rows,
    sides=(
        Side("cause", _("Cause"), "cause", names=dict(Cause.choices)),
        Side("waits_on", _("Whom it waits for"), "waits_on", "waits_on__name"),
        Side(
            "department",
            _("Department"),
            "key_result__objective__department",
            "key_result__objective__department__name",
        ),
        Side("week", _("Week"), "opened_at", bucket="week"),
        Side("month", _("Month"), "opened_at", bucket="month"),
    ),
    measures=(
        Measure("open", _("How many are open"), lambda: Count("pk", filter=Q(closed_at=None))),
        Measure("count", _("How many"), lambda: Count("pk")),
    ),
    moment="opened_at",
    department="key_result__objective__department",
    entry=_entry,
    related=("key_result",),
)
