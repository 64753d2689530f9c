"""Deeds on influences: saying what a goal is expected to do to an indicator, saying it anew, giving it up."""

from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from denyut.alignment.chain.circles import is_same_number
from denyut.alignment.models import Influence
from denyut.alignment.rows.moving import found_for
from denyut.alignment.verbs import INFLUENCE_CHANGED, INFLUENCE_ENDED, INFLUENCE_LINKED
from denyut.metrics.actions import adopt_indicator
from denyut.metrics.models import Indicator
from denyut.okr.actions.objectives import facts_of
from denyut.okr.aligning import goal_as_it_stands, said
from denyut.okr.ends import Goal, objective_of
from denyut.okr.models import GONE, KeyResult, Objective, State
from denyut.okr.values import chosen, fitting
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

LONGEST_DELAY = 730


@deed("alignment.link_influence")
def link_influence(
    actor: Person,
    *,
    objective: Objective | None = None,
    key_result: KeyResult | None = None,
    indicator: Indicator | None = None,
    known: str = "",
    direction: str = Influence.Way.UP,
    size: Decimal | None = None,
    delay_days: int = 0,
    reason: str,
) -> Influence:
    """Say that a goal is expected to move an indicator: `direction` up or down, by `size` in its unit, `delay_days` later, for a `reason`.

    The indicator is one that there is, or one of the library by its key (`known`), which is adopted where it is not in use yet. Raises
    Refused where a rule says no, NotThere for a goal the actor does not see, Invalid for words or numbers that make no sense and for a
    key result whose number is the indicator itself, Conflict for a goal that is gone or linked to the indicator already.
    """
    goal = goal_as_it_stands(actor, objective, key_result, field="objective")
    require(actor, "alignment.link_influence", goal)
    _check_alive(goal)
    influence = _worded(Influence(), direction=direction, size=size, delay_days=delay_days, reason=reason)
    found = _indicator(actor, goal, indicator, known)
    influence.indicator = found
    if isinstance(goal, KeyResult):
        influence.key_result = goal
        _check_circle(goal, found)
    else:
        influence.objective = goal
    return _kept(actor, influence, INFLUENCE_LINKED)


@deed("alignment.change_influence")
def change_influence(
    actor: Person,
    influence: Influence,
    *,
    direction: str = Influence.Way.UP,
    size: Decimal | None = None,
    delay_days: int = 0,
    reason: str,
) -> Influence:
    """Expect something else of the same goal and indicator: a new version, which is returned; the earlier one is kept. The same again
    changes nothing.

    Raises Refused where the rule says no, Invalid as `link_influence` does, Conflict for a version that holds no more.
    """
    former = _as_it_stands(actor, influence)
    require(actor, "alignment.link_influence", former.goal)
    _check_standing(former)
    anew = Influence(objective=former.objective, key_result=former.key_result, indicator=former.indicator)
    _worded(anew, direction=direction, size=size, delay_days=delay_days, reason=reason)
    if _terms(anew) == _terms(former):
        return former
    former.replaced_at, former.chance = clock.now(), found_for([former])[former.pk].chance
    former.save(update_fields=["replaced_at", "chance"])
    return _kept(actor, anew, INFLUENCE_CHANGED)


@deed("alignment.end_influence")
def end_influence(actor: Person, influence: Influence, *, note: str = "") -> Influence:
    """Give a hypothesis up. It is kept, with the note on what was learnt. Again changes nothing.

    Raises Refused where the rule says no, Conflict for a version that was replaced.
    """
    found = _as_it_stands(actor, influence)
    require(actor, "alignment.link_influence", found.goal)
    if found.ended_at is not None:
        return found
    _check_standing(found)
    found.ended_at, found.end_note = clock.now(), said(note)
    found.chance = found_for([found])[found.pk].chance
    found.save(update_fields=["ended_at", "end_note", "chance"])
    return _told(actor, found, INFLUENCE_ENDED)


def _as_it_stands(actor: Person, influence: Influence) -> Influence:
    found = Influence.objects.visible_to(actor).with_ends().filter(pk=influence.pk).first()
    if found is None:
        raise NotThere(_("There is no such hypothesis, or not for you."), code="not_there")
    return found


def _worded(influence: Influence, *, direction: str, size: Decimal | None, delay_days: int, reason: str) -> Influence:
    influence.direction = chosen(Influence.Way, direction, "direction")
    if size is not None and fitting(size, "size") <= 0:
        raise Invalid(
            _("Say by how much as a number above 0; whether up or down stands beside it."), code="size", field="size"
        )
    if not 0 <= delay_days <= LONGEST_DELAY:
        raise Invalid(_("The delay is from 0 to 730 days."), code="delay", field="delay_days")
    influence.size, influence.delay_days = size, delay_days
    influence.reason = said(reason, "reason")
    if not influence.reason:
        raise Invalid(_("Say in a sentence why you expect this."), code="reason_needed", field="reason")
    return influence


def _indicator(actor: Person, goal: Goal, indicator: Indicator | None, known: str) -> Indicator:
    if (indicator is None) == (not known):
        raise Invalid(
            _("Choose an indicator, or one of the library: one of the two."), code="one_indicator", field="indicator"
        )
    if indicator is not None:
        return indicator
    in_use = Indicator.objects.filter(key=known).first()
    return in_use or adopt_indicator.function(actor, known=known, department=objective_of(goal).department)


def _check_alive(goal: Goal) -> None:
    if goal.state == State.CANCELLED or objective_of(goal).state in GONE:
        raise Conflict(_("%(label)s was cancelled. Choose another goal.") % {"label": goal.label}, code="gone")


def _check_circle(kr: KeyResult, indicator: Indicator) -> None:
    if is_same_number(kr.source, indicator.key, indicator.name):
        reason = _("That would close a circle: %(label)s takes its number from this indicator. Choose another one.")
        raise Invalid(reason % {"label": kr.label}, code="circle", field="indicator")


def _check_standing(influence: Influence) -> None:
    if influence.ended_at is not None:
        raise Conflict(_("This hypothesis was given up. Make a new one."), code="ended")
    if influence.replaced_at is not None:
        raise Conflict(_("Somebody changed this meanwhile. Look at the latest version."), code="stale")


def _terms(influence: Influence) -> tuple[object, ...]:
    return influence.direction, influence.size, influence.delay_days, influence.reason


def _kept(actor: Person, influence: Influence, verb: Verb) -> Influence:
    same = Influence.objects.filter(
        objective=influence.objective, key_result=influence.key_result, indicator=influence.indicator
    )
    if same.standing().exists():
        raise Conflict(
            _("These two are linked already. Change that hypothesis instead."), code="linked", field="indicator"
        )
    influence.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    influence.made_by, influence.made_at = actor, clock.now()
    influence.save(force_insert=True)
    return _told(actor, influence, verb)


def _told(actor: Person, influence: Influence, verb: Verb) -> Influence:
    goal: Goal = influence.goal
    facts = {
        **facts_of(objective_of(goal)),
        "key_result": influence.key_result_id,
        "label": goal.label,
        "influence": influence.pk,
        "indicator": influence.indicator_id,
        "number": influence.number,
        "told": [influence.indicator.owner_id] if objective_of(goal).is_open else [],
    }
    record(verb, actor, goal, facts=facts, text=influence.indicator.name)
    return influence
