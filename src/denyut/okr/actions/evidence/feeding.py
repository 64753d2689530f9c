"""Putting the value that data say onto their key result, inside the deed that changed the data."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from denyut.okr.actions.check_ins import put_value
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.aligning import check_fed_once
from denyut.okr.feeds import fed_value
from denyut.okr.items import MILLIONTH
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind
from denyut.okr.values import LARGEST_POWER, fitting
from denyut.okr.verbs import FEED_SWITCHED
from denyut.people.models import Person
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

AUTOMATIC = "automatic"
LARGEST = Decimal(10) ** LARGEST_POWER


@deed("okr.switch_feed")
def switch_feed(actor: Person, key_result: KeyResult, *, is_stopped: bool) -> KeyResult:
    """Stop the data of a key result from setting its value, so that check-ins alone do; or let them again.

    What the data say is kept and shown in either case. Raises Refused where the rule says no, Conflict where other goals set the value.
    """
    kr = kr_as_it_stands(key_result)
    require(actor, "okr.change_objective", kr.objective)
    if not is_stopped:
        check_fed_once(kr)
    if kr.is_feed_stopped != is_stopped:
        kr.is_feed_stopped = is_stopped
        kr.edition += 1
        kr.save(update_fields=["is_feed_stopped", "edition"])
        facts = {
            **facts_of(kr.objective),
            "key_result": kr.pk,
            "label": kr.label,
            "is_stopped": is_stopped,
            "moved": [],
        }
        record(FEED_SWITCHED, actor, kr, facts=facts)
        feed(actor, kr)
        _resume(actor, kr)
    return kr


def opened(actor: Person, key_result: KeyResult, *kinds: Kind) -> KeyResult:
    """The key result as it stands, if the actor may tell its numbers. Raises Refused where the rule says no, Conflict for another kind."""
    return _opened(actor, "okr.check_in", key_result, kinds)


def planned(actor: Person, key_result: KeyResult, *kinds: Kind) -> KeyResult:
    """The key result as it stands, if the actor may change what it is made of. Raises as `opened` does."""
    return _opened(actor, "okr.plan_key_result", key_result, kinds)


def _opened(actor: Person, rule: str, key_result: KeyResult, kinds: Sequence[Kind]) -> KeyResult:
    kr = kr_as_it_stands(key_result)
    require(actor, rule, kr)
    if kinds and kr.measure not in kinds:
        raise Conflict(_("This key result is measured in another way."), code="other_kind")
    return kr


def feed(actor: Person, kr: KeyResult, *, note: str = "") -> None:
    """Work out what the data say; where that differs from before, check it in, unless the feed is stopped."""
    found = fed_value(kr)
    value = None if found is None else _kept(found)
    if value is None or (value == kr.fed_value and value == kr.value):
        return
    kr.fed_value = value
    KeyResult.objects.filter(pk=kr.pk).update(fed_value=value)
    if not kr.is_feed_stopped:
        put_value(actor, kr, value, note=note, surface=AUTOMATIC)


def tell(verb: Verb, actor: Person, kr: KeyResult, text: str = "", **facts: Any) -> None:
    """Record something about the data of a key result."""
    own = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "moved": []}
    record(verb, actor, kr, facts={**own, **facts}, text=text)


def _resume(actor: Person, kr: KeyResult) -> None:
    """What others contributed while their feed was stopped becomes the value."""
    is_fed_by_others = not kr.is_feed_stopped and not kr.measure.is_automatic
    if is_fed_by_others and kr.fed_value is not None and kr.fed_value != kr.value:
        put_value(actor, kr, kr.fed_value, surface=AUTOMATIC)


def _kept(value: Decimal) -> Decimal:
    """A value as the table keeps it. Raises Invalid where data add up to more than that."""
    return value.quantize(MILLIONTH) if abs(value) < LARGEST else fitting(value)
