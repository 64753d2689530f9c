"""Deeds on milestones."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.okr.actions.evidence.feeding import feed, opened, planned, tell
from denyut.okr.actions.revising import plain_value, revise
from denyut.okr.feeds import milestone_shares
from denyut.okr.models import KeyResult, Milestone, Objective
from denyut.okr.progress import Kind
from denyut.okr.values import fitting
from denyut.okr.verbs import MILESTONE_ADDED, MILESTONE_CHANGED, MILESTONE_REACHED, MILESTONE_REMOVED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid
from denyut.spine.deeds import deed

AT_MOST = 50


@deed("okr.add_milestone")
def add_milestone(
    actor: Person,
    key_result: KeyResult,
    *,
    title: str,
    due_on: date | None = None,
    weight: Decimal | None = None,
    reason: str = "",
    note: str = "",
) -> Milestone:
    """Add a milestone to a key result that counts them; without a weight (0 to 1) it shares in what is left.

    A day after its goal was published a new one takes a `reason`, as others then weigh less. Raises Refused where the rule says no,
    Conflict for another kind, Invalid for a title, day or weight that makes no sense, or without a reason.
    """
    kr = planned(actor, key_result, Kind.MILESTONE)
    there = list(kr.milestones.all())
    if len(there) >= AT_MOST:
        raise Conflict(_("50 milestones are the most a key result keeps apart. Join some."), code="too_many")
    milestone = Milestone(key_result=kr, position=len(there))
    _say(milestone, title, due_on, weight, there)
    milestone.save()
    _share(kr)
    keep_plan(actor, kr, there, reason=reason, note=note)
    tell(MILESTONE_ADDED, actor, kr, milestone.title, milestone=milestone.pk)
    feed(actor, kr)
    milestone.refresh_from_db()
    return milestone


@deed("okr.change_milestone")
def change_milestone(
    actor: Person,
    milestone: Milestone,
    *,
    title: str,
    due_on: date | None = None,
    weight: Decimal | None = None,
    reason: str = "",
    note: str = "",
) -> Milestone:
    """Change a milestone; without a weight it shares in what the fixed ones leave. Again changes nothing.

    A day after its goal was published another weight or day takes a `reason` and stays as a revision. Raises as `add_milestone` does.
    """
    milestone = Milestone.objects.select_related("key_result").get(pk=milestone.pk)
    kr = planned(actor, milestone.key_result, Kind.MILESTONE)
    milestone.key_result = kr
    if weight == milestone.weight and not milestone.is_weight_fixed:
        weight = None
    there, before = list(kr.milestones.all()), milestone.title
    _say(milestone, title, due_on, weight, [one for one in there if one.pk != milestone.pk])
    milestone.save()
    _share(kr)
    if keep_plan(actor, kr, there, reason=reason, note=note) or milestone.title != before:
        tell(MILESTONE_CHANGED, actor, kr, milestone.title, milestone=milestone.pk)
        feed(actor, kr)
    milestone.refresh_from_db()
    return milestone


@deed("okr.reach_milestone")
def reach_milestone(actor: Person, milestone: Milestone, *, is_reached: bool = True, note: str = "") -> Milestone:
    """Say that a milestone is reached, or that it is not after all. Again changes nothing.

    Raises Refused where the rule says no, Conflict where an earlier one has to be reached first.
    """
    milestone = Milestone.objects.select_related("key_result").get(pk=milestone.pk)
    kr = opened(actor, milestone.key_result, Kind.MILESTONE)
    if (milestone.reached_at is not None) == is_reached:
        return milestone
    if kr.how.is_ordered:
        _in_order(kr, milestone, is_reached=is_reached)
    milestone.reached_at = clock.now() if is_reached else None
    milestone.save(update_fields=["reached_at"])
    tell(MILESTONE_REACHED, actor, kr, milestone.title, milestone=milestone.pk, is_reached=is_reached)
    feed(actor, kr, note=note)
    return milestone


@deed("okr.remove_milestone")
def remove_milestone(actor: Person, milestone: Milestone, *, reason: str = "", note: str = "") -> KeyResult:
    """Take away a milestone that was not reached; the log keeps it.

    Raises Refused where the rule says no, Conflict for a reached one, Invalid without a `reason` a day after its goal was published.
    """
    milestone = Milestone.objects.select_related("key_result").get(pk=milestone.pk)
    kr = planned(actor, milestone.key_result, Kind.MILESTONE)
    if milestone.reached_at is not None:
        raise Conflict(_("It was reached already. Say first that it is not."), code="reached")
    there = list(kr.milestones.all())
    tell(MILESTONE_REMOVED, actor, kr, milestone.title, milestone=milestone.pk)
    milestone.delete()
    _share(kr)
    keep_plan(actor, kr, there, reason=reason, note=note)
    feed(actor, kr)
    return kr


def keep_plan(actor: Person, kr: KeyResult, before: Sequence[Milestone], *, reason: str, note: str) -> bool:
    """Write down how weights and days of the milestones that are there before or now have changed; whether they have.

    Raises Invalid when they did, without a reason, more than a day after the goal was published.
    """
    after = list(kr.milestones.all())
    changes = {
        "milestone_weights": _moved(before, after, "weight"),
        "milestone_dates": _moved(before, after, "due_on"),
    }
    changes = {field: pair for field, pair in changes.items() if pair[0] or pair[1]}
    if changes:
        revise(actor, kr, changes, reason=reason, note=note)
        # What is expected by a day follows the milestones, and rows show it.
        Objective.objects.filter(pk=kr.objective_id).update(version=F("version") + 1)
    return bool(changes)


def _moved(before: Sequence[Milestone], after: Sequence[Milestone], field: str) -> list[Any]:
    """What differs in this field: [[title, value] of each that was, [title, value] of each that is]."""
    was, now = ({one.pk: plain_value(getattr(one, field)) for one in some} for some in (before, after))
    names = {one.pk: one.title for one in [*before, *after]}
    moved = [pk for pk in names if was.get(pk) != now.get(pk)]
    return [[[names[pk], said[pk]] for pk in moved if pk in said] for said in (was, now)]


def _say(
    milestone: Milestone, title: str, due_on: date | None, weight: Decimal | None, others: Sequence[Milestone]
) -> None:
    """Put title, day and weight onto a milestone. Raises Invalid for any that makes no sense."""
    cycle = milestone.key_result.objective.cycle
    title = " ".join(title.split())
    if not title or len(title) > 200:
        raise Invalid(_("Give it a title of up to 200 letters."), code="title", field="title")
    if due_on is not None and not cycle.starts_on <= due_on <= cycle.ends_on:
        raise Invalid(_("That day lies outside the cycle. Choose one within it."), code="outside_cycle", field="due_on")
    milestone.title, milestone.due_on = title, due_on
    milestone.weight, milestone.is_weight_fixed = _room(others, weight), weight is not None


def _room(others: Sequence[Milestone], weight: Decimal | None) -> Decimal:
    if weight is None:
        return Decimal(0)
    left = 1 - sum((one.weight for one in others if one.is_weight_fixed), Decimal(0))
    if not 0 <= fitting(weight, "weight") <= left:
        reason = _("A weight is a share between 0 and 1; at most %(left)s is left.")
        raise Invalid(reason % {"left": left}, code="weight", field="weight")
    return weight.quantize(Decimal("0.001"))


def _share(kr: KeyResult) -> None:
    for milestone, share in zip(kr.milestones.all(), milestone_shares(kr), strict=True):
        if milestone.weight != share and not milestone.is_weight_fixed:
            milestone.weight = share
            milestone.save(update_fields=["weight"])


def _in_order(kr: KeyResult, milestone: Milestone, *, is_reached: bool) -> None:
    others = kr.milestones.exclude(pk=milestone.pk)
    if is_reached and others.filter(position__lt=milestone.position, reached_at=None).exists():
        raise Conflict(_("These milestones follow each other. Reach the earlier ones first."), code="order")
    if not is_reached and others.filter(position__gt=milestone.position, reached_at__isnull=False).exists():
        raise Conflict(_("These milestones follow each other. Take back the later ones first."), code="order")
