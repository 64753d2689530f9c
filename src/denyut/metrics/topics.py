"""Who may listen to indicators: everybody with an account."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Verdict
from denyut.spine.topics import topic


@topic("metrics")
def may_hear_indicators(person: Person, indicator_id: int | None) -> Verdict:
    """Indicators are open to all."""
    return ALLOWED
