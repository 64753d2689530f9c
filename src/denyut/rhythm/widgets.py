"""What rituals put on boards and on the page of a cycle."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.rhythm.agenda import next_of
from denyut.rhythm.ledgers import ledger_of
from denyut.spine.widgets import widget


@widget("rhythm.next", _("My next ritual"))
def draw_next(viewer: Person, options: dict[str, Any]) -> str:
    """The ritual that is open now or comes next; nothing when none is in sight."""
    entry = next_of(viewer)
    return render_to_string("rhythm/_next.html", {"entry": entry}) if entry else ""


@widget("rhythm.cycle", _("Calendar"), place="okr.cycle")
def draw_of_cycle(viewer: Person, options: dict[str, Any]) -> str:
    """The way to a cycle's calendar, with what comes next in it."""
    cycle = options["cycle"]
    entry = None if cycle.is_closed else next_of(viewer, cycle=cycle)
    return render_to_string("rhythm/_of_cycle.html", {"cycle": cycle, "entry": entry})


@widget("rhythm.ledger", _("Check-ins on time"), place="okr.key_result")
def draw_ledger(viewer: Person, options: dict[str, Any]) -> str:
    """Which due days a key result met; nothing before its first one."""
    ledger = ledger_of(options["key_result"], get_language() or "en")
    return render_to_string("rhythm/_ledger.html", {"ledger": ledger}) if ledger else ""


@widget("rhythm.due", _("Check-ins that are due"), place="chat.composer")
def draw_due(viewer: Person, options: dict[str, Any]) -> str:
    """The place above a room's composer into which what is due for its viewer comes, after the room has."""
    return "" if viewer.is_auditor else render_to_string("rhythm/_due_line_later.html")
