"""What steering puts on the pages of goals."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.spine.widgets import widget
from denyut.steering.fragments import draw_of_key_results
from denyut.steering.reading import guardrails_seen
from denyut.steering.rows import GuardrailRow


@widget("steering.of_key_result", _("Change of plan"), place="okr.key_result")
def draw_of_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """The card of a change of plan that waits for an answer about this key result."""
    return draw_of_key_results([options["key_result"].pk])[options["key_result"].pk]


@widget("steering.guardrails", _("Guardrails"), place="okr.objective")
def draw_guardrails(viewer: Person, options: dict[str, Any]) -> str:
    """The numbers that must not leave their bounds while this objective is followed."""
    return _drawn(guardrails_seen(viewer, get_language() or "en", objective=options["objective"].pk))


@widget("steering.cycle_guardrails", _("Guardrails"), place="okr.cycle")
def draw_cycle_guardrails(viewer: Person, options: dict[str, Any]) -> str:
    """The numbers that must not leave their bounds in this cycle."""
    return _drawn(guardrails_seen(viewer, get_language() or "en", cycle=options["cycle"].pk))


def _drawn(rails: list[GuardrailRow]) -> str:
    return render_to_string("steering/_guardrails_section.html", {"guardrails": rails}) if rails else ""
