"""Goalposts: how much of the scores comes from moving the targets, by department. What the market moved is told apart: nobody's blame."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from denyut.closing.words import HUNDREDTH, shown, shown_change
from denyut.okr.models import Cycle, Objective, Reason, Revision
from denyut.okr.unscored import scored_key_results
from denyut.people.models import Department, Person

MOVING = (Revision.RevisionKind.RETARGET, Revision.RevisionKind.REBASELINE, Revision.RevisionKind.RETYPE)


@dataclass
class _Sum:
    """Scores of a department's key results: by the first targets, by the last, and how much the market and others moved."""

    number: int = 0
    original: Decimal = Decimal(0)
    final: Decimal = Decimal(0)
    market: Decimal = Decimal(0)

    def add(self, original: Decimal | None, final: Decimal | None, *, is_market: bool) -> None:
        """Add one that has both scores; another is left out."""
        if original is None or final is None:
            return
        self.number += 1
        self.original += original
        self.final += final
        self.market += (final - original) if is_market else 0


@dataclass(frozen=True, slots=True)
class GoalpostRow:
    """The mean scores of a department's key results. `index` is the whole difference, `market` and `other` are its parts."""

    department: str
    number: int
    original: str
    final: str
    index: str
    market: str
    other: str
    is_moved: bool


@dataclass
class Goalposts:
    """The rows by department, most moved first, and the whole company's."""

    rows: list[GoalpostRow] = field(default_factory=list)
    whole: GoalpostRow | None = None


def goalposts_of(viewer: Person, cycle: Cycle, language: str, *, company: str) -> Goalposts:
    """The goalposts of what the viewer may see of a cycle. `company` names goals without a department. Three queries."""
    seen = scored_key_results(cycle).filter(objective__in=Objective.objects.visible_to(viewer))
    scored = seen.filter(score_original__isnull=False, score_final__isnull=False).order_by()
    by_market = _moved_by_market(cycle)
    sums: dict[int | None, _Sum] = {}
    whole = _Sum()
    for pk, house, original, final in scored.values_list(
        "pk", "objective__department", "score_original", "score_final"
    ):
        for total in (sums.setdefault(house, _Sum()), whole):
            total.add(original, final, is_market=pk in by_market)
    names = dict(Department.objects.values_list("pk", "name")) if sums else {}
    ordered = sorted(sums.items(), key=lambda pair: (-_index(pair[1]), names.get(pair[0] or 0, "")))
    rows = [_row(names.get(house or 0, company), total, language) for house, total in ordered]
    return Goalposts(rows, _row(company, whole, language) if len(rows) > 1 else None)


def _moved_by_market(cycle: Cycle) -> set[int]:
    """Key results whose targets were moved for the market's sake alone."""
    moves = Revision.objects.filter(objective__cycle=cycle, kind__in=MOVING, key_result__isnull=False, is_free=False)
    reasons: dict[int, set[str]] = {}
    for pk, reason in moves.order_by().values_list("key_result", "reason"):
        reasons.setdefault(pk or 0, set()).add(reason)
    return _only(reasons.items(), Reason.MARKET)


def _only(reasons: Iterable[tuple[int, set[str]]], wanted: str) -> set[int]:
    return {pk for pk, found in reasons if found == {wanted}}


def _index(total: _Sum) -> Decimal:
    return (total.final - total.original) / total.number


def _row(name: str, total: _Sum, language: str) -> GoalpostRow:
    parts = {"index": total.final - total.original, "market": total.market}
    parts["other"] = parts["index"] - parts["market"]
    means = {part: _mean(points, total.number) for part, points in parts.items()}
    return GoalpostRow(
        department=name,
        number=total.number,
        original=shown(_mean(total.original, total.number), language),
        final=shown(_mean(total.final, total.number), language),
        is_moved=any(means.values()),
        **{part: shown_change(points, language) for part, points in means.items()},
    )


def _mean(points: Decimal, number: int) -> Decimal:
    return (points / number).quantize(HUNDREDTH, ROUND_HALF_UP)
