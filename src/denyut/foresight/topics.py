"""Who may listen to warnings: everybody with an account, since only opened ones about open goals are drawn there."""

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Verdict
from denyut.spine.topics import topic


@topic("foresight")
def may_hear_warnings(person: Person, department_id: int | None) -> Verdict:
    """The opened warnings about open goals: of the company, or of one department."""
    return ALLOWED


@topic("foresight_all")
def may_hear_all_warnings(person: Person, department_id: int | None) -> Verdict:
    """The same at full length; 0 is the company."""
    return ALLOWED
