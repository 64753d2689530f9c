"""Deeds on milestones."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.evidence.feeding import feed, opened, tell
from denyut.okr.feeds import milestone_shares
from denyut.okr.models import KeyResult, Milestone
from denyut.okr.progress import Kind
from denyut.okr.values import fitting
from denyut.okr.verbs import MILESTONE_ADDED, MILESTONE_REACHED, MILESTONE_REMOVED
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
) -> Milestone:
    """Add a milestone to a key result that counts them; without a weight (0 to 1) it shares in what is left.

    Raises Refused where the rule says no, Conflict for another kind, Invalid for a title, day or weight that makes no sense.
    """
    kr = opened(actor, key_result, Kind.MILESTONE)
    there = list(kr.milestones.all())
    title = " ".join(title.split())
    if not title or len(title) > 200:
        raise Invalid(_("Give it a title of up to 200 letters."), code="title", field="title")
    if len(there) >= AT_MOST:
        raise Conflict(_("50 milestones are the most a key result keeps apart. Join some."), code="too_many")
    if due_on is not None and not kr.objective.cycle.starts_on <= due_on <= kr.objective.cycle.ends_on:
        raise Invalid(_("That day lies outside the cycle. Choose one within it."), code="outside_cycle", field="due_on")
    milestone = Milestone.objects.create(
        key_result=kr,
        title=title,
        due_on=due_on,
        weight=_room(there, weight),
        is_weight_fixed=weight is not None,
        position=len(there),
    )
    _share(kr)
    tell(MILESTONE_ADDED, actor, kr, title, milestone=milestone.pk)
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
def remove_milestone(actor: Person, milestone: Milestone) -> KeyResult:
    """Take away a milestone that was not reached; the log keeps it. Raises Refused where the rule says no, Conflict for a reached one."""
    milestone = Milestone.objects.select_related("key_result").get(pk=milestone.pk)
    kr = opened(actor, milestone.key_result, Kind.MILESTONE)
    if milestone.reached_at is not None:
        raise Conflict(_("It was reached already. Say first that it is not."), code="reached")
    tell(MILESTONE_REMOVED, actor, kr, milestone.title, milestone=milestone.pk)
    milestone.delete()
    _share(kr)
    feed(actor, kr)
    return kr


def _room(there: list[Milestone], weight: Decimal | None) -> Decimal:
    if weight is None:
        return Decimal(0)
    left = 1 - sum((one.weight for one in there if one.is_weight_fixed), Decimal(0))
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
