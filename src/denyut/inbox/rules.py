"""Who may do what with notices."""

from django.utils.translation import gettext_lazy as _

from denyut.inbox.models import Notice
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, rule


@rule("inbox.read")
def may_read(actor: Person, notice: Notice) -> Verdict:
    """Nobody reads what somebody else is told, administrators included."""
    if notice.person_id == actor.pk:
        return ALLOWED
    return Denied(_("This notice is somebody else's."), code="not_owner")
