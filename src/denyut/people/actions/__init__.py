"""The deeds about people and the workspace: everything that changes them."""

from denyut.people.actions.absences import add_absence, change_absence, remove_absence
from denyut.people.actions.accounts import close_person, give_role, reopen_person
from denyut.people.actions.departments import add_department, change_department
from denyut.people.actions.invitations import accept_invitation, invite, invite_again, withdraw_invitation
from denyut.people.actions.persons import add_person, change_person, place_person
from denyut.people.actions.sign_in import end_other_sessions, end_session, end_token, make_token, set_password
from denyut.people.actions.sites import add_holiday, add_site, change_site, remove_holiday
from denyut.people.actions.workspace import change_workspace, found_workspace

__all__ = [
    "accept_invitation",
    "add_absence",
    "add_department",
    "add_holiday",
    "add_person",
    "add_site",
    "change_absence",
    "change_department",
    "change_person",
    "change_site",
    "change_workspace",
    "close_person",
    "end_other_sessions",
    "end_session",
    "end_token",
    "found_workspace",
    "give_role",
    "invite",
    "invite_again",
    "make_token",
    "place_person",
    "remove_absence",
    "remove_holiday",
    "reopen_person",
    "set_password",
    "withdraw_invitation",
]
