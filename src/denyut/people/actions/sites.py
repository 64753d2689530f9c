"""Deeds on sites and the days people work there."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.people.actions.fields import name_checked
from denyut.people.geography import zone_checked
from denyut.people.models import Holiday, Person, Site
from denyut.people.verbs import HOLIDAY_ADDED, HOLIDAY_REMOVED, SITE_CHANGED, SITE_MADE
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

HOURS = Decimal(24)


@deed("people.add_site")
def add_site(
    actor: Person,
    *,
    name: str,
    zone: str = "Asia/Jakarta",
    working_days: str = "12345",
    hours_per_day: Decimal = Decimal(8),
) -> Site:
    """Add a place of work. `working_days` are digits from 1 (Monday) to 7 (Sunday).

    Raises Refused for whoever is no administrator, Invalid, Conflict for a name in use.
    """
    require(actor, "people.administer")
    site = Site()
    _describe(site, name, zone, working_days, hours_per_day)
    site.save(force_insert=True)
    record(SITE_MADE, actor, site, facts=_facts(site))
    return site


@deed("people.change_site")
def change_site(actor: Person, site: Site, *, name: str, zone: str, working_days: str, hours_per_day: Decimal) -> Site:
    """Change a place of work, its clock and its week. Raises like add_site."""
    require(actor, "people.administer")
    site = Site.objects.select_for_update().get(pk=site.pk)
    _describe(site, name, zone, working_days, hours_per_day)
    site.save()
    record(SITE_CHANGED, actor, site, facts=_facts(site))
    return site


@deed("people.add_holiday")
def add_holiday(actor: Person, site: Site, *, day: date, name: str) -> Holiday:
    """Say that nobody works at a site on a day.

    Raises Refused for whoever is no administrator, Conflict when it is a holiday already.
    """
    require(actor, "people.administer")
    if site.holidays.filter(day=day).exists():
        raise Conflict(_("That day is a holiday here already."), code="has_holiday", field="day")
    holiday = Holiday.objects.create(site=site, day=day, name=name_checked(name))
    record(HOLIDAY_ADDED, actor, site, facts={"day": day.isoformat(), "name": holiday.name})
    return holiday


@deed("people.remove_holiday")
def remove_holiday(actor: Person, holiday: Holiday) -> None:
    """Make a holiday a working day again. Raises Refused for whoever is no administrator."""
    require(actor, "people.administer")
    record(HOLIDAY_REMOVED, actor, holiday.site, facts={"day": holiday.day.isoformat(), "name": holiday.name})
    holiday.delete()


def _describe(site: Site, name: str, zone: str, working_days: str, hours_per_day: Decimal) -> None:
    site.name, site.zone = name_checked(name), zone_checked(zone)
    site.working_days, site.hours_per_day = _week(working_days), _hours(hours_per_day)
    if Site.objects.filter(name=site.name).exclude(pk=site.pk).exists():
        raise Conflict(_("There is a site of this name already."), code="name_taken", field="name")


def _week(days: str) -> str:
    if not days or set(days) - set("1234567"):
        raise Invalid(_("Choose at least one day from Monday to Sunday."), code="not_a_week", field="working_days")
    return "".join(sorted(set(days)))


def _hours(hours: Decimal) -> Decimal:
    if not 0 < hours <= HOURS:
        raise Invalid(_("A working day has more than 0 and up to 24 hours."), code="not_hours", field="hours_per_day")
    return hours


def _facts(site: Site) -> dict[str, str]:
    return {
        "name": site.name,
        "zone": site.zone,
        "working_days": site.working_days,
        "hours_per_day": str(site.hours_per_day),
    }
