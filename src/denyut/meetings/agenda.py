"""An agenda that makes itself: what is red, less sure, silent, in the way, to be decided, warned of, and promised last time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from denyut.foresight.models import EarlyWarning
from denyut.matters.models import Blocker, Decision
from denyut.meetings.models import Dissolution, ReviewItem, ReviewTask
from denyut.meetings.scope import goals_of, open_goals
from denyut.okr.models import CheckIn, KeyResult
from denyut.okr.paces import paces_of
from denyut.people.times import company_now
from denyut.rhythm.models import Ritual

Kind = ReviewItem.ItemKind
RED, FALLING, STALE, UNCLEAR = "red", "falling", "stale", "unclear"
FALL, LOOKED_BACK, AHEAD = 10, timedelta(days=60), timedelta(days=7)
EACH_AT_MOST = 12
USUAL_MINUTES = {Kind.TASK: 1, Kind.GOAL: 4, Kind.BLOCKER: 3, Kind.WARNING: 3, Kind.DECISION: 5, Kind.TOPIC: 3}
ORDER = [Kind.TASK, Kind.DECISION, Kind.GOAL, Kind.BLOCKER, Kind.WARNING, Kind.TOPIC]


@dataclass(frozen=True)
class Point:
    """One point: a thing of its kind, the key result it is about, and for a key result the reasons why it is up."""

    kind: str
    number: int
    title: str
    key_result: int | None = None
    reasons: list[str] = field(default_factory=list)
    minutes: int = 3


def agenda_of(ritual: Ritual, day: date, moment: datetime) -> list[Point]:
    """The agenda of a ritual's sitting as it stands now: of goals that everybody may see. About ten queries, however many goals.

    Where people were asked whether they need it, those points that they got wrong and the decisions are all there is.
    """
    goals = list(open_goals(goals_of(ritual.department)).select_related("objective__cycle", "owner"))
    points = [*_actions(ritual), *_decisions(goals, moment), *goal_points(goals, moment), *_blockers(goals)]
    points += _warnings(goals)
    kept = Dissolution.objects.filter(ritual=ritual, day=day, state=Dissolution.State.KEPT).first()
    if kept is not None and kept.failed:
        points = _only_failed(points, goals, set(kept.failed))
    return fitted(foremost(points), ritual.minutes)


def goal_points(goals: Sequence[KeyResult], moment: datetime) -> list[Point]:
    """The key results that need a word, the worst first. Four queries."""
    paces, day = paces_of([], goals), moment.astimezone(company_now().tzinfo).date()
    falling = _falling([kr.pk for kr in goals], moment)
    found: list[tuple[int, Point]] = []
    for kr in goals:
        standing = paces.key_result(kr, day)
        reasons = [RED] if standing.is_red else []
        reasons += [FALLING] if kr.pk in falling else []
        reasons += [STALE] if paces.is_stale(kr, moment) and kr.last_day >= day else []
        if reasons:
            minutes = USUAL_MINUTES[Kind.GOAL] if reasons != [STALE] else 1
            point = Point(Kind.GOAL.value, kr.pk, kr.title, kr.pk, reasons, minutes)
            found.append((-standing.status.severity, point))
    return [point for _order, point in sorted(found, key=lambda pair: (pair[0], pair[1].number))]


def foremost(points: Sequence[Point]) -> list[Point]:
    """The points in the order of their kinds, the first twelve of each: nobody talks over a hundred. Pure."""
    return [one for kind in ORDER for one in [point for point in points if point.kind == kind][:EACH_AT_MOST]]


def fitted(points: Sequence[Point], minutes: int) -> list[Point]:
    """The points with minutes that fit into those of the meeting, one at least for each. Pure."""
    wanted = sum(point.minutes for point in points)
    if wanted <= minutes:
        return list(points)
    return [replace(point, minutes=max(1, point.minutes * minutes // wanted)) for point in points]


def _falling(ids: Sequence[int], moment: datetime) -> set[int]:
    """Those whose last two said confidences fell by ten points or more. One query."""
    said: dict[int, list[int]] = {}
    found = CheckIn.objects.filter(key_result__in=ids, confidence__isnull=False, valid_at__gte=moment - LOOKED_BACK)
    for pk, confidence in found.order_by("valid_at", "id").values_list("key_result", "confidence"):
        said.setdefault(pk, []).append(confidence or 0)
    return {pk for pk, values in said.items() if len(values) > 1 and values[-2] - values[-1] >= FALL}


def _actions(ritual: Ritual) -> Iterator[Point]:
    """What was promised in the last review of this ritual: open ones, and those that were done since."""
    last = ReviewTask.objects.filter(review__sitting__ritual=ritual, review__closed_at__isnull=False)
    newest = last.order_by("-review").values_list("review", flat=True).first()
    promised = ReviewTask.objects.filter(review=newest).exclude(task__state="dropped").select_related("task")
    for one in promised.order_by("id"):
        task = one.task
        yield Point(Kind.TASK.value, task.pk, task.title, task.key_result_id, [], USUAL_MINUTES[Kind.TASK])


def _decisions(goals: Sequence[KeyResult], moment: datetime) -> Iterator[Point]:
    ids = [kr.pk for kr in goals]
    pending = Decision.objects.open_to_all().pending().filter(key_results__in=ids).distinct()
    latest = (moment + AHEAD).date()
    for one in pending.order_by("due_on", "id").prefetch_related("key_results"):
        if one.due_on is None or one.due_on <= latest:
            goal = next((kr.pk for kr in one.key_results.all()), None)
            yield Point(Kind.DECISION.value, one.pk, one.question, goal, [], USUAL_MINUTES[Kind.DECISION])


def _blockers(goals: Sequence[KeyResult]) -> Iterator[Point]:
    standing = Blocker.objects.open_to_all().standing().filter(key_result__in=[kr.pk for kr in goals])
    for one in standing.order_by("standing_since", "id"):
        yield Point(Kind.BLOCKER.value, one.pk, one.text[:500], one.key_result_id, [], USUAL_MINUTES[Kind.BLOCKER])


def _warnings(goals: Sequence[KeyResult]) -> Iterator[Point]:
    standing = EarlyWarning.objects.open_to_all().standing().filter(key_result__in=[kr.pk for kr in goals])
    for one in standing.select_related("key_result").order_by("raised_at", "id"):
        title = f"{one.get_kind_display()} · {one.key_result.title}"
        yield Point(Kind.WARNING.value, one.pk, title[:500], one.key_result_id, [], USUAL_MINUTES[Kind.WARNING])


def _only_failed(points: Sequence[Point], goals: Sequence[KeyResult], failed: set[int]) -> list[Point]:
    titles = {kr.pk: kr.title for kr in goals}
    standing = {point.number: point for point in points if point.kind == Kind.GOAL}
    misread = [
        replace(standing[pk], reasons=[UNCLEAR, *standing[pk].reasons])
        if pk in standing
        else Point(Kind.GOAL.value, pk, titles[pk], pk, [UNCLEAR])
        for pk in sorted(failed & titles.keys())
    ]
    return [*misread, *(point for point in points if point.kind == Kind.DECISION)]
