"""The deed that makes a problem of a week a blocker of its key result."""

from django.utils.translation import gettext as _

from denyut.matters.actions import raise_blocker
from denyut.matters.models import Cause
from denyut.people.models import Department, Person
from denyut.rhythm.actions.weeks import own_item
from denyut.rhythm.models import ItemKind, WeeklyItem
from denyut.rhythm.verbs import PROBLEM_RAISED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("rhythm.raise_problem")
def raise_problem(
    actor: Person,
    item: WeeklyItem,
    *,
    cause: str = Cause.OTHER,
    waits_on: Person | None = None,
    waits_on_department: Department | None = None,
) -> WeeklyItem:
    """Make a problem of one's week a blocker of the key result it is about, with who is waited for.

    Raises Refused, Conflict when it is one already, Invalid for what is no problem or is about no key result, and as `raise_blocker` does.
    """
    item = own_item(actor, item)
    if item.kind != ItemKind.PROBLEM or item.key_result is None:
        raise Invalid(_("Link a problem with a key result first."), code="not_a_problem")
    if item.raised_at is not None:
        raise Conflict(_("This problem is a blocker already."), code="raised")
    blocker = raise_blocker.function(
        actor,
        item.key_result,
        text=item.text,
        cause=cause,
        waits_on=waits_on,
        waits_on_department=waits_on_department,
    )
    item.raised_at = clock.now()
    item.save(update_fields=["raised_at"])
    record(PROBLEM_RAISED, actor, item, facts={"key_result": item.key_result_id, "blocker": blocker.pk})
    return item
