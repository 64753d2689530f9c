"""The account that speaks for other programs."""

from django.utils.translation import gettext as _

from denyut.hooks.bots import ADDRESS, the_bot
from denyut.people.actions.persons import admit
from denyut.people.models import Person, Workspace
from denyut.people.passwords import unusable


def bot_for_programs() -> Person:
    """Inside a deed: the one bot, made when the first program is let in. It has no password and nobody signs in as it."""
    language = Workspace.objects.values_list("language", flat=True).first() or "en"
    return the_bot() or admit(ADDRESS, _("Integrations"), password=unusable(), language=language, is_bot=True)
