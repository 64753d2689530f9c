"""What closing puts on the pages of goals and cycles, and beside the form of an objective."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.closing.rows.goals import head_of
from denyut.closing.rows.lessons import lessons_for, lessons_of
from denyut.closing.rows.owners import scoring_of
from denyut.closing.words import colour_of, shown, shown_change
from denyut.lib.numbers import format_percent
from denyut.okr.amounts import amount
from denyut.okr.models import Cycle, KeyResult, Objective, Phase, State
from denyut.okr.models.objectives import PLANNED
from denyut.okr.progress import Kind
from denyut.okr.unscored import NEVER_SCORED
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.spine.access import may
from denyut.spine.widgets import widget


@dataclass(frozen=True, slots=True)
class Relative:
    """The goal before or after this one in its line."""

    id: int
    title: str
    cycle: str
    is_before: bool


@widget("closing.cycle", _("The close"), place="okr.cycle")
def draw_cycle(viewer: Person, options: dict[str, Any]) -> str:
    """How far the scoring of a cycle is, and the way to its close. Three queries."""
    cycle: Cycle = options["cycle"]
    context = {"cycle": cycle, "scoring": scoring_of(cycle), "is_time": _is_time(cycle, company_now().date())}
    return render_to_string("closing/_cycle.html", context)


@widget("closing.objective", _("Score and lessons"), place="okr.objective")
def draw_objective(viewer: Person, options: dict[str, Any]) -> str:
    """The score of an objective, its line of descent and its lessons; nothing for a draft. Three queries at most."""
    objective: Objective = options["objective"]
    if objective.state in PLANNED and objective.carried_from_id is None:
        return ""
    language = get_language() or "en"
    lessons = lessons_of(viewer, objective, language)
    may_answer = bool(may(viewer, "closing.answer_post_mortem", objective))
    is_open = objective.state not in NEVER_SCORED and not objective.cycle.is_closed
    context = {
        "head": head_of(objective, [row.kind for row in lessons if row.objective_id == objective.pk], language),
        "lessons": lessons,
        "line": _line(viewer, objective),
        "cycle": objective.cycle_id,
        "owner": objective.owner_id,
        "scored_by": objective.scored_by.name if objective.scored_by else "",
        "may_answer": may_answer,
        "may_score": is_open and _is_time(objective.cycle, company_now().date()) and may_answer,
        "may_amend": objective.cycle.is_closed and bool(may(viewer, "okr.amend_score", objective)),
        "may_write": not viewer.is_auditor,
        "may_carry": _may_carry(viewer, objective),
    }
    return render_to_string("closing/_objective.html", context)


@widget("closing.key_result", _("Score and hypothesis"), place="okr.key_result")
def draw_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """The score of a key result, and what was expected beside what was observed; nothing where there is nothing yet. No query."""
    kr: KeyResult = options["key_result"]
    objective = kr.objective
    is_open = objective.state not in NEVER_SCORED and kr.counts and bool(may(viewer, "okr.change_objective", objective))
    may_score = is_open and _is_time(objective.cycle, company_now().date())
    has_hypothesis = bool(kr.hypothesis or kr.effect or kr.verdict) or kr.measure is Kind.LEARNING
    if not (kr.is_scored or has_hypothesis or may_score):
        return ""
    language = get_language() or "en"
    moved = None if kr.score_final is None or kr.score_original is None else kr.score_final - kr.score_original
    context = {
        "kr": kr,
        "score": shown(kr.score, language),
        "colour": colour_of(objective, kr.score),
        "original": shown(kr.score_original, language),
        "final": shown(kr.score_final, language),
        "goalpost": shown_change(moved, language) if moved else "",
        "value": amount(kr, kr.value, language),
        "progress": format_percent(kr.progress, language),
        "may_score": may_score,
        "may_judge": has_hypothesis and bool(may(viewer, "okr.change_objective", objective)),
        "may_amend": objective.cycle.is_closed and bool(may(viewer, "okr.amend_score", objective)),
    }
    return render_to_string("closing/_key_result.html", context)


@widget("closing.lessons", _("Learned before"), place="okr.objective_form")
def draw_lessons(viewer: Person, options: dict[str, Any]) -> str:
    """Lessons that may help with the objective in the form; they follow its title while it is typed. Two queries at most."""
    form, objective = options["form"], options.get("objective")
    house = form["department"].value()
    lessons = lessons_for(
        viewer,
        words=str(form["title"].value() or "")[:200],
        objective=objective,
        department=Department.objects.filter(pk=house).first()
        if str(house or "").isdecimal() and len(str(house)) < 18
        else None,
        language=get_language() or "en",
    )
    context = {"lessons": lessons, "objective": objective.pk if objective else None}
    return render_to_string("closing/_drafting.html", context)


def _is_time(cycle: Cycle, day: date) -> bool:
    """Whether its goals are scored now: in its last two weeks and afterwards."""
    return not cycle.is_closed and (cycle.phase(day) == Phase.CLOSE or day > cycle.ends_on)


def _may_carry(viewer: Person, objective: Objective) -> bool:
    is_over = objective.is_scored or objective.state in (State.CLOSED, State.POSTPONED) or objective.cycle.is_closed
    is_agreed = objective.state not in (*PLANNED, State.CANCELLED)
    return is_over and is_agreed and bool(may(viewer, "okr.carry_over", objective))


def _line(viewer: Person, objective: Objective) -> list[Relative]:
    found = Objective.objects.visible_to(viewer).filter(lineage=objective.lineage).exclude(pk=objective.pk)
    rows = found.exclude(state=State.CANCELLED).select_related("cycle").order_by("cycle__starts_on", "id")
    return [
        Relative(one.pk, one.title, one.cycle.name, one.pk == objective.carried_from_id)
        for one in rows
        if objective.pk == one.carried_from_id or one.pk == objective.carried_from_id
    ]
