"""How well warnings and acts work here, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.foresight.records import Hits, adjustment_days, hits, proactive
from denyut.lib.numbers import format_number, format_percent
from denyut.okr.models import Cycle


@dataclass(frozen=True, slots=True)
class Track:
    """In one language; what is not known is empty."""

    ratio: str
    before_red: int
    acts: int
    lead: str
    waited: str
    right: str


def track_row(language: str, cycle: Cycle | None = None) -> Track:
    """The proactive ratio, lead times and hits, in a cycle or ever. Five queries."""
    counted, waited = proactive(cycle), adjustment_days(cycle)
    return Track(
        ratio="" if counted.ratio is None else format_percent(counted.ratio, language),
        before_red=counted.before_red,
        acts=counted.acts,
        lead="" if counted.lead_days is None else days_shown(counted.lead_days, language),
        waited="" if waited is None else days_shown(waited, language),
        right=hits_shown(hits(), language),
    )


def hits_shown(found: Hits | None, language: str) -> str:
    """ "7 of 9 warnings (78%)"; nothing where too few ended."""
    if found is None:
        return ""
    shown = {
        "right": format_number(found.right, language),
        "number": format_number(found.number, language),
        "share": format_percent(found.right / found.number, language),
    }
    return _("%(right)s of %(number)s such warnings came true here (%(share)s)") % shown


def days_shown(days: float, language: str) -> str:
    """A number of days, one decimal where it matters."""
    number = round(days, 1) if days < 10 else round(days)
    return ngettext("%(days)s day", "%(days)s days", int(number) if number == int(number) else 2) % {
        "days": format_number(number, language)
    }
