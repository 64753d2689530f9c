"""What matters put on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.matters.fragments import draw_of_key_results
from denyut.matters.partial import findings_of
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("matters.of_key_result", _("In the way and to decide"), place="okr.key_result")
def draw_of_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """What stands in the way of a key result and what is to be decided: drawn for everybody alike, so that it changes on open pages."""
    return draw_of_key_results([options["key_result"].pk])[options["key_result"].pk]


@widget("matters.partial", _("Planned by one alone"), place="okr.cycle")
def draw_partial(viewer: Person, options: dict[str, Any]) -> str:
    """Key results that several departments have to move and one alone works on."""
    found = findings_of(options["cycle"], viewer)
    return render_to_string("matters/_partial.html", {"findings": found}) if found else ""
