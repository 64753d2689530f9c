"""What a web request says about who asks and how."""

from collections.abc import Callable
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import HttpRequest

from denyut.people.models import Person
from denyut.spine.access import Refused
from denyut.spine.events import Via


def person_of(request: HttpRequest) -> Person:
    """The signed-in person of a request that has passed `login_required`."""
    return cast("Person", request.user)


def via_web(request: HttpRequest) -> Via:
    """The web door, with the idempotency key that the form or the client sent."""
    return Via("web", request.POST.get("key", "")[:200] or request.headers.get("Idempotency-Key", "")[:200])


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the page asked for a piece of itself (a sheet) rather than for a whole page."""
    return request.headers.get("HX-Request") == "true"


def new_key() -> str:
    """A fresh idempotency key for a form."""
    return uuid4().hex


def attempt(form: forms.Form, deed: Callable[[], Any], *, when_stale: Callable[[], None] | None = None) -> Any:
    """What a deed that a form asks for returns, or None when it was refused.

    The refusal becomes an error of the form, at the field it is about, and nothing typed is lost. `when_stale` is called when somebody
    else changed the thing meanwhile.
    """
    try:
        return deed()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        if refusal.code == "stale" and when_stale is not None:
            when_stale()
        return None
