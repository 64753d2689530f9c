"""The bell of every page."""

from django.template.loader import render_to_string

from denyut.inbox.models import Notice
from denyut.people.models import Person


def drawn_bell(viewer: Person) -> str:
    """How many notices wait for the viewer, in the active language. One query."""
    count = Notice.objects.visible_to(viewer).unread().count()
    return render_to_string("inbox/_bell.html", {"pk": viewer.pk, "count": count})
