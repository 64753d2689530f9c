"""The reminders of one person, and the moments that are offered at a tap."""

from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Reminder
from denyut.people.models import Person

SHOWN = 100
# Said in English, which is understood in every language.
CHOICES = [
    ("in 20 min", _("In 20 minutes")),
    ("in 1 hour", _("In an hour")),
    ("tomorrow 9:00", _("Tomorrow at 9:00")),
    ("next week 9:00", _("On Monday at 9:00")),
]


def reminders_of(person: Person) -> list[Reminder]:
    """What somebody is to be reminded of, and of what they had others reminded; the next ones first. One query."""
    found = Reminder.objects.visible_to(person).standing().select_related("by", "person", "room", "line")
    return list(found.order_by("at", "id")[:SHOWN])
