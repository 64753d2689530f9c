"""Who may listen to the chain: everybody with an account. It carries open goals and indicators only."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Verdict
from denyut.spine.topics import topic


@topic("chain")
def may_hear_chain(person: Person, number: int | None) -> Verdict:
    """The cards of open goals and of the indicators they are expected to move."""
    return ALLOWED
