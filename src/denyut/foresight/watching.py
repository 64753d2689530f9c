"""Which warnings the key results call for now: the signs of each, with what is known of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from denyut.foresight.causes import Cause, Signs, facts_of, is_there
from denyut.foresight.loads import Load, loads_of
from denyut.foresight.models import EarlyWarning
from denyut.foresight.outlooks import Outlook
from denyut.matters.models import Blocker
from denyut.okr.cadences import Departments
from denyut.okr.models import KeyResult
from denyut.okr.status import Status

FOUR_WEEKS = timedelta(days=28)
PARTIAL = tuple(cause for cause in Cause if cause is not Cause.OVERLOAD)


@dataclass(frozen=True)
class Finding:
    """A cause at a key result: whether it is there, and the numbers behind it."""

    outlook: Outlook
    cause: Cause
    is_there: bool
    stands: EarlyWarning | None
    facts: dict[str, Any]

    @property
    def kr(self) -> KeyResult:
        return self.outlook.case.kr


@dataclass(frozen=True)
class _Around:
    """What is asked once for all: standing blockers, loads, and which key result of an overloaded owner carries the warning."""

    blockers: Mapping[int, int]
    loads: Mapping[int, Load]
    carriers: Mapping[int, int]
    moment: datetime
    departments: Departments


def findings_of(outlooks: Mapping[int, Outlook], moment: datetime, *, is_whole: bool) -> Iterator[Finding]:
    """What there is to raise and to close for these key results. Six queries.

    Whether owners have too much to do is asked only when the key results are all that run (`is_whole`).
    """
    standing: dict[tuple[int, str], EarlyWarning] = {
        (one.key_result_id, one.kind): one for one in EarlyWarning.objects.standing().filter(key_result__in=outlooks)
    }
    around = _Around(
        Counter(Blocker.objects.standing().filter(key_result__in=outlooks).values_list("key_result", flat=True)),
        loads_of([one.case.kr for one in outlooks.values()], moment.date()) if is_whole else {},
        _carriers(outlooks) if is_whole else {},
        moment,
        Departments(),
    )
    for pk, outlook in outlooks.items():
        signs = _signs(outlook, around)
        for cause in Cause if is_whole else PARTIAL:
            stands = standing.get((pk, cause.value))
            there = is_there(cause, signs, stands=stands is not None)
            if there or stands:
                facts = facts_of(cause, signs, _more(cause, outlook, around)) if there else {}
                yield Finding(outlook, cause, there, stands, facts)


def _signs(outlook: Outlook, around: _Around) -> Signs:
    case, kr = outlook.case, outlook.case.kr
    since = (around.moment - FOUR_WEEKS).date()
    said = [one.confidence for one in case.said if one.confidence is not None and one.day >= since]
    load = around.loads.get(kr.owner_id) if around.carriers.get(kr.owner_id) == kr.pk else None
    return Signs(
        probability=outlook.probability,
        elapsed=case.elapsed / case.dates.horizon,
        confidences=said,
        is_stale=kr.is_stale(around.moment, around.departments),
        blockers=around.blockers.get(kr.pk, 0),
        load=load.share if load else None,
        declares_well=kr.declared == Status.ON_TRACK.value,
        is_worse=outlook.standing.status.severity >= Status.AT_RISK.severity,
        is_reached=kr.progress >= 1,
    )


def _more(cause: Cause, outlook: Outlook, around: _Around) -> dict[str, Any]:
    kr = outlook.case.kr
    if cause in (Cause.MISS, Cause.GAP):
        pace, needed = outlook.fan.pace if outlook.fan else 0.0, outlook.fan.needed if outlook.fan else None
        return {
            "pace": outlook.weekly(pace),
            "needed": outlook.weekly(needed),
            "is_share": outlook.case.is_share,
            "status": outlook.standing.status.value,
            "declared": kr.declared,
        }
    if cause is Cause.STALE:
        return {"days": (around.moment - (kr.checked_in_at or kr.made_at)).days}
    if cause is Cause.OVERLOAD:
        load = around.loads[kr.owner_id]
        return {"key_results": load.key_results, "work": load.work, "needed": load.needed, "there": load.there}
    return {}


def _carriers(outlooks: Mapping[int, Outlook]) -> dict[int, int]:
    """For each owner the key result on which a warning of overload stands: where it stands already, else the least likely."""
    carried: dict[int, int] = {}
    order = sorted(outlooks.values(), key=lambda one: (one.probability is None, one.probability or 0.0, one.case.kr.pk))
    for outlook in order:
        if outlook.case.kr.objective.is_open:
            carried.setdefault(outlook.case.kr.owner_id, outlook.case.kr.pk)
    standing = EarlyWarning.objects.standing().filter(kind=Cause.OVERLOAD.value, key_result__in=outlooks)
    return carried | dict(standing.values_list("key_result__owner", "key_result"))
