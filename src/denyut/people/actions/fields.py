"""What every deed here asks of a name, an address and a role."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from denyut.people.models import Role
from denyut.spine.access import Invalid

NAME_AT_MOST = 120


def name_checked(name: str, field: str = "name") -> str:
    """The name without stray spaces. Raises Invalid when it is empty or longer than 120 letters."""
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("Write a name."), code="empty", field=field)
    return short_checked(name, field)


def short_checked(text: str, field: str) -> str:
    """The text without spaces around it. Raises Invalid when it is longer than 120 letters."""
    if len(text.strip()) > NAME_AT_MOST:
        raise Invalid(_("That is too long. Use up to 120 letters."), code="too_long", field=field)
    return text.strip()


def email_checked(email: str) -> str:
    """The address in small letters, as all addresses are kept. Raises Invalid."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(
            _("Write a whole e-mail address, for example mei@example.com."), code="not_an_email", field="email"
        ) from error
    return email


def role_checked(role: str) -> Role:
    """The role of this name. Raises Invalid."""
    try:
        return Role(role)
    except ValueError as error:
        raise Invalid(
            _("There is no role “%(role)s”.") % {"role": role[:20]}, code="unknown_role", field="role"
        ) from error
