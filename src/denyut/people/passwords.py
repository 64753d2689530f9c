"""Passwords, checked and hashed before a deed begins: hashing takes long, and the one writer must not wait for it."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from denyut.people.models import Person
from denyut.spine.access import Invalid


@dataclass(frozen=True)
class Password:
    """A password that passed the checks, as its salted hash. What was typed is kept nowhere."""

    encoded: str = field(repr=False)


def chosen(raw: str, *, email: str = "", name: str = "") -> Password:
    """The password somebody chose. Raises Invalid when it is too short, too common or like their name or address."""
    try:
        validate_password(raw, Person(email=email, name=name))
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), code="weak_password", field="password") from error
    return Password(make_password(raw))


def unusable() -> Password:
    """For accounts that never sign in with a password: bots and people loaded from a file."""
    return Password(make_password(None))
