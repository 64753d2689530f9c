"""Deeds on what indicators mean."""

from decimal import Decimal

from babel.numbers import get_territory_currencies
from django.utils.translation import gettext as _

from denyut.metrics.actions.fields import free_key, key_checked, meaning_checked, meaning_of, reason_checked
from denyut.metrics.library import LIBRARY, MONEY
from denyut.metrics.models import Definition, Indicator
from denyut.metrics.verbs import INDICATOR_ADDED, INDICATOR_CHANGED, INDICATOR_MOVED
from denyut.people.models import Department, Person, Workspace
from denyut.spine import clock
from denyut.spine.access import NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

# A number in another unit or worked out in another way can't be laid beside the ones before.
BREAKS_THE_SERIES = ("unit", "formula")


@deed("metrics.add_indicator")
def add_indicator(
    actor: Person,
    *,
    name: str,
    key: str = "",
    unit: str = "",
    good: str = Indicator.Good.HIGHER,
    formula: str = "",
    band_low: Decimal | None = None,
    band_high: Decimal | None = None,
    description: str = "",
    is_leading: bool = False,
    owner: Person | None = None,
    department: Department | None = None,
) -> Indicator:
    """Add an indicator. Healthy readings lie from `band_low` to `band_high`, both included; either may be left open.

    `formula` is the key of one of the library's, empty for a number that is entered itself; `is_leading` says that it
    moves before a result does. Raises Refused for whoever is no manager, Invalid, Conflict for a key in use.
    """
    require(actor, "metrics.add_indicator")
    indicator = Indicator(
        name=name,
        unit=unit,
        good=good,
        formula=formula,
        band_low=band_low,
        band_high=band_high,
        description=description,
        is_leading=is_leading,
        owner=owner or actor,
        department=department,
    )
    return _added(actor, indicator, key_checked(key, name))


@deed("metrics.adopt_indicator")
def adopt_indicator(
    actor: Person, *, known: str, owner: Person | None = None, department: Department | None = None
) -> Indicator:
    """Add an indicator of the library, by its key, with its formula and band, named in one's own language.

    Raises Refused for whoever is no manager, NotThere when the library has none of this key.
    """
    require(actor, "metrics.add_indicator")
    if known not in LIBRARY:
        raise NotThere(
            _("The library has no indicator “%(key)s”.") % {"key": known[:60]}, code="unknown", field="known"
        )
    one = LIBRARY[known]
    indicator = Indicator(
        name=str(one.name),
        unit=_currency() if one.unit == MONEY else one.unit,
        good=one.good,
        formula=one.formula,
        band_low=one.band_low,
        band_high=one.band_high,
        description=str(one.description),
        is_leading=one.is_leading,
        owner=owner or actor,
        department=department,
    )
    return _added(actor, indicator, free_key(one.key, set(Indicator.objects.values_list("key", flat=True))))


@deed("metrics.change_indicator")
def change_indicator(
    actor: Person,
    indicator: Indicator,
    *,
    name: str,
    unit: str,
    good: str = Indicator.Good.HIGHER,
    formula: str = "",
    band_low: Decimal | None = None,
    band_high: Decimal | None = None,
    description: str = "",
    is_leading: bool = False,
    owner: Person | None = None,
    department: Department | None = None,
    reason: str = "",
) -> Indicator:
    """Change what an indicator means, who owns it and where it belongs.

    A change of meaning is a new version; readings keep theirs. With another unit or formula a new series begins, for
    the old numbers can't be compared. Without an owner it keeps the one it has.

    Raises Refused for whoever is neither its owner nor a manager, Invalid.
    """
    require(actor, "metrics.change_indicator", indicator)
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    before, place = meaning_of(indicator), (indicator.owner_id, indicator.department_id)
    indicator.name, indicator.unit, indicator.good, indicator.formula = name, unit, good, formula
    indicator.band_low, indicator.band_high = band_low, band_high
    indicator.description, indicator.is_leading = description, is_leading
    indicator.owner, indicator.department = owner or indicator.owner, department
    meaning_checked(indicator)
    changed = [field for field, value in meaning_of(indicator).items() if before[field] != value]
    if changed:
        _begin_version(indicator, changed)
        _define(actor, indicator, reason_checked(reason))
        facts = {"indicator": indicator.pk, "version": indicator.version, "changed": changed}
        record(INDICATOR_CHANGED, actor, indicator, facts=facts, text=indicator.name)
    if place != (indicator.owner_id, indicator.department_id):
        facts = {"indicator": indicator.pk, "owner": indicator.owner_id, "department": indicator.department_id}
        record(INDICATOR_MOVED, actor, indicator, facts=facts, text=indicator.name)
    indicator.save()
    return indicator


def _added(actor: Person, indicator: Indicator, key: str) -> Indicator:
    indicator.key, indicator.position = key, Indicator.objects.count()
    meaning_checked(indicator).save(force_insert=True)
    _define(actor, indicator, "")
    record(INDICATOR_ADDED, actor, indicator, facts={"indicator": indicator.pk}, text=indicator.name)
    return indicator


def _begin_version(indicator: Indicator, changed: list[str]) -> None:
    indicator.version += 1
    if any(field in BREAKS_THE_SERIES for field in changed):
        indicator.series_from = indicator.version
        indicator.value, indicator.before, indicator.read_at, indicator.series = None, None, None, []


def _define(actor: Person, indicator: Indicator, reason: str) -> None:
    Definition.objects.create(
        indicator=indicator,
        version=indicator.version,
        reason=reason,
        made_by=actor,
        made_at=clock.now(),
        **meaning_of(indicator),
    )


def _currency() -> str:
    region = Workspace.objects.values_list("region", flat=True).first() or ""
    return next(iter(get_territory_currencies(region)), "") if region else ""
