"""Deeds on the close of a cycle: reminding owners, and leaving goals without a score one by one."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from denyut.closing.models import LeftUnscored
from denyut.closing.rows.owners import scoring_of
from denyut.closing.verbs import LEFT_UNSCORED, OWNERS_REMINDED
from denyut.okr.actions.cycles import seal
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.unscored import unscored
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.models import Event

REASON_AT_MOST = 500
A_DAY = timedelta(days=1)


@deed("closing.remind_owners")
def remind_owners(actor: Person, cycle: Cycle) -> Cycle:
    """Ask everybody whose goals have no score yet to score them; once a day at most.

    Raises Refused for whoever is no manager, Conflict when all is scored, the cycle is closed, or somebody asked today.
    """
    require(actor, "okr.manage_cycles", cycle)
    if Cycle.objects.get(pk=cycle.pk).is_closed:
        raise Conflict(_("This cycle is closed. Its scores change by amendment alone."), code="cycle_closed")
    people = sorted(row.owner.id for row in scoring_of(cycle).owners if row.done.left)
    if not people:
        raise Conflict(_("Everything has a score: there is nobody to remind."), code="all_scored")
    asked = Event.objects.filter(verb=OWNERS_REMINDED.name, at__gt=clock.now() - A_DAY)
    if asked.filter(subject_kind=Cycle._meta.label_lower, subject_id=cycle.pk).exists():
        raise Conflict(_("They were asked in the last 24 hours. Give them the day."), code="asked")
    record(OWNERS_REMINDED, actor, cycle, facts={"cycle": cycle.pk, "people": people})
    return cycle


@deed("closing.close_with_unscored")
def close_with_unscored(
    actor: Person,
    cycle: Cycle,
    *,
    key_results: Sequence[KeyResult] = (),
    objectives: Sequence[Objective] = (),
    reason: str,
) -> Cycle:
    """Close a cycle and leave exactly these goals without a score: each is named, with the reason, and listed ever after.

    Raises Refused for whoever is no manager, Conflict when it is closed already or the list is not what has no score now, Invalid
    without a reason.
    """
    cycle = Cycle.objects.get(pk=cycle.pk)
    require(actor, "okr.manage_cycles", cycle)
    left = _as_listed(cycle, key_results, objectives)
    reason = reason.strip()
    if not reason or len(reason) > REASON_AT_MOST:
        raise Invalid(_("Say in up to 500 letters why they stay without a score."), code="reason", field="reason")
    moment = seal(actor, cycle)
    LeftUnscored.objects.bulk_create(
        [
            LeftUnscored(cycle=cycle, objective_id=goal, key_result_id=kr, reason=reason, left_by=actor, left_at=moment)
            for goal, kr in left
        ]
    )
    numbers = {
        "key_results": sorted(kr for _goal, kr in left if kr is not None),
        "objectives": sorted(goal for goal, kr in left if kr is None),
    }
    record(LEFT_UNSCORED, actor, cycle, facts={"cycle": cycle.pk, **numbers}, text=reason)
    return cycle


def _as_listed(
    cycle: Cycle, key_results: Sequence[KeyResult], objectives: Sequence[Objective]
) -> list[tuple[int, int | None]]:
    """(objective, key result) of all that has no score, if that is what was listed."""
    if cycle.is_closed:
        raise Conflict(_("This cycle is closed. Its scores change by amendment alone."), code="cycle_closed")
    results, bare = unscored(cycle)
    waiting = [(kr.objective_id, kr.pk) for kr in results], [goal.pk for goal in bare]
    named = {kr.pk for kr in key_results}, {goal.pk for goal in objectives}
    if named != ({kr for _goal, kr in waiting[0]}, set(waiting[1])):
        raise Conflict(
            _("The list of goals without a score has changed. Look at it again, then close the cycle."), code="list"
        )
    return [*waiting[0], *((goal, None) for goal in waiting[1])]
