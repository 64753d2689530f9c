"""/me: who the caller is."""

from django.http import HttpRequest
from ninja import Router

from denyut.gateway import shapes
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.people.models import Person

router = Router()


@router.get("/me", response=shapes.Person, operation_id="get_me", summary="Get me", **about_reading(has_id=False))
def me(request: HttpRequest) -> Person:
    """The person for whom the token or the session stands."""
    return caller_of(request)
