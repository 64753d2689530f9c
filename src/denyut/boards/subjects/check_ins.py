"""Check-ins: what was said of key results, and when."""

from typing import Any

from django.db.models import Aggregate, Avg, Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.boards.subjects.subject import Entry, Measure, Question, Side, Subject
from denyut.lib.units import format_value
from denyut.okr.models import CheckIn, KeyResult
from denyut.people.models import Person

PLACES = {
    "web": pgettext_lazy("a surface", "Form"),
    "chat": pgettext_lazy("a surface", "Chat"),
    "rest": pgettext_lazy("a surface", "API"),
    "cli": pgettext_lazy("a surface", "Command line"),
}


def _rows(viewer: Person, question: Question) -> QuerySet[Any]:
    return CheckIn.objects.filter(key_result__in=KeyResult.objects.visible_to(viewer))


def _entry(row: CheckIn, language: str) -> Entry:
    kr = row.key_result
    value = format_value(row.value.normalize(), kr.unit, language)
    return Entry(f"{kr.label} {kr.title}", value, row.valid_at, reverse("okr:key_result", args=[kr.pk]))


def _count() -> Aggregate:
    return Count("pk")


CHECK_INS = Subject(
    key="check_ins",
    title=_("Check-ins"),
    rows=_rows,
    sides=(
        Side("day", _("Day"), "valid_at", bucket="day"),
        Side("week", _("Week"), "valid_at", bucket="week"),
        Side("month", _("Month"), "valid_at", bucket="month"),
        Side(
            "department",
            _("Department"),
            "key_result__objective__department",
            "key_result__objective__department__name",
        ),
        Side("person", _("Person"), "author", "author__name"),
        Side("surface", _("Where it was said"), "surface", names=PLACES),
    ),
    measures=(
        Measure("count", _("How many"), _count),
        Measure("confidence", _("Mean confidence"), lambda: Avg("confidence"), "%"),
        Measure("people", _("How many people"), lambda: Count("author", distinct=True)),
    ),
    moment="valid_at",
    department="key_result__objective__department",
    entry=_entry,
    related=("key_result",),
)
