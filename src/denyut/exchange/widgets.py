"""What import and export put on the pages of cycles."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.exchange.complete.forms import FORMS
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("exchange.cycle", _("Take the goals along"), place="okr.cycle")
def draw_cycle(_viewer: Person, options: dict[str, Any]) -> str:
    """The ways to take the goals of a cycle along. No query."""
    labels = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
    context = {"cycle": options["cycle"], "forms": [(form, labels[form]) for form in FORMS]}
    return render_to_string("exchange/_cycle.html", context)
