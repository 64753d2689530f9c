"""Who may listen to a review: everybody with an account; it shows open goals only."""

from denyut.meetings.models import Review
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("review")
def may_hear_review(person: Person, number: int | None) -> Verdict:
    """One review that is there; never all at once."""
    if number is not None and Review.objects.visible_to(person).filter(pk=number).exists():
        return ALLOWED
    return Denied("", code="not_there")
