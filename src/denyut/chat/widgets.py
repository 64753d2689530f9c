"""What rooms put on other pages."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.chat.reminding import reminders_of
from denyut.people.models import Person
from denyut.spine.access import may
from denyut.spine.widgets import widget


@widget("chat.reminders", _("Reminders"), place="tasks.mine")
def draw_reminders(viewer: Person, options: dict[str, Any]) -> str:
    """The reminders of whoever looks; nothing without any."""
    found = reminders_of(viewer)
    return (
        render_to_string("chat/_reminders.html", {"reminders": found, "viewer": viewer}, request=options.get("request"))
        if found
        else ""
    )


@widget("chat.write_to", _("Write a message"), place="people.person")
def draw_write_to(viewer: Person, options: dict[str, Any]) -> str:
    """The way from a person's page into the talk with them; nothing on one's own."""
    subject = options["person"]
    may_write = may(viewer, "chat.start_direct", subject)
    return render_to_string("chat/_write_to.html", {"person": subject}) if may_write else ""


@widget("chat.ding_person", _("DING"), place="people.person")
def draw_ding_person(viewer: Person, options: dict[str, Any]) -> str:
    """The way from a person's page to an urgent call; nothing on one's own, or a program's."""
    subject = options["person"]
    may_call = subject.is_active and not subject.is_bot and subject.pk != viewer.pk and may(viewer, "chat.ding", None)
    return render_to_string("chat/_ding_person.html", {"person": subject}) if may_call else ""
