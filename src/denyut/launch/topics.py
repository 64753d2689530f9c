"""Who may listen to a workshop: everybody who may open its page. What is sent says only that something changed."""

from denyut.launch.models import Workshop
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("workshop")
def may_hear_workshop(person: Person, number: int | None) -> Verdict:
    """A workshop that is there."""
    if number is not None and Workshop.objects.visible_to(person).filter(pk=number).exists():
        return ALLOWED
    return Denied("", code="not_there")
