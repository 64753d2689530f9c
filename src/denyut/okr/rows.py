"""Rows: goals as a board shows them, made of plain values in two queries, whoever looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise

from denyut.lib.numbers import format_percent
from denyut.lib.sparkline import sparkline_points
from denyut.okr.amounts import aim, amount, start
from denyut.okr.labels import DECLARED_AS, STATUS_LABELS, why
from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.paces import Paces, paces_of
from denyut.okr.progress import Kind, clamp
from denyut.people.faces import Face, face_of

TREND_WIDTH, TREND_HEIGHT = 72, 20
BEGUN = "has_begun"


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result in one language. `bar` and `pace` are done and expected in whole percent; `trend` SVG polylines in a 72 × 20 box."""

    id: int
    label: str
    title: str
    kind: str
    unit: str
    segment: int
    value: str
    baseline: str
    target: str
    progress: str
    bar: int
    pace: int
    status: str
    status_label: str | Promise
    why: str
    declared: str
    declared_label: str | Promise
    declared_reason: str
    state: str
    state_label: str | Promise
    weight: str
    confidence: int | None
    trend: list[str]
    owner: Face
    checked_in_at: datetime | None
    is_stale: bool

    @property
    def is_done_or_not(self) -> bool:
        """Whether its value is one of two words rather than a number."""
        return self.kind in (Kind.BINARY, Kind.LEARNING)


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its key results, in one language."""

    id: int
    title: str
    owner: Face
    department: str
    department_id: int | None
    parent_id: int | None
    is_private: bool
    is_cancelled: bool
    progress: str
    bar: int
    pace: int
    status: str
    status_label: str | Promise
    why: str
    declared: str
    declared_label: str | Promise
    declared_reason: str
    state: str
    state_label: str | Promise
    confidence: int | None
    key_results: list[KeyResultRow]


def objective_rows(ids: Sequence[int], *, language: str, moment: datetime) -> dict[int, ObjectiveRow]:
    """The rows of these objectives by id; one that is gone is left out. Five queries at most."""
    found = Objective.objects.filter(pk__in=ids).select_related("cycle", "owner", "department")
    return rows_of(list(found), language=language, moment=moment)


def rows_of(objectives: Sequence[Objective], *, language: str, moment: datetime) -> dict[int, ObjectiveRow]:
    """Loaded objectives as rows by id; their cycle, owner and department must be loaded too. Four queries at most."""
    by_id = {objective.pk: objective for objective in objectives}
    key_results: dict[int, list[KeyResult]] = {pk: [] for pk in by_id}
    found = list(
        KeyResult.objects.filter(objective__in=list(by_id)).exclude(state=State.CANCELLED).select_related("owner")
    )
    for kr in sorted(found, key=lambda kr: (kr.position, kr.pk)):
        kr.objective = by_id[kr.objective_id]
        key_results[kr.objective_id].append(kr)
    paces = paces_of(objectives, found)
    return {pk: _objective_row(o, key_results[pk], paces, language, moment) for pk, o in by_id.items()}


def head_rows(ids: Sequence[int], *, language: str, moment: datetime) -> dict[int, ObjectiveRow]:
    """The rows of these objectives without their key results. Three queries at most."""
    begun = KeyResult.objects.filter(objective=OuterRef("pk"), checked_in_at__isnull=False)
    found = (
        Objective.objects.filter(pk__in=ids)
        .select_related("cycle", "owner", "department")
        .annotate(**{BEGUN: Exists(begun)})
    )
    objectives = list(found)
    paces = paces_of(objectives)
    return {o.pk: _objective_row(o, [], paces, language, moment, has_begun=getattr(o, BEGUN)) for o in objectives}


def key_result_rows(ids: Iterable[int], *, language: str, moment: datetime) -> dict[int, KeyResultRow]:
    """The rows of these key results by id; a cancelled one is left out. Four queries at most."""
    found = KeyResult.objects.filter(pk__in=ids).exclude(state=State.CANCELLED)
    loaded = list(found.select_related("owner", "objective__cycle"))
    paces = paces_of([], loaded)
    return {kr.pk: _key_result_row(kr, paces, language, moment) for kr in loaded}


def key_result_row(kr: KeyResult, language: str, moment: datetime) -> KeyResultRow:
    """One key result as a row; its owner and its objective's cycle must be loaded. Three queries at most."""
    return _key_result_row(kr, paces_of([], [kr]), language, moment)


def _key_result_row(kr: KeyResult, paces: Paces, language: str, moment: datetime) -> KeyResultRow:
    now = paces.key_result(kr, moment.date())
    return KeyResultRow(
        id=kr.pk,
        label=kr.label,
        title=kr.title,
        kind=kr.kind,
        unit=kr.unit,
        segment=kr.segment,
        value=amount(kr, kr.value, language),
        baseline=start(kr, language),
        target=aim(kr, language),
        progress=format_percent(kr.progress, language),
        bar=_bar(kr.progress),
        pace=_bar(now.expected),
        status=now.status.value,
        status_label=STATUS_LABELS[now.status],
        why=why(now, language),
        declared=kr.declared,
        declared_label=DECLARED_AS.get(kr.declared, ""),
        declared_reason=kr.declared_reason,
        state=kr.state,
        state_label=State(kr.state).label,
        weight=format_percent(kr.weight, language),
        confidence=kr.confidence,
        trend=_trend(kr.series),
        owner=face_of(kr.owner),
        checked_in_at=kr.checked_in_at,
        is_stale=paces.is_stale(kr, moment) and _is_running(kr, moment.date()),
    )


def _objective_row(
    objective: Objective,
    key_results: list[KeyResult],
    paces: Paces,
    language: str,
    moment: datetime,
    *,
    has_begun: bool = False,
) -> ObjectiveRow:
    has_begun = has_begun or any(kr.checked_in_at for kr in key_results)
    now = paces.objective(objective, moment.date(), has_begun=has_begun)
    said = [kr.confidence for kr in key_results if kr.confidence is not None]
    return ObjectiveRow(
        id=objective.pk,
        title=objective.title,
        owner=face_of(objective.owner),
        department=objective.department.name if objective.department else "",
        department_id=objective.department_id,
        parent_id=objective.parent_id,
        is_private=not objective.is_open,
        is_cancelled=objective.is_cancelled,
        progress=format_percent(objective.progress, language),
        bar=_bar(objective.progress),
        pace=_bar(now.expected),
        status=now.status.value,
        status_label=STATUS_LABELS[now.status],
        why=why(now, language),
        declared=objective.declared,
        declared_label=DECLARED_AS.get(objective.declared, ""),
        declared_reason=objective.declared_reason,
        state=objective.state,
        state_label=State(objective.state).label,
        confidence=round(sum(said) / len(said)) if said else None,
        key_results=[_key_result_row(kr, paces, language, moment) for kr in key_results],
    )


def _bar(progress: Decimal) -> int:
    return int(clamp(progress) * 100)


def _trend(series: list[str]) -> list[str]:
    return sparkline_points([Decimal(point) for point in series], TREND_WIDTH, TREND_HEIGHT) if len(series) > 1 else []


def _is_running(kr: KeyResult, day: date) -> bool:
    return kr.objective.cycle.is_running(day) and not kr.objective.cycle.is_closed
