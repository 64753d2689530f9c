"""Whether a request was done already."""

from denyut.people.models import Person
from denyut.spine.models import Outcome


def was_done(person: Person, key: str) -> bool:
    """Whether somebody's request with this idempotency key was done before. One query."""
    return bool(key) and Outcome.objects.filter(actor=person, key=key).exists()
