"""Who may listen to changes of plan: whoever sees them."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic
from denyut.steering.models import ChangeEvent


@topic("steering")
def may_hear_changes(person: Person, change_id: int | None) -> Verdict:
    """What is open to all, or one change that the person sees."""
    if change_id is None or ChangeEvent.objects.visible_to(person).filter(pk=change_id).exists():
        return ALLOWED
    return Denied("", code="not_there")
