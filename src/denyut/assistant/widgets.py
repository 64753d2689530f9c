"""What the assistant puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from denyut.assistant.kept import drawn_sections
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("assistant.takeaways", _("From the talk"), place="okr.key_result")
def draw_takeaways(viewer: Person, options: dict[str, Any]) -> str:
    """Evidence, suggestions and help that came out of the talk about a key result."""
    kr = options["key_result"]
    return render_to_string(
        "assistant/_takeaways_section.html", {"key_result": kr, "takeaways": drawn_sections([kr.pk])[kr.pk]}
    )
