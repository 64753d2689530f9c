"""The pulse of an objective: what happens around it, week by week. Counts only, no words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q

from denyut.benefits.weeks import Weeks, weeks_until_now
from denyut.chat.models import Line, Mention
from denyut.lib.sparkline import sparkline_points
from denyut.matters.models import Blocker
from denyut.okr.models import CheckIn
from denyut.people.times import company_now
from denyut.tasks.models import Task

WEEKS, SILENT, WIDTH, HEIGHT = 8, timedelta(days=14), 96, 24
KINDS = ("messages", "tasks", "check_ins", "hand_offs")


@dataclass(frozen=True, slots=True)
class Beat:
    """One kind of happening: how often in each of the last weeks, the newest last and still running, and the line they draw."""

    kind: str
    weekly: list[int]

    @property
    def now(self) -> int:
        return self.weekly[-1]

    @property
    def trend(self) -> list[str]:
        return sparkline_points([Decimal(count) for count in self.weekly], WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What happens around an objective. `blocked_days` is the age of its oldest open blocker, None without one; `silent_days` since
    anything happened at all, None when nothing ever did."""

    beats: list[Beat]
    blocked_days: int | None
    silent_days: int | None

    @property
    def is_silent(self) -> bool:
        return self.silent_days is None or self.silent_days >= SILENT.days


def pulse_of(objective: int, key_results: Sequence[int]) -> Pulse:
    """The pulse of an objective with these key results. Four queries, however much happened."""
    now, weeks = company_now(), weeks_until_now(WEEKS - 1)
    weeks = Weeks(weeks.first, weeks.last + timedelta(weeks=1), weeks.zone)
    happened = {
        "messages": _messages(objective, key_results, weeks.begin),
        "check_ins": list(
            CheckIn.objects.filter(key_result__in=key_results, recorded_at__gte=weeks.begin)
            .order_by()
            .values_list("recorded_at", flat=True)
        ),
        **_tasks(key_results, weeks.begin),
    }
    beats = [Beat(kind, weekly(happened[kind], weeks)) for kind in KINDS]
    newest = max((at for some in happened.values() for at in some), default=None)
    return Pulse(beats, _blocked(key_results, now), (now - newest).days if newest else None)


def weekly(moments: Iterable[datetime], weeks: Weeks) -> list[int]:
    """How many of these moments lie in each week. Pure."""
    counts: Counter[date] = Counter(weeks.of(at) for at in moments)
    return [counts[monday] for monday in weeks]


def _messages(objective: int, key_results: Sequence[int], since: datetime) -> list[datetime]:
    """Messages that name the goal, each once."""
    named = Q(kind="objective", number=objective) | Q(kind="key_result", number__in=key_results)
    found = Mention.objects.filter(named, line__kind=Line.LineKind.TALK, line__said_at__gte=since).order_by()
    return [at for _line, at in found.values_list("line", "line__said_at").distinct()]


def _tasks(key_results: Sequence[int], since: datetime) -> dict[str, list[datetime]]:
    """Tasks asked for and finished, and those that somebody asks of another department."""
    lately = Q(made_at__gte=since) | Q(done_at__gte=since)
    found = Task.objects.filter(lately, key_result__in=key_results).order_by()
    moved, handed = [], []
    for made, done, asked, asker in found.values_list("made_at", "done_at", "owner__department", "made_by__department"):
        moved += [at for at in (made, done) if at is not None and at >= since]
        handed += [made] if asked != asker and made >= since else []
    return {"tasks": moved, "hand_offs": handed}


def _blocked(key_results: Sequence[int], now: datetime) -> int | None:
    oldest = Blocker.objects.standing().filter(key_result__in=key_results).order_by("opened_at").first()
    return (now - oldest.opened_at).days if oldest else None
