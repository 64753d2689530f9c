"""What a page may listen to about people."""

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict
from denyut.spine.topics import topic


@topic("user")
def may_listen_to_user(person: Person, number: int | None) -> Verdict:
    """One's own topic only: it carries what is meant for one person."""
    if person.is_active and person.pk == number:
        return ALLOWED
    return Denied(_("This topic belongs to somebody else."), code="not_owner")
