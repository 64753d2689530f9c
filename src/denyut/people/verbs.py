"""What can happen to people and to the workspace."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _own(event: Event) -> Iterator[str]:
    yield f"user:{event.subject_id}"


def _told(event: Event) -> Iterator[int]:
    if event.subject_id is not None and event.subject_id != event.actor_id:
        yield event.subject_id


def _all_rights(event: Event) -> Iterator[tuple[int, str]]:
    """Every stream of the person is asked anew: what an account may hear depends on its session, role and place."""
    if event.subject_id is not None:
        yield event.subject_id, ""


def _rights_of_leads(event: Event) -> Iterator[tuple[int, str]]:
    """Whoever led a department heard its private goals."""
    if event.facts["lead_before"] not in (None, event.facts["lead"]):
        yield event.facts["lead_before"], ""


def _absent(event: Event) -> Iterator[str]:
    yield f"user:{event.facts['person']}"


def _told_of_absence(event: Event) -> Iterator[int]:
    for one in (event.facts["person"], event.facts["stand_in"]):
        if one not in (None, event.actor_id):
            yield one


WORKSPACE_FOUNDED = verb("people.workspace_founded", _("%(actor)s founded the workspace"))
WORKSPACE_CHANGED = verb("people.workspace_changed", _("%(actor)s changed the workspace settings"))

INVITED = verb("people.invited", _("%(actor)s invited somebody to the workspace"))
INVITATION_WITHDRAWN = verb("people.invitation_withdrawn", _("%(actor)s withdrew an invitation"))

PERSON_JOINED = verb("people.joined", _("%(subject)s joined the workspace"), topics=_own)
PERSON_CHANGED = verb("people.changed", _("%(actor)s changed the profile of %(subject)s"), topics=_own)
PERSON_PLACED = verb(
    "people.placed", _("%(actor)s gave %(subject)s a new place"), topics=_own, told=_told, withdraws=_all_rights
)
ROLE_CHANGED = verb(
    "people.role_changed",
    _("%(actor)s changed the role of %(subject)s"),
    topics=_own,
    told=_told,
    withdraws=_all_rights,
)
PERSON_CLOSED = verb(
    "people.closed", _("%(actor)s closed the account of %(subject)s"), topics=_own, withdraws=_all_rights
)
PERSON_REOPENED = verb("people.reopened", _("%(actor)s opened the account of %(subject)s again"), topics=_own)

DEPARTMENT_MADE = verb("people.department_made", _("%(actor)s added the department %(subject)s"))
DEPARTMENT_CHANGED = verb(
    "people.department_changed", _("%(actor)s changed the department %(subject)s"), withdraws=_rights_of_leads
)

SITE_MADE = verb("people.site_made", _("%(actor)s added the site %(subject)s"))
SITE_CHANGED = verb("people.site_changed", _("%(actor)s changed the site %(subject)s"))
HOLIDAY_ADDED = verb("people.holiday_added", _("%(actor)s added a holiday at %(subject)s"))
HOLIDAY_REMOVED = verb("people.holiday_removed", _("%(actor)s removed a holiday at %(subject)s"))

ABSENCE_ADDED = verb("people.absence_added", _("%(actor)s entered an absence"), topics=_absent, told=_told_of_absence)
ABSENCE_CHANGED = verb(
    "people.absence_changed", _("%(actor)s changed an absence"), topics=_absent, told=_told_of_absence
)
ABSENCE_REMOVED = verb(
    "people.absence_removed", _("%(actor)s removed an absence"), topics=_absent, told=_told_of_absence
)

TOKEN_MADE = verb("people.token_made", _("%(actor)s made an access token"))
TOKEN_ENDED = verb("people.token_ended", _("%(actor)s ended an access token"))
PASSWORD_CHANGED = verb("people.password_changed", _("%(actor)s changed their password"), withdraws=_all_rights)
SESSION_ENDED = verb("people.session_ended", _("%(actor)s ended a session"), withdraws=_all_rights)
