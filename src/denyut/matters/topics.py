"""Who may listen to what stands in the way: everybody with an account, since only what is open to all is drawn there."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Verdict
from denyut.spine.topics import topic


@topic("matters")
def may_hear_matters(person: Person, department_id: int | None) -> Verdict:
    """The blockers and decisions of open goals: of the company, or of one department."""
    return ALLOWED
