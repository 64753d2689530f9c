"""Readings of one indicator. Indicators are open to all, and their numbers are as fresh as their last reading."""

from typing import Any

from django.db.models import Avg, Count, Max, Min, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.boards.subjects.subject import Entry, Measure, Question, Side, Subject
from denyut.metrics.models import Indicator, Reading
from denyut.metrics.rows import worded
from denyut.people.models import Person


def _rows(viewer: Person, question: Question) -> QuerySet[Any]:
    seen = Indicator.objects.visible_to(viewer)
    return Reading.objects.filter(indicator__in=seen, indicator=question.about)


def _entry(row: Reading, language: str) -> Entry:
    said = worded(row.value, row.indicator.unit, language)
    return Entry(row.indicator.name, said, row.valid_at, reverse("metrics:indicator", args=[row.indicator_id]))


READINGS = Subject(
    key="readings",
    title=_("Readings of an indicator"),
    rows=_rows,
    sides=(
        Side("day", _("Day"), "valid_at", bucket="day"),
        Side("week", _("Week"), "valid_at", bucket="week"),
        Side("month", _("Month"), "valid_at", bucket="month"),
    ),
    measures=(
        Measure("mean", _("Mean"), lambda: Avg("value")),
        Measure("sum", _("Sum"), lambda: Sum("value")),
        Measure("lowest", _("Lowest"), lambda: Min("value")),
        Measure("highest", _("Highest"), lambda: Max("value")),
        Measure("count", _("How many"), lambda: Count("pk")),
    ),
    moment="valid_at",
    department="",
    entry=_entry,
    related=("indicator",),
    needs="indicator",
)
