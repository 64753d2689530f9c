"""Why somebody's work matters: from a task up to the goal of the company, as far as the viewer may see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from denyut.lib.numbers import format_percent
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.tasks.models import Task

HIGHEST = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A goal on the way up: what it is called, whose it is, and how far it has come (in words, and in percent up to 100 for its bar)."""

    label: str
    title: str
    url: str
    owner: str
    cycle: str
    progress: str
    percent: int


@dataclass(frozen=True, slots=True)
class Purpose:
    """The way up from a task, nearest first. `is_cut` says that a goal on it is not open to the viewer."""

    steps: list[Step]
    is_cut: bool


def purpose_of(task: Task, viewer: Person) -> Purpose | None:
    """What a task is good for, None where it helps no goal. One query, and one for each objective on the way."""
    kr = task.key_result
    if kr is None:
        return None
    if not KeyResult.objects.visible_to(viewer).filter(pk=kr.pk).exists():
        return Purpose([], True)
    steps, is_cut = [_key_result(kr)], False
    for objective in _upwards(kr.objective_id):
        if not Objective.objects.visible_to(viewer).filter(pk=objective.pk).exists():
            is_cut = True
            break
        steps.append(_objective(objective))
    return Purpose(steps, is_cut)


def _upwards(start: int) -> Iterator[Objective]:
    number: int | None = start
    for _height in range(HIGHEST):
        if number is None:
            return
        objective = Objective.objects.select_related("owner", "cycle").filter(pk=number).first()
        if objective is None:
            return
        yield objective
        number = objective.parent_id


def _key_result(kr: KeyResult) -> Step:
    url = reverse("okr:key_result", args=[kr.pk])
    return Step(kr.label, kr.title, url, kr.owner.name, "", *_progress(float(kr.progress)))


def _objective(objective: Objective) -> Step:
    url, owner, cycle = reverse("okr:objective", args=[objective.pk]), objective.owner.name, objective.cycle.name
    return Step(objective.label, objective.title, url, owner, cycle, *_progress(float(objective.progress)))


def _progress(ratio: float) -> tuple[str, int]:
    return format_percent(ratio, get_language() or "en"), round(max(0.0, min(1.0, ratio)) * 100)
