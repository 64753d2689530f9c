"""What moved: check-ins from old to new, and statuses that changed, by a check-in or by time alone."""

from collections.abc import Iterable, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from denyut.meetings.compiling.sources import Facts, Source, Span
from denyut.okr.models import CheckIn, KeyResult, Segment
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.okr.paces import paces_of
from denyut.okr.status import Status
from denyut.people.times import company_now

IMPORTED = "import"


def check_ins_of(source: Source, span: Span) -> list[Facts]:
    """Each check-in as facts, oldest first. Two queries. One brought in by an import is history, not news."""
    found = CheckIn.objects.filter(
        key_result__in=source.goals.values("pk"), recorded_at__gte=span.since, recorded_at__lt=span.until
    ).exclude(surface=IMPORTED)
    rows = list(found.select_related("key_result__objective", "author").order_by("recorded_at", "id"))
    units = _units(rows)
    return [_said(row, units.get((row.key_result_id, row.segment), row.key_result.unit)) for row in rows]


def moved(said: Iterable[Facts], standings: dict[int, Facts]) -> list[Facts]:
    """The check-ins of each key result as one move from its first value to its last, with its status then and now.

    Those that became worse come first, then those that became better. Key results whose status changed by time alone follow.
    """
    by_goal: dict[int, list[Facts]] = {}
    for one in said:
        by_goal.setdefault(one["key_result"], []).append(one)
    moves = [_together(rows, standings.get(pk, {})) for pk, rows in by_goal.items()]
    slipped = [facts for pk, facts in standings.items() if pk not in by_goal and facts["turn"]]
    return sorted([*moves, *slipped], key=lambda facts: (_turn_order(facts["turn"]), facts["key_result"]))


def standings_of(goals: KeyResultQuerySet, span: Span) -> dict[int, Facts]:
    """The status of each key result before and at the end of the span, by id: "turn" is 1 for better, -1 for worse. Five queries."""
    before = CheckIn.objects.filter(key_result=OuterRef("pk"), recorded_at__lt=span.since).order_by("-valid_at", "-id")
    rows = list(
        goals.select_related("objective__cycle", "owner").annotate(
            progress_then=Subquery(before.values("progress")[:1]), value_then=Subquery(before.values("value")[:1])
        )
    )
    paces = paces_of([], rows)
    zone = company_now().tzinfo
    then, now = span.since.astimezone(zone).date(), span.until.astimezone(zone).date()
    found: dict[int, Facts] = {}
    for row in rows:
        was = None if row.made_at >= span.since else paces.key_result(_as_it_was(row), then).status
        found[row.pk] = _standing(row, was, paces.key_result(row, now).status)
    return found


def _as_it_was(row: Any) -> KeyResult:
    then = copy(row)
    then.progress = row.progress_then if row.progress_then is not None else Decimal(0)
    then.value = row.value_then
    then.checked_in_at = row.made_at if row.progress_then is not None else None
    return then  # type: ignore[no-any-return]


def _standing(kr: KeyResult, was: Status | None, now: Status) -> Facts:
    turn = 0 if was is None or was.severity == now.severity else (1 if now.severity < was.severity else -1)
    # What has just begun has not become worse.
    turn = 0 if Status.NOT_STARTED in (was, now) and now is not Status.ACHIEVED else turn
    return {
        "kind": "slipped",
        "key": f"status:{kr.pk}",
        **named(kr),
        "status_before": was.value if was else "",
        "status": now.value,
        "turn": turn,
    }


def named(kr: KeyResult) -> Facts:
    """How facts name a key result."""
    names = {"label": kr.label, "title": kr.title, "objective_title": kr.objective.title}
    return {"key_result": kr.pk, "objective": kr.objective_id, **names}


def _said(said: CheckIn, unit: str) -> Facts:
    return {
        "kind": "said",
        "key": f"check_in:{said.pk}",
        **named(said.key_result),
        "unit": unit,
        "before": None if said.before is None else plain(said.before),
        "value": plain(said.value),
        "confidence": said.confidence,
        "why": said.note,
        "who": said.author.name,
        "check_ins": [said.pk],
        "at": said.recorded_at.isoformat(),
    }


def _together(rows: Sequence[Facts], standing: Facts) -> Facts:
    first, last = rows[0], rows[-1]
    same_unit = [row for row in rows if row["unit"] == last["unit"]]
    notes = [row["why"] for row in rows if row["why"]]
    return {
        **last,
        "kind": "moved",
        "key": f"moved:{last['key_result']}",
        "before": same_unit[0]["before"] if first["unit"] == last["unit"] else None,
        "why": notes[-1] if notes else "",
        "check_ins": [number for row in rows for number in row["check_ins"]],
        "status_before": standing.get("status_before", ""),
        "status": standing.get("status", ""),
        "turn": standing.get("turn", 0),
    }


def _turn_order(turn: int) -> int:
    return {-1: 0, 1: 1}.get(turn, 2)


def _units(rows: Sequence[CheckIn]) -> dict[tuple[int, int], str]:
    older = {row.key_result_id for row in rows if row.segment != row.key_result.segment}
    found = Segment.objects.filter(key_result__in=older).values_list("key_result", "number", "unit") if older else ()
    return {(kr, number): unit for kr, number, unit in found}


def plain(value: Decimal) -> str:
    """A number as facts keep it: without idle zeros, never with a power of ten."""
    return format(value.normalize(), "f")
