"""Deeds on how an account is entered: password, sessions and access tokens."""

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from denyut.people.actions.fields import name_checked
from denyut.people.models import AccessToken, Person
from denyut.people.passwords import Password
from denyut.people.tokens import digest_of, new_secret
from denyut.people.verbs import PASSWORD_CHANGED, SESSION_ENDED, TOKEN_ENDED, TOKEN_MADE
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("people.set_password")
def set_password(actor: Person, person: Person, *, password: Password) -> Person:
    """Give one's account a new password; sessions opened with the old one end. Raises Refused for another's account."""
    require(actor, "people.own_sign_in", person)
    person.password = password.encoded
    person.save(update_fields=["password"])
    record(PASSWORD_CHANGED, actor, person)
    return person


@deed("people.end_session")
def end_session(actor: Person, person: Person, *, session_key: str) -> None:
    """Sign one of one's own browsers out, its open pages included.

    Raises Refused for another's account, NotThere when the session has ended.
    """
    require(actor, "people.own_sign_in", person)
    session = UserSession.objects.filter(user=person, session_key=session_key).first()
    if session is None:
        raise NotThere(_("That session has ended already."), code="ended")
    session.end()
    record(SESSION_ENDED, actor, person)


@deed("people.end_other_sessions")
def end_other_sessions(actor: Person, person: Person, *, kept: str) -> None:
    """Sign out everywhere but in the session with the key `kept`. Raises Refused for somebody else's account."""
    require(actor, "people.own_sign_in", person)
    for session in UserSession.objects.filter(user=person).exclude(session_key=kept):
        session.end()
    record(SESSION_ENDED, actor, person)


@deed("people.make_token")
def make_token(actor: Person, person: Person, *, name: str) -> AccessToken:
    """Make an access token that acts as a person: oneself, or a bot one administers.

    Its `secret` is on the answer, this once.

    Raises Refused where the rule says no, Invalid without a name.
    """
    require(actor, "people.make_token", person)
    secret = new_secret()
    token = AccessToken.objects.create(
        person=person, name=name_checked(name)[:80], digest=digest_of(secret), made_at=clock.now()
    )
    record(TOKEN_MADE, actor, token, facts={"person": person.pk})
    token.secret = secret
    return token


@deed("people.end_token")
def end_token(actor: Person, token: AccessToken) -> AccessToken:
    """Make an access token useless for good. Raises Refused, Conflict when it has ended."""
    require(actor, "people.end_token", token)
    token = AccessToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if token.ended_at:
        raise Conflict(_("This token has ended already."), code="ended")
    token.ended_at = clock.now()
    token.save(update_fields=["ended_at"])
    record(TOKEN_ENDED, actor, token, facts={"person": token.person_id})
    return token
