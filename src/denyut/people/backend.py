"""Signing in by e-mail and password."""

from allauth.account.auth_backends import AuthenticationBackend

from denyut.people.models import Person


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend, except that the person of a session comes with department and site, in one query."""

    def get_user(self, user_id: int) -> Person | None:
        """The person with this id while the account is open."""
        return Person.objects.select_related("department", "site").filter(pk=user_id, is_active=True).first()
