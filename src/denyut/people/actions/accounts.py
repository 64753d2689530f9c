"""Deeds on what an account may do, and whether it is open."""

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from denyut.people.actions.fields import role_checked
from denyut.people.models import Invitation, Person
from denyut.people.verbs import PERSON_CLOSED, PERSON_REOPENED, ROLE_CHANGED
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("people.give_role")
def give_role(actor: Person, person: Person, *, role: str) -> Person:
    """Trust a person with more or less: "member", "manager", "administrator" or "auditor".

    Raises Refused for whoever is no administrator and for the last one's own role, Invalid for an unknown role.
    """
    wanted = role_checked(role)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(actor, "people.administer")
    if person.role == wanted:
        return person
    require(actor, "people.give_role", person)
    before, person.role = person.role, wanted
    person.save(update_fields=["role"])
    record(ROLE_CHANGED, actor, person, facts={"before": before, "role": wanted.value})
    return person


@deed("people.close_person")
def close_person(actor: Person, person: Person) -> Person:
    """Close the account of somebody who leaves. Sessions and tokens end; what the person did stays theirs.

    Raises Refused for whoever is no administrator and for the last administrator's account, Conflict when it is closed.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require(actor, "people.close_person", person)
    if not person.is_active:
        raise Conflict(_("This account is closed already."), code="closed")
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_access(person)
    record(PERSON_CLOSED, actor, person)
    return person


@deed("people.reopen_person")
def reopen_person(actor: Person, person: Person) -> Person:
    """Open a closed account again; its owner signs in as before. Raises Refused, Conflict when it is open."""
    require(actor, "people.administer")
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.is_active:
        raise Conflict(_("This account is open."), code="open")
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(PERSON_REOPENED, actor, person)
    return person


def _end_access(person: Person) -> None:
    now = clock.now()
    person.tokens.filter(ended_at=None).update(ended_at=now)
    Invitation.objects.filter(invited_by=person, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    for session in UserSession.objects.filter(user=person):
        session.end()
