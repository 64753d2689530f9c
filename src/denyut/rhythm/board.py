"""The rhythm board: which rituals were held on time, attended and left something behind, and how regularly teams check in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from denyut.okr.models import KeyResult, State
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.rhythm.beats import beats
from denyut.rhythm.lateness import Due, discipline
from denyut.rhythm.ledgers import ledgers_of
from denyut.rhythm.models import Beat, Ritual, Sitting
from denyut.rhythm.occurrences import planned_days

LOOKS_BACK = timedelta(days=56)
# A sitting may be held on the next working day; what began later than that was late.
ON_TIME_WITHIN = timedelta(days=3)


class Held(StrEnum):
    """What became of a ritual on its day."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"


HELD_LABELS: dict[Held, str | Promise] = {
    Held.ON_TIME: pgettext_lazy("a meeting", "Held on time"),
    Held.LATE: pgettext_lazy("a meeting", "Held late"),
    Held.MISSED: pgettext_lazy("a meeting", "Missed"),
}


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a ritual: what became of it, how many of how many were there, and whether something came of it."""

    ritual: Ritual
    day: date
    held: Held
    label: str | Promise
    attended: int
    invited: int
    has_output: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team over the last weeks. Shares are 0 to 1, None where nothing was planned or due; `late` and `missed` count due days."""

    department: Department | None
    beat: Beat | None
    times: list[Time]
    held: Decimal | None
    attended: Decimal | None
    with_output: Decimal | None
    discipline: Decimal | None
    due: int


def team_rows(viewer: Person, now: datetime) -> list[TeamRow]:
    """The whole company first, then each department that has rituals or check-ins. Sixteen queries, whatever their number."""
    today = company_now().date()
    times = times_between(today - LOOKS_BACK, today)
    dues = _dues(viewer, now, today)
    known = beats()
    rows = [_row(None, times.get(None, []), [due for some in dues.values() for due in some], None)]
    for department in Department.objects.with_tree_fields():
        if department.pk in times or department.pk in dues:
            own = times.get(department.pk, []), dues.get(department.pk, []), known.get(department.pk)
            rows.append(_row(department, *own))
    return [row for row in rows if row.times or row.due]


def _row(department: Department | None, times: Sequence[Time], dues: Sequence[Due], beat: Beat | None) -> TeamRow:
    counts = Counter(time.held for time in times)
    held = [time for time in times if time.held is not Held.MISSED]
    counted = [due for due in dues if due.came in ("on_time", "late", "missed")]
    invited = sum(time.invited for time in held)
    return TeamRow(
        department,
        beat,
        sorted(times, key=lambda time: time.day)[-12:],
        _share(counts[Held.ON_TIME], len(times)),
        _share(sum(time.attended for time in held), invited),
        _share(sum(time.has_output for time in held), len(held)),
        discipline(dues),
        len(counted),
    )


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(min(part, whole)) / whole if whole else None


def times_between(first: date, today: date) -> dict[int | None, list[Time]]:
    """The times of all rituals from a day on, up to the day before `today`, by department. Five queries."""
    rituals = list(
        Ritual.objects.standing().filter(cycle__ends_on__gte=first, first_on__lt=today).select_related("cycle")
    )
    sittings = _sittings(rituals, first)
    invited = _invited(rituals)
    found: defaultdict[int | None, list[Time]] = defaultdict(list)
    for ritual in rituals:
        last = min(today - timedelta(days=1), ritual.last_on())
        for day in planned_days(ritual.first_on, last, ritual.every):
            if day >= max(first, ritual.made_at.date()):
                sitting = sittings.get((ritual.pk, day))
                found[ritual.department_id].append(_time(ritual, day, sitting, invited[ritual.department_id]))
    return dict(found)


def _time(ritual: Ritual, day: date, sitting: Sitting | None, invited: int) -> Time:
    held = Held.MISSED if sitting is None else _began(sitting, day)
    attended = getattr(sitting, "number", 0) if sitting else 0
    return Time(ritual, day, held, HELD_LABELS[held], attended, invited, bool(sitting and sitting.output))


def _began(sitting: Sitting, day: date) -> Held:
    return Held.ON_TIME if sitting.opened_at.date() - day <= ON_TIME_WITHIN else Held.LATE


def _sittings(rituals: Sequence[Ritual], first: date) -> dict[tuple[int, date], Sitting]:
    found = Sitting.objects.filter(ritual__in=rituals, day__gte=first).annotate(number=Count("attended"))
    # What was opened by nobody who came and wrote nothing was not held.
    held = found.filter(Q(number__gt=0) | ~Q(output=""))
    return {(sitting.ritual_id, sitting.day): sitting for sitting in held}


def _invited(rituals: Iterable[Ritual]) -> dict[int | None, int]:
    """How many people each department's rituals are for, those of the departments below included."""
    sizes = dict(
        Person.objects.colleagues()
        .order_by()
        .values_list("department")
        .annotate(number=Count("pk"))
        .values_list("department", "number")
    )
    found: dict[int | None, int] = {None: sum(sizes.values())}
    for department in Department.objects.with_tree_fields():
        for above in department.tree_path:
            found[above] = found.get(above, 0) + sizes.get(department.pk, 0)
    return found


def _dues(viewer: Person, now: datetime, today: date) -> dict[int | None, list[Due]]:
    """The due moments of the last eight weeks by department, of the goals that the viewer sees."""
    first = today - LOOKS_BACK
    seen = KeyResult.objects.visible_to(viewer).exclude(state__in=(State.DRAFT, State.PROPOSED, State.CANCELLED))
    goals = list(
        seen.filter(objective__cycle__ends_on__gte=first, objective__cycle__starts_on__lte=today).select_related(
            "objective__cycle", "owner__site"
        )
    )
    ledgers = ledgers_of(goals, now)
    found: defaultdict[int | None, list[Due]] = defaultdict(list)
    for kr in goals:
        found[kr.objective.department_id] += [due for due in ledgers[kr.pk] if first <= due.day <= today]
    return dict(found)
