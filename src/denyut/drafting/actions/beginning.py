"""Beginning a goal from a template or from an example: the objective and all its key results at once, as a draft."""

from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.drafting.answers import Answers, BegunGoal, BegunKeyResult, Required, begun_goal, missing
from denyut.drafting.checking import numbered
from denyut.drafting.library import examples, unit_word
from denyut.drafting.models import TemplateUse, TemplateVersion
from denyut.drafting.verbs import GOAL_BEGUN
from denyut.okr.actions import add_key_result, add_milestone, add_objective
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import Cycle, Objective, State
from denyut.okr.progress import ZERO, Kind
from denyut.okr.setups import SetupWords
from denyut.people.languages import CODES
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

WANTED: dict[Required, str | Promise] = {
    Required.WHY: gettext_lazy("This template asks why the goal matters."),
    Required.BASELINE: gettext_lazy("This template asks for the start value of key result %(number)s."),
    Required.SOURCE: gettext_lazy("This template asks where the number of key result %(number)s comes from."),
    Required.HYPOTHESIS: gettext_lazy("This template asks why key result %(number)s should help."),
    Required.DUE_ON: gettext_lazy("This template asks for the day on which key result %(number)s is due."),
}


@deed("drafting.start_from_template")
def start_from_template(
    actor: Person,
    cycle: Cycle,
    version: TemplateVersion,
    *,
    department: Department | None = None,
    owner: Person | None = None,
    language: str = "",
    answers: Answers | None = None,
) -> Objective:
    """Begin a draft from a version of a template: the objective and its key results, in `language` (by default the actor's own).

    `answers` are the words and numbers in which the goal differs. Raises Refused where the rules say no, Invalid for what the template
    requires and nobody said, and for what goals do not take.
    """
    version = TemplateVersion.objects.select_related("template").get(pk=version.pk)
    require(actor, "drafting.begin_goal", version.template)
    require(actor, "okr.add_objective", Cycle.objects.get(pk=cycle.pk), department)
    language = _language(actor, language)
    goal = begun_goal(version.blueprint, language, answers or {})
    _check_nothing_missing(goal, version.required_fields)
    objective = _added(actor, cycle, goal, department, owner, language, version.cadence)
    TemplateUse.objects.create(objective=objective, version=version, language=language, begun_at=clock.now())
    origin = {"template": version.template_id, "version": version.number, "cadence": version.cadence}
    record(GOAL_BEGUN, actor, objective, facts={**facts_of(objective), **origin}, text=objective.title)
    return objective


@deed("drafting.start_from_example")
def start_from_example(
    actor: Person,
    cycle: Cycle,
    *,
    example: str,
    department: Department | None = None,
    owner: Person | None = None,
    language: str = "",
    answers: Answers | None = None,
) -> Objective:
    """Begin a draft from the example of the library that has the key `example`. Raises as `start_from_template`, NotThere for no key."""
    require(actor, "drafting.begin_goal")
    require(actor, "okr.add_objective", Cycle.objects.get(pk=cycle.pk), department)
    found = examples().get(example)
    if found is None:
        raise NotThere(_("There is no example of this name in the library."), code="no_example", field="example")
    language = _language(actor, language)
    goal = begun_goal(found.blueprint, language, answers or {})
    objective = _added(actor, cycle, goal, department, owner, language)
    TemplateUse.objects.create(objective=objective, library_key=example, language=language, begun_at=clock.now())
    record(GOAL_BEGUN, actor, objective, facts={**facts_of(objective), "example": example}, text=objective.title)
    return objective


def _language(actor: Person, language: str) -> str:
    language = language or actor.language
    if language not in CODES:
        reason = _("“%(word)s” is not among the choices: %(known)s.")
        words = {"word": language[:40], "known": ", ".join(sorted(CODES))}
        raise Invalid(reason % words, code="not_a_choice", field="language")
    return language


def _check_nothing_missing(goal: BegunGoal, required: list[str]) -> None:
    for field, number in missing(goal, required):
        place = f"kr{number}_{field}" if number else field.value
        raise Invalid(str(WANTED[field]) % {"number": number}, code="required", field=place)


def _added(
    actor: Person,
    cycle: Cycle,
    goal: BegunGoal,
    department: Department | None,
    owner: Person | None,
    language: str,
    cadence: str = "",
) -> Objective:
    objective = add_objective(
        actor,
        cycle,
        title=goal.title,
        description=goal.why,
        owner=owner,
        department=department,
        ambition=goal.ambition,
        state=State.DRAFT,
    )
    for number, kr in enumerate(goal.key_results, 1):
        with numbered(number):
            _add(actor, objective, kr, language, cadence)
    return objective


def _add(actor: Person, objective: Objective, kr: BegunKeyResult, language: str, cadence: str) -> None:
    measure, kind = kr.measure, Kind(kr.measure.kind)
    if measure.target is None and (kind.travels or kind.is_control):
        raise Invalid(_("Give a target."), code="no_target", field="target")
    added = add_key_result(
        actor,
        objective,
        title=kr.words.title,
        kind=measure.kind,
        unit=unit_word(measure.unit, language),
        baseline=measure.baseline or ZERO,
        target=measure.target or ZERO,
        setup=cast("SetupWords", dict(measure.setup)),
        due_on=kr.due_on,
        cadence=cadence,
        source=kr.words.source,
        hypothesis=kr.words.hypothesis,
    )
    for step in kr.words.steps if kind is Kind.MILESTONE else ():
        add_milestone(actor, added, title=step)
