"""Who may listen to a set of goals that is being drafted: everybody; it carries open goals only."""

from denyut.drafting.sets import set_of
from denyut.okr.models import Cycle
from denyut.people.models import Department, Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("draft")
def may_hear_draft(person: Person, number: int | None) -> Verdict:
    """Drafts of a department and a cycle that there are."""
    cycle, department = set_of(number or 0)
    is_there = department is None or Department.objects.filter(pk=department).exists()
    if is_there and Cycle.objects.filter(pk=cycle).exists():
        return ALLOWED
    return Denied("", code="not_there")
