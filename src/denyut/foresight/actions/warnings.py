"""Deeds on warnings: raised to the owner alone, opened a day later, closed when their cause is gone."""

from typing import Any

from django.utils.translation import gettext as _

from denyut.foresight.actions.told import told_of
from denyut.foresight.models import GRACE, EarlyWarning
from denyut.foresight.periods import Dates
from denyut.foresight.verbs import OWNER_WARNED, WARNED, WARNING_CLOSED
from denyut.okr.models import KeyResult
from denyut.okr.status import Standing
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import NotThere
from denyut.spine.deeds import deed
from denyut.spine.events import record

WEEK = 7


@deed("foresight.raise_warning")
def raise_warning(
    actor: Person | None, key_result: KeyResult, *, kind: str, facts: dict[str, Any], standing: Standing
) -> EarlyWarning | None:
    """Warn the owner of a key result, and nobody else for a day.

    None, and nothing happens, while the same warning stands, and again in the week of the cycle in which it was raised last.
    """
    now = clock.now()
    last = EarlyWarning.objects.filter(key_result=key_result, kind=kind).first()
    if last is not None and (last.is_standing or _week(key_result, last) == _week(key_result, None)):
        return None
    made = EarlyWarning.objects.create(
        key_result=key_result,
        kind=kind,
        raised_at=now,
        facts=facts,
        owner_told_at=now,
        open_at=now + GRACE,
        status_then=standing.status.value,
        was_red=standing.is_red,
    )
    record(OWNER_WARNED, actor, made, facts=told_of(made))
    return made


@deed("foresight.open_warning")
def open_warning(actor: Person | None, warning: EarlyWarning) -> EarlyWarning:
    """Tell those who lead of a warning whose first day is over. Again changes nothing, nor when its cause is gone."""
    found = row_as_it_stands(warning)
    if found.opened_at is None and found.is_standing and found.open_at <= clock.now():
        found.opened_at = clock.now()
        found.save(update_fields=["opened_at"])
        record(WARNED, actor, found, facts=told_of(found))
    return found


@deed("foresight.credit_owner")
def credit_owner(actor: Person, warning: EarlyWarning) -> EarlyWarning:
    """Keep that the owner brought it up themselves, before anybody else saw it. Again, or later than that, changes nothing."""
    found = warning_as_it_stands(warning)
    if surface(actor, found):
        found.save(update_fields=["surfaced_by"])
    return found


@deed("foresight.close_warning")
def close_warning(actor: Person | None, warning: EarlyWarning) -> EarlyWarning:
    """Close a warning whose cause is gone. Again changes nothing."""
    found = row_as_it_stands(warning)
    if found.is_standing:
        was_open = not found.is_owners_alone(clock.now())
        found.closed_at = clock.now()
        found.save(update_fields=["closed_at"])
        # Its row goes from the pages of those who have seen it.
        record(WARNING_CLOSED, actor, found, facts=told_of(found) | {"is_open": was_open})
    return found


def surface(actor: Person, warning: EarlyWarning) -> bool:
    """Put the owner's name on a warning that nobody else sees yet; whether that changed it."""
    is_first = warning.surfaced_by_id is None and actor.pk == warning.key_result.owner_id
    if is_first and clock.now() < warning.open_at:
        warning.surfaced_by = actor
        return True
    return False


def row_as_it_stands(warning: EarlyWarning) -> EarlyWarning:
    """The same with the goal as the caller has loaded it: enough where no rule is asked, and much less to read. Raises NotThere."""
    found = EarlyWarning.objects.filter(pk=warning.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    found.key_result = warning.key_result
    return found


def warning_as_it_stands(warning: EarlyWarning) -> EarlyWarning:
    """The warning as it is stored now. Raises NotThere when it is gone."""
    found = (
        EarlyWarning.objects.with_goals().select_related("key_result__objective__owner").filter(pk=warning.pk).first()
    )
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    return found


def _week(kr: KeyResult, warning: EarlyWarning | None) -> int:
    moment = warning.raised_at if warning else clock.now()
    return Dates(kr.first_day, kr.last_day, WEEK).week(moment.date())
