"""The workspace, its sites and departments, and the people in them."""

from denyut.people.models.absences import Absence, AbsenceQuerySet, away_until
from denyut.people.models.invitation import Invitation, InvitationQuerySet
from denyut.people.models.person import Person, PersonManager, PersonQuerySet, Role
from denyut.people.models.places import Department, Holiday, Site, Workspace
from denyut.people.models.token import AccessToken

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "AccessToken",
    "Department",
    "Holiday",
    "Invitation",
    "InvitationQuerySet",
    "Person",
    "PersonManager",
    "PersonQuerySet",
    "Role",
    "Site",
    "Workspace",
    "away_until",
]
