"""What needs looking at, asked for in the chat."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.foresight.models import EarlyWarning, led_by
from denyut.foresight.rows.warnings import warning_rows
from denyut.people.models import Person
from denyut.talk.asking import asked

SHOWN = 5


@asked("watch", about=_("Show what may miss its target: yours, and what you lead"))
def show_watch(actor: Person) -> str:
    """The newest standing warnings about what somebody owns, then about what they lead, for themselves. Six queries at most."""
    seen = EarlyWarning.objects.visible_to(actor).standing().with_goals()
    own = list(seen.filter(key_result__owner=actor)[:SHOWN])
    led = list(seen.filter(led_by(actor)).distinct()[: SHOWN - len(own)])
    context = {"warnings": warning_rows([*own, *led], get_language() or "en")}
    return render_to_string("foresight/_asked_watch.html", context)
