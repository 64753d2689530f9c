"""Deeds on initiatives: the work that is to move a key result."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.okr.actions.evidence.feeding import feed, planned, tell
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.models import Initiative, KeyResult
from denyut.okr.values import chosen, fitting
from denyut.okr.verbs import INITIATIVE_ADDED, INITIATIVE_DROPPED, INITIATIVE_FINISHED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed


@deed("okr.add_initiative")
def add_initiative(
    actor: Person,
    key_result: KeyResult,
    *,
    title: str,
    kind: str = Initiative.InitiativeKind.TASK,
    owner: Person | None = None,
    due_on: date | None = None,
    estimate: Decimal = Decimal(1),
) -> Initiative:
    """Add work that is to move a key result: a task, a rule, a training, an experiment. More work lowers the share that is done.

    Raises Refused where the rule says no, Invalid for a title, kind or estimate that makes no sense.
    """
    kr = planned(actor, key_result)
    title = " ".join(title.split())
    if not title or len(title) > 200:
        raise Invalid(_("Say in up to 200 letters what will be done."), code="title", field="title")
    if not 0 < fitting(estimate, "estimate") < 100_000:
        raise Invalid(_("An estimate is larger than 0."), code="estimate", field="estimate")
    initiative = Initiative.objects.create(
        key_result=kr,
        title=title,
        kind=chosen(Initiative.InitiativeKind, kind, "kind"),
        owner=owner or actor,
        due_on=due_on,
        estimate=estimate,
        position=kr.initiatives.count(),
        made_at=clock.now(),
    )
    tell(INITIATIVE_ADDED, actor, kr, title, initiative=initiative.pk)
    feed(actor, kr)
    return initiative


@deed("okr.finish_initiative")
def finish_initiative(actor: Person, initiative: Initiative, *, is_done: bool = True) -> Initiative:
    """Say that work is done, or that it is not after all; its owner may, too. Again changes nothing.

    Raises Refused where the rule says no.
    """
    initiative = Initiative.objects.select_related("key_result").get(pk=initiative.pk)
    kr = _opened_work(actor, "okr.move_initiative", initiative)
    if (initiative.done_at is not None) != is_done:
        initiative.done_at = clock.now() if is_done else None
        initiative.save(update_fields=["done_at"])
        tell(INITIATIVE_FINISHED, actor, kr, initiative.title, initiative=initiative.pk, is_done=is_done)
        feed(actor, kr)
    return initiative


@deed("okr.drop_initiative")
def drop_initiative(actor: Person, initiative: Initiative) -> Initiative:
    """Give work up: it counts no more, and stays in the history. Again changes nothing. Raises Refused where the rule says no."""
    initiative = Initiative.objects.select_related("key_result").get(pk=initiative.pk)
    kr = _opened_work(actor, "okr.drop_initiative", initiative)
    if initiative.dropped_at is None:
        initiative.dropped_at = clock.now()
        initiative.save(update_fields=["dropped_at"])
        tell(INITIATIVE_DROPPED, actor, kr, initiative.title, initiative=initiative.pk)
        feed(actor, kr)
    return initiative


def _opened_work(actor: Person, rule: str, initiative: Initiative) -> KeyResult:
    """The key result of some work, if the rule lets the actor at the work."""
    kr = kr_as_it_stands(initiative.key_result)
    require(actor, rule, kr, initiative)
    return kr
