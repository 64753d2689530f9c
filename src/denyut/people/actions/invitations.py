"""Deeds on invitations."""

from django.utils.translation import gettext as _

from denyut.people.actions.fields import email_checked, name_checked, role_checked, short_checked
from denyut.people.actions.persons import admit
from denyut.people.geography import language_checked
from denyut.people.links import invitation_of
from denyut.people.models import Department, Invitation, Person, Role, Site
from denyut.people.passwords import Password
from denyut.people.verbs import INVITATION_WITHDRAWN, INVITED, PERSON_JOINED
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("people.invite")
def invite(
    actor: Person,
    *,
    email: str,
    name: str = "",
    role: str = Role.MEMBER,
    language: str = "id",
    department: Department | None = None,
    site: Site | None = None,
) -> Invitation:
    """Invite somebody by letter, in the language they read. The link works for 14 days, and once.

    Raises Refused where the rule says no, Invalid, Conflict when the address has an account or a waiting invitation.
    """
    wanted = role_checked(role)
    require(actor, "people.invite", department, wanted)
    email, now = email_checked(email), clock.now()
    _check_has_no_account(email)
    waiting = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None)
    if waiting.filter(expires_at__gt=now).exists():
        raise Conflict(
            _("This address is invited already. Send that invitation again instead."), code="invited", field="email"
        )
    waiting.update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        email=email,
        name=short_checked(name, "name"),
        role=wanted,
        language=language_checked(language),
        department=department,
        site=site,
        invited_by=actor,
        sent_at=now,
        expires_at=now + Invitation.LIVES,
    )
    _record_sending(actor, invitation)
    return invitation


@deed("people.invite_again")
def invite_again(actor: Person, invitation: Invitation) -> Invitation:
    """Send a waiting invitation once more; its 14 days begin anew.

    Raises Refused, Conflict when it is accepted or withdrawn.
    """
    require(actor, "people.withdraw_invitation", invitation)
    invitation = _waiting(invitation)
    invitation.sent_at = clock.now()
    invitation.expires_at = invitation.sent_at + Invitation.LIVES
    invitation.save(update_fields=["sent_at", "expires_at"])
    _record_sending(actor, invitation)
    return invitation


@deed("people.withdraw_invitation")
def withdraw_invitation(actor: Person, invitation: Invitation) -> Invitation:
    """Make the link of an invitation useless. Raises Refused, Conflict when it is accepted or withdrawn."""
    require(actor, "people.withdraw_invitation", invitation)
    invitation = _waiting(invitation)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(INVITATION_WITHDRAWN, actor, invitation)
    return invitation


@deed("people.accept_invitation")
def accept_invitation(
    actor: None, secret: str, *, name: str, password: Password, language: str | None = None
) -> Person:
    """Open the account somebody was invited to, with the secret of the letter's link. Returns the new person.

    Raises NotThere for a secret that was not made here, Conflict when the link was used, withdrawn or ran out, Invalid.
    """
    found = invitation_of(secret)
    if found is None:
        raise NotThere(_("This link is not whole. Copy all of it from the letter."), code="unknown_link")
    invitation = _waiting(found)
    if not invitation.is_open(clock.now()):
        raise Conflict(_("This link has run out. Ask for a new invitation."), code="expired")
    person = admit(
        invitation.email,
        name_checked(name),
        password=password,
        role=invitation.role,
        language=language_checked(language or invitation.language),
        department=invitation.department,
        site=invitation.site or invitation.invited_by.site,
    )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record(
        PERSON_JOINED,
        person,
        person,
        facts={"role": person.role, "invitation": invitation.pk, "invited_by": invitation.invited_by_id},
    )
    return person


def _check_has_no_account(email: str) -> None:
    person = Person.objects.filter(email=email).first()
    if person is None:
        return
    if person.is_active:
        raise Conflict(_("There is an account for this address already."), code="has_account", field="email")
    raise Conflict(
        _("This address has a closed account. An administrator can open it again."), code="closed", field="email"
    )


def _waiting(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at:
        raise Conflict(_("This invitation was accepted already. Sign in instead."), code="accepted")
    if invitation.withdrawn_at:
        raise Conflict(_("This invitation was withdrawn. Ask for a new one."), code="withdrawn")
    return invitation


def _record_sending(actor: Person, invitation: Invitation) -> None:
    record(
        INVITED,
        actor,
        invitation,
        facts={"role": invitation.role, "department": invitation.department_id},
        text=invitation.email,
    )
