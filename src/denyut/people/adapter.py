"""How allauth, which handles sign-in, does things here."""

import logging
import smtplib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import translation

from denyut.people import passwords
from denyut.people.actions import end_session, set_password
from denyut.people.models import Person, Workspace
from denyut.spine.access import NotThere
from denyut.spine.events import Via

WEB = Via("web")
log = logging.getLogger("denyut.people")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; what signing in and out changes, changes through deeds."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from the founder's page and from invitations, which have pages of their own."""
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep a new password that allauth's forms have checked."""
        person = cast("Person", user)
        set_password.via(WEB)(person, person, password=passwords.chosen(password, email=person.email, name=person.name))

    def logout(self, request: HttpRequest) -> None:
        """Sign this browser out, and close the streams its other tabs hold."""
        person, key = cast("Person", request.user), request.session.session_key or ""
        super().logout(request)
        try:
            end_session.via(WEB)(person, person, session_key=key)
        except NotThere:
            log.info("a session ended twice")

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of whoever is signed in. Counts against the limit of failed attempts."""
        found = self.authenticate(self.request, email=cast("Person", user).email, password=password)
        return found is not None and found.pk == user.pk

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address; behind a Unix socket there is none, and all callers share one limit."""
        return get_client_ip(request) or "127.0.0.1"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter in its reader's language. A failing server must not tell a stranger which addresses exist."""
        user = context.get("user")
        with translation.override(user.language if isinstance(user, Person) else translation.get_language()):
            try:
                super().send_mail(template_prefix, email, {**context, "workspace": Workspace.objects.first()})
            except (OSError, smtplib.SMTPException):
                log.exception("a letter (%s) could not be sent", template_prefix)
