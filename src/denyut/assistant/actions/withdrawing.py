"""What is told of a takeaway whose words went with the message it was kept from."""

from denyut.assistant.actions.takeaways import facts_about
from denyut.assistant.models import Takeaway
from denyut.assistant.verbs import WITHDRAWN
from denyut.people.models import Person
from denyut.spine.events import record


def tell_withdrawn(actor: Person, takeaway: Takeaway, event_id: int) -> None:
    """Inside the deed that recalls a message: record that what was kept of it says nothing any more."""
    found = Takeaway.objects.with_people().get(pk=takeaway.pk)
    record(WITHDRAWN, actor, found, facts=facts_about(found, []))
