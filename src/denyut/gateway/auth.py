"""Who calls: a program with an access token, or a person's own browser."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from denyut.people.middleware import language_asked
from denyut.people.models import Person
from denyut.people.tokens import person_of_token
from denyut.spine.access import Invalid, Refused
from denyut.spine.events import Via

KEY_LETTERS = 200


class Bearer(AuthBase):
    """`Authorization: Bearer TOKEN`. A token that is not valid ends the matter: no other way in is tried."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "An access token, made in your settings. It acts as you."

    def __call__(self, request: HttpRequest) -> Person | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _space, secret = header.partition(" ")
        person = person_of_token(secret.strip()) if scheme.lower() == "bearer" else None
        if person is None:
            raise AuthenticationError
        return _speaking(request, person)


class Session(AuthBase):
    """The session of a browser on Denyut's own pages, with their CSRF token for everything that changes something."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME
    openapi_description = "A browser's session. Changes need the header X-CSRFToken too."

    def __call__(self, request: HttpRequest) -> Person | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request):
            raise Refused(_("This page is too old. Load it again."), code="csrf")
        return _speaking(request, request.user)


def caller_of(request: HttpRequest) -> Person:
    """The person of a request that has passed one of the two ways in."""
    return cast("Person", request.auth)  # type: ignore[attr-defined]


def via_rest(request: HttpRequest) -> Via:
    """The REST door with the caller's idempotency key, if any. Raises Invalid for a key of more than 200 letters."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > KEY_LETTERS:
        raise Invalid(_("An Idempotency-Key has up to 200 letters."), code="key_too_long")
    return Via("rest", key)


def _speaking(request: HttpRequest, person: Person) -> Person:
    """Answer in the language that the request asks for, else in the person's own."""
    translation.activate(language_asked(request) or person.language)
    return person
