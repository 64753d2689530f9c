"""Who may change people and the workspace. Auditors change nothing but their own profile and sign-in."""

from django.utils.translation import gettext_lazy as _

from denyut.people.lines import below
from denyut.people.models import Absence, AccessToken, Department, Invitation, Person, Role, Workspace
from denyut.spine.access import ALLOWED, Denied, Verdict, rule

READS_ONLY = Denied(_("Auditors read everything and change nothing."), code="reads_only")
LAST_ADMINISTRATOR = Denied(
    _("This is the last administrator. Make somebody else an administrator first."), code="last_administrator"
)


@rule("people.found")
def may_found(actor: Person | None) -> Verdict:
    """Only in an empty installation, where nobody could be asked."""
    if Workspace.objects.exists() or Person.objects.exists():
        return Denied(_("This workspace is founded already. Ask an administrator for an invitation."), code="founded")
    return ALLOWED


@rule("people.administer")
def may_administer(actor: Person) -> Verdict:
    """Workspace settings, departments, sites, roles, places and accounts."""
    if actor.is_administrator:
        return ALLOWED
    if actor.is_auditor:
        return READS_ONLY
    return Denied(_("Only administrators change this. Ask one of them."), code="not_administrator")


@rule("people.see_invitations")
def may_see_invitations(actor: Person) -> Verdict:
    """Whoever may invite somebody sees who has been invited."""
    if actor.role == Role.MANAGER:
        return ALLOWED
    if actor.is_administrator or actor.is_auditor:
        return may_administer(actor)
    return Denied(_("Managers and administrators invite people. Ask one of them."), code="not_manager")


@rule("people.invite")
def may_invite(actor: Person, department: Department | None = None, role: str = Role.MEMBER) -> Verdict:
    """Administrators invite anybody anywhere; managers invite members into their own department and those below it."""
    verdict = may_see_invitations(actor)
    if not verdict or actor.is_administrator:
        return verdict
    if role != Role.MEMBER:
        return Denied(_("Only administrators invite somebody with a special role."), code="not_administrator")
    if department is None or not _is_own(actor, department):
        return Denied(
            _("You invite people into your own department. Ask an administrator for this one."), code="other_department"
        )
    return ALLOWED


@rule("people.withdraw_invitation")
def may_withdraw_invitation(actor: Person, invitation: Invitation) -> Verdict:
    if actor.role == Role.MANAGER and invitation.invited_by_id == actor.pk:
        return ALLOWED
    return may_administer(actor)


@rule("people.change_person")
def may_change_person(actor: Person, person: Person) -> Verdict:
    """Everybody changes their own profile; administrators correct anybody's."""
    if actor.pk == person.pk:
        return ALLOWED
    return may_administer(actor)


@rule("people.show_presence")
def may_show_presence(actor: Person, person: Person) -> Verdict:
    """Whether colleagues see where one is, is nobody else's to decide, administrators included."""
    if actor.pk == person.pk:
        return ALLOWED
    return Denied(_("Everybody decides for themselves whether they are shown."), code="not_owner")


@rule("people.keep_quiet")
def may_keep_quiet(actor: Person, person: Person) -> Verdict:
    """When one does not want to be called is one's own affair, administrators included."""
    if actor.pk == person.pk:
        return ALLOWED
    return Denied(_("Everybody sets their own quiet hours."), code="not_owner")


@rule("people.give_role")
def may_give_role(actor: Person, person: Person) -> Verdict:
    verdict = may_administer(actor)
    if verdict and is_last_administrator(person):
        return LAST_ADMINISTRATOR
    return verdict


@rule("people.close_person")
def may_close_person(actor: Person, person: Person) -> Verdict:
    verdict = may_administer(actor)
    if verdict and is_last_administrator(person):
        return LAST_ADMINISTRATOR
    return verdict


@rule("people.make_token")
def may_make_token(actor: Person, person: Person) -> Verdict:
    """For oneself, and for the bots one administers: nobody takes on the identity of another human being."""
    if actor.pk == person.pk:
        return ALLOWED
    if person.is_bot:
        return may_administer(actor)
    return Denied(_("A token acts as its owner, so everybody makes their own."), code="not_owner")


@rule("people.end_token")
def may_end_token(actor: Person, token: AccessToken) -> Verdict:
    if actor.pk == token.person_id:
        return ALLOWED
    return may_administer(actor)


@rule("people.own_sign_in")
def may_change_own_sign_in(actor: Person, person: Person) -> Verdict:
    """Password and sessions are a person's own affair."""
    if actor.pk == person.pk:
        return ALLOWED
    return Denied(_("Only the owner of an account changes how it signs in."), code="not_owner")


@rule("people.see_absences")
def may_see_absences(actor: Person, person: Person) -> Verdict:
    """Why and when somebody is away is known to them, to their line of managers and to administrators."""
    if actor.pk == person.pk or actor.is_administrator or _is_in_line_above(actor, person):
        return ALLOWED
    return Denied(_("Absences are seen by the person, their managers and administrators only."), code="not_manager")


@rule("people.add_absence")
def may_add_absence(actor: Person, person: Person) -> Verdict:
    """Everybody enters their own days away; managers and administrators those of others. A program is never away."""
    if person.is_bot:
        return Denied(_("A program is never away."), code="is_bot")
    if may_see_absences(actor, person):
        return ALLOWED
    return Denied(
        _("You enter your own absences and those of people who report to you. Ask their manager."), code="not_manager"
    )


@rule("people.change_absence")
def may_change_absence(actor: Person, absence: Absence) -> Verdict:
    return may_add_absence(actor, absence.person)


def is_last_administrator(person: Person) -> bool:
    """Whether nobody could administer the workspace without this person."""
    is_one = person.is_administrator and person.is_active and not person.is_bot
    return is_one and not Person.objects.administrators().exclude(pk=person.pk).exists()


def _is_in_line_above(actor: Person, person: Person) -> bool:
    # The direct manager needs no question to the database.
    return actor.pk == person.manager_id or Person.objects.filter(pk=person.pk, pk__in=below(actor.pk)).exists()


def _is_own(actor: Person, department: Department) -> bool:
    return any(actor.pk == d.lead_id or actor.department_id == d.pk for d in department.ancestors(include_self=True))
