"""What the ledger puts on the pages of goals and on boards."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from denyut.benefits.pulse import pulse_of
from denyut.benefits.rows import entries
from denyut.people.models import Person
from denyut.spine.widgets import widget


@widget("benefits.pulse", _("Pulse"), place="okr.objective")
def draw_pulse(viewer: Person, options: dict[str, Any]) -> str:
    """What happens around an objective, week by week. Five queries."""
    objective = options["objective"]
    pulse = pulse_of(objective.pk, list(objective.key_results.values_list("pk", flat=True)))
    titles = {
        "messages": pgettext("the pulse", "Messages"),
        "tasks": pgettext("the pulse", "Tasks asked for and done"),
        "check_ins": pgettext("the pulse", "Check-ins"),
        "hand_offs": pgettext("the pulse", "Handed to other departments"),
    }
    rows = [(titles[beat.kind], beat) for beat in pulse.beats]
    return render_to_string("benefits/_pulse.html", {"pulse": pulse, "rows": rows})


@widget("benefits.ledger", _("Benefits"))
def draw_ledger(viewer: Person, options: dict[str, Any]) -> str:
    """The measures that have a baseline, as tiles; nothing without any. Two queries."""
    found = [one for one in entries(get_language() or "en") if one.frozen]
    return render_to_string("benefits/_tiles.html", {"entries": found}) if found else ""
