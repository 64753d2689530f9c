"""What a report may tell: all that everybody sees of some goals, or what one viewer sees beyond that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from denyut.foresight.models import EarlyWarning
from denyut.matters.models import Blocker, Decision
from denyut.meetings.scope import goals_of, hidden_goals, open_goals
from denyut.okr.models import KeyResult, Objective, Visibility
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.people.models import Department, Person

type Facts = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """From `since`, included, to `until`, not included."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Source:
    """Goals, and what may be told beside them. `people_in` says whose weeks count: a department, or with None everybody's."""

    goals: KeyResultQuerySet
    blockers: Any
    decisions: Any
    warnings: Any
    department: Department | None = None
    has_weeks: bool = False


def for_everybody(department: Department | None) -> Source:
    """What everybody may know of a team's goals, or of the company's."""
    goals = open_goals(goals_of(department))
    ids = goals.values("pk")
    asked = Q(key_results__in=ids) | (Q(key_results=None) if department is None else Q(pk=None))
    return Source(
        goals=goals,
        blockers=Blocker.objects.open_to_all().filter(key_result__in=ids),
        decisions=Decision.objects.open_to_all().filter(asked).distinct(),
        warnings=EarlyWarning.objects.open_to_all().filter(key_result__in=ids),
        department=department,
        has_weeks=True,
    )


def for_viewer_alone(department: Department | None, viewer: Person) -> Source:
    """What the viewer knows of a team's goals and not everybody does."""
    return of_viewer(hidden_goals(goals_of(department), viewer), viewer)


def of_objective(objective: Objective, viewer: Person | None) -> Source:
    """What the viewer may know of one objective's key results; without one, what everybody may."""
    goals = KeyResult.objects.counted().filter(objective=objective)
    if viewer is not None:
        return of_viewer(goals.filter(pk__in=KeyResult.objects.visible_to(viewer).values("pk")), viewer)
    ids = goals.filter(objective__visibility=Visibility.PUBLIC)
    return Source(
        goals=ids,
        blockers=Blocker.objects.open_to_all().filter(key_result__in=ids.values("pk")),
        decisions=Decision.objects.open_to_all().filter(key_results__in=ids.values("pk")).distinct(),
        warnings=EarlyWarning.objects.open_to_all().filter(key_result__in=ids.values("pk")),
    )


def of_viewer(goals: KeyResultQuerySet, viewer: Person) -> Source:
    """All that the viewer may know of these goals."""
    ids = goals.values("pk")
    return Source(
        goals=goals,
        blockers=Blocker.objects.visible_to(viewer).filter(key_result__in=ids),
        decisions=Decision.objects.visible_to(viewer).filter(key_results__in=ids).distinct(),
        warnings=EarlyWarning.objects.visible_to(viewer).filter(key_result__in=ids),
    )
