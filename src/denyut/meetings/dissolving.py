"""Whether a status meeting is needed: what the data answers already, what people are asked, and by what share it is settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from denyut.matters.models import Blocker, Decision
from denyut.meetings.compiling.moves import plain
from denyut.meetings.models import Dissolution
from denyut.meetings.scope import goals_of, open_goals, people_of
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.paces import paces_of
from denyut.okr.status import Status
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.rhythm.models import Ritual, Sitting
from denyut.rhythm.occurrences import Every, planned_days

type Facts = dict[str, Any]

STATUS_KINDS = (Ritual.Kind.CHECK_IN, Ritual.Kind.MONTHLY_REVIEW)
AHEAD, LATEST = timedelta(hours=24), timedelta(hours=1)
THRESHOLD, TIGHTER, REMEMBERED = 80, 10, timedelta(days=90)
SURPRISING = timedelta(days=7)
OPTIONS, READING_MINUTES, ASKED_AT_MOST, LOOKED_BACK = 4, 2, 60, 3
MINE, WORST, STATUS = "mine", "worst", "status"
STATUSES = [Status.ON_TRACK.value, Status.AT_RISK.value, Status.OFF_TRACK.value, Status.NOT_STARTED.value]


@dataclass(frozen=True)
class Check:
    """A question: its kind, its options (ids of key results, or statuses) and the place of the right one."""

    kind: str
    options: list[Any]
    right: int


def due_to_consider(now: datetime) -> Iterator[tuple[Ritual, date, datetime]]:
    """The recurring status meetings that begin within a day, and not within the hour, of which nobody has asked whether they are needed."""
    zone = company_now().tzinfo
    today = now.astimezone(zone).date()
    standing = Ritual.objects.standing().filter(kind__in=STATUS_KINDS, cycle__closed_at=None).exclude(every=Every.ONCE)
    known = set(Dissolution.objects.filter(day__gte=today).values_list("ritual", "day"))
    for ritual in standing.select_related("cycle", "department", "made_by"):
        for day in planned_days(ritual.first_on, min(ritual.last_on(), today + timedelta(days=2)), ritual.every):
            starts_at = datetime.combine(day, ritual.at, zone)
            if (ritual.pk, day) not in known and starts_at - AHEAD <= now < starts_at - LATEST:
                yield ritual, day, starts_at


def due_to_settle(now: datetime) -> list[Dissolution]:
    """The proposals whose meeting begins within the hour."""
    return list(Dissolution.objects.proposed().filter(starts_at__lte=now + LATEST))


def threshold_of(ritual: Ritual, now: datetime) -> int:
    """The share in percent that must answer rightly: 80, and ten more for each surprise of the last ninety days. One query."""
    surprises = Dissolution.objects.filter(ritual=ritual, surprised_at__gte=now - REMEMBERED).count()
    return min(100, THRESHOLD + TIGHTER * surprises)


def brief_of(ritual: Ritual, moment: datetime) -> list[Facts]:
    """What there is to be told: each open goal of the ritual's people with its number and status, the worst first. Six queries."""
    goals = list(open_goals(goals_of(ritual.department)).select_related("objective__cycle", "owner"))
    paces, day = paces_of([], goals), moment.astimezone(company_now().tzinfo).date()
    last: dict[int, CheckIn] = {}
    for said in CheckIn.objects.filter(key_result__in=[kr.pk for kr in goals]).order_by("valid_at", "id"):
        last[said.key_result_id] = said
    rows = [
        _goal(kr, paces.key_result(kr, day).status, last.get(kr.pk), is_stale=paces.is_stale(kr, moment))
        for kr in goals
    ]
    return sorted(rows, key=order_of)


def order_of(row: Facts) -> tuple[int, int, float, int]:
    """The worst first: by status, then by confidence, then by progress. Pure."""
    sure = 101 if row["confidence"] is None else row["confidence"]
    return (-Status(row["status"]).severity, sure, float(row["progress"]), row["key_result"])


def blocks(ritual: Ritual, brief: Sequence[Facts]) -> list[Facts]:
    """Why a meeting is needed, empty when it is not: a decision that is pending, numbers that nobody has renewed, trouble without a word
    of why, blockers for which nobody is waited for. Three queries."""
    ids = [row["key_result"] for row in brief]
    pending = Decision.objects.pending().filter(key_results__in=ids).distinct()
    standing = (
        Blocker.objects.open_to_all().standing().filter(key_result__in=ids, waits_on=None, waits_on_department=None)
    )
    found = [{"code": "decision", "number": one.pk, "label": one.label, "title": one.question} for one in pending]
    found += [_reason("stale", row) for row in brief if row["is_stale"]]
    found += [_reason("unexplained", row) for row in brief if row["is_red"] and not row["why"] and not row["is_stale"]]
    found += [{"code": "blocker", "number": one.pk, "label": one.label, "title": one.text} for one in standing]
    return found if brief else [{"code": "no_goals", "number": 0, "label": "", "title": ""}]


def expected(ritual: Ritual, brief: Sequence[Facts]) -> list[Person]:
    """Who is asked: those who came the last three times; before the first time the owners of the goals. Three queries at most."""
    last = Sitting.objects.filter(ritual=ritual).order_by("-day").values_list("pk", flat=True)[:LOOKED_BACK]
    came = list(Person.objects.colleagues().filter(sittings__in=list(last)).distinct()[:ASKED_AT_MOST])
    if came:
        return came
    return list(people_of(ritual.department).filter(pk__in={row["owner"] for row in brief})[:ASKED_AT_MOST])


def check_for(person: int, brief: Sequence[Facts], salt: int) -> Check:
    """The question of one person, from a brief in its order: which of their own key results needs them first; of whoever owns none,
    which stands worst; of a brief with one goal, how it stands. The same each time it is asked. Pure."""
    if len(brief) == 1:
        options = sorted({*STATUSES, brief[0]["status"]}, key=lambda one: crc32(f"{salt} {person} {one}".encode()))
        return Check(STATUS, options, options.index(brief[0]["status"]))
    own = next((row for row in brief if row["owner"] == person), None)
    right = own or brief[0]
    others = [row["key_result"] for row in brief if row is not right and not (own and row["owner"] == person)]
    others = others or [row["key_result"] for row in brief if row is not right]
    wrong = sorted(others, key=lambda one: crc32(f"{salt} {person} {one}".encode()))[: OPTIONS - 1]
    mixed = sorted([right["key_result"], *wrong], key=lambda one: crc32(f"{person} {salt} {one}".encode()))
    return Check(MINE if own else WORST, mixed, mixed.index(right["key_result"]))


def is_enough(right: int, asked: int, threshold: int) -> bool:
    """Whether so many right answers of so many asked reach the threshold in percent. Of nobody asked: no. Pure."""
    return asked > 0 and right * 100 >= threshold * asked


def saved_minutes(minutes: int, asked: int) -> int:
    """The person-minutes that a meeting of so many minutes would have taken, less what it took to read and answer. Pure."""
    return max(0, minutes - READING_MINUTES) * asked


def _goal(kr: KeyResult, status: Status, said: CheckIn | None, *, is_stale: bool) -> Facts:
    return {
        "key_result": kr.pk,
        "objective": kr.objective_id,
        "label": kr.label,
        "title": kr.title,
        "owner": kr.owner_id,
        "owner_name": kr.owner.name,
        "status": status.value,
        "is_red": status.is_red or status is Status.AT_RISK,
        "is_stale": is_stale,
        "value": None if kr.value is None else plain(kr.value),
        "unit": kr.unit,
        "progress": str(kr.progress),
        "confidence": kr.confidence,
        "why": said.note if said else "",
        "check_in": said.pk if said else None,
    }


def _reason(code: str, row: Facts) -> Facts:
    return {"code": code, "number": row["key_result"], "label": row["label"], "title": row["title"]}
