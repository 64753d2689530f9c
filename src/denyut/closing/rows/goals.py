"""Goals as they are scored: what the numbers suggest, by the first and by the last targets, and what was given."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise

from denyut.closing.models import Lesson
from denyut.closing.words import BASES, DECISIONS, colour_of, decision, shown, shown_change, verdict_on
from denyut.lib.numbers import format_percent
from denyut.okr.amounts import aim, amount, start
from denyut.okr.judging import Judged, judge
from denyut.okr.models import KeyResult, Objective, State
from denyut.okr.models.key_results import KeyResultQuerySet
from denyut.okr.offers import Offer, by_children_or_progress, mean
from denyut.okr.progress import Kind, clamp
from denyut.okr.scores import needs_post_mortem
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.spine.access import Verdict, may


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A key result to score. `suggested` and `original` are by the last and the first targets; `decision` names what asks for a look."""

    id: int
    label: str
    title: str
    owner: Face
    baseline: str
    target: str
    value: str
    progress: str
    bar: int
    suggested: str
    original: str
    goalpost: str
    basis: str | Promise
    decision: str
    asks: str | Promise
    score: str
    colour: str
    reason: str
    is_scored: bool
    is_given: bool
    is_overtaken: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class ScoreHead:
    """The score of an objective: what was given, both suggestions, what it says, and whether a post-mortem is answered."""

    id: int
    is_scored: bool
    score: str
    original: str
    final: str
    goalpost: str
    colour: str
    reason: str
    says: str | Promise
    is_missed: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """An objective to score with its lines. `offered` is its own suggestion, where it is scored by itself or could be already."""

    id: int
    title: str
    owner: Face
    department: str
    ambition: str
    is_private: bool
    is_bare: bool
    head: ScoreHead
    offered: str
    lessons: int
    may_score: Verdict
    may_amend: bool
    may_carry: bool
    may_write: bool
    lines: list[ScoreLine]

    @property
    def left(self) -> int:
        """How many of its key results have no score."""
        return sum(not line.is_scored for line in self.lines)

    @property
    def ready(self) -> list[ScoreLine]:
        """Those that may be scored as suggested without another look."""
        return [line for line in self.lines if not line.is_scored and not line.decision]


def cards_of(viewer: Person, objectives: Sequence[Objective], language: str, moment: datetime) -> list[ScoreCard]:
    """Loaded objectives (cycle, owner, department) as cards. Seven queries at most, whatever their number."""
    ids = [objective.pk for objective in objectives]
    by_id = {objective.pk: objective for objective in objectives}
    results: dict[int, list[KeyResult]] = {pk: [] for pk in ids}
    for kr in _counted(ids):
        kr.objective = by_id[kr.objective_id]
        results[kr.objective_id].append(kr)
    found = judge((kr for rows in results.values() for kr in rows), moment)
    bare = [pk for pk, rows in results.items() if not rows]
    serving, told = _serving(bare), _told(ids)
    return [
        _card(viewer, o, results[o.pk], found, _offered(o, results[o.pk], serving), told.get(o.pk, []), language)
        for o in objectives
    ]


def head_of(objective: Objective, kinds: Collection[str], language: str) -> ScoreHead:
    """The score of a loaded objective with lessons of these `kinds`. No query."""
    moved = _moved(objective.score_original, objective.score_final)
    return ScoreHead(
        id=objective.pk,
        is_scored=objective.is_scored,
        score=shown(objective.score, language),
        original=shown(objective.score_original, language),
        final=shown(objective.score_final, language),
        goalpost=shown_change(moved, language) if moved else "",
        colour=colour_of(objective, objective.score),
        reason=objective.score_reason,
        says=verdict_on(objective),
        is_missed=objective.score is not None and needs_post_mortem(objective.ambition, objective.score),
        is_answered=Lesson.LessonKind.POST_MORTEM in kinds,
    )


def line_of(kr: KeyResult, judged: Judged, language: str) -> ScoreLine:
    """A key result as a line; its owner and objective must be loaded."""
    asked = decision(judged, is_experiment=kr.measure is Kind.LEARNING)
    return ScoreLine(
        id=kr.pk,
        label=kr.label,
        title=kr.title,
        owner=face_of(kr.owner),
        baseline=start(kr, language),
        target=aim(kr, language),
        value=amount(kr, judged.value, language),
        progress=format_percent(judged.progress, language),
        bar=int(clamp(judged.progress) * 100),
        suggested=shown(judged.final, language),
        original=shown(judged.original, language) if judged.goalpost else "",
        goalpost=shown_change(judged.goalpost, language) if judged.goalpost else "",
        basis=BASES[judged.basis],
        decision=asked,
        asks=DECISIONS.get(asked, ""),
        score=shown(kr.score, language),
        colour=colour_of(kr.objective, kr.score),
        reason=kr.score_reason,
        is_scored=kr.is_scored,
        is_given=kr.is_scored and kr.score != kr.score_final,
        is_overtaken=kr.is_scored and kr.score_final is not None and kr.score_final != judged.final,
        verdict=kr.get_verdict_display() if kr.verdict else "",
    )


def _counted(ids: Collection[int]) -> KeyResultQuerySet:
    rows = KeyResult.objects.filter(objective__in=ids).counted().select_related("owner")
    return rows.order_by("position", "id")


def _serving(bare: Collection[int]) -> dict[int, list[Objective]]:
    found: dict[int, list[Objective]] = {}
    if bare:
        for child in Objective.objects.filter(parent__in=bare).counted().exclude(state=State.ARCHIVED):
            found.setdefault(child.parent_id or 0, []).append(child)
    return found


def _told(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, kind in Lesson.objects.told().filter(objective__in=ids).order_by().values_list("objective", "kind"):
        found.setdefault(pk, []).append(kind)
    return found


def _offered(
    objective: Objective, rows: Sequence[KeyResult], serving: Mapping[int, Iterable[Objective]]
) -> Offer | None:
    if rows:
        return mean(rows) if all(kr.is_scored for kr in rows) else None
    alike = [child for child in serving.get(objective.pk, ()) if child.cycle_id == objective.cycle_id]
    return by_children_or_progress(objective, alike)


def _card(
    viewer: Person,
    objective: Objective,
    rows: Sequence[KeyResult],
    found: Mapping[int, Judged],
    offer: Offer | None,
    told: Sequence[str],
    language: str,
) -> ScoreCard:
    return ScoreCard(
        id=objective.pk,
        title=objective.title,
        owner=face_of(objective.owner),
        department=objective.department.name if objective.department else "",
        ambition=objective.get_ambition_display(),
        is_private=not objective.is_open,
        is_bare=not rows,
        head=head_of(objective, told, language),
        offered=shown(offer.score, language) if offer and offer.score != objective.score else "",
        lessons=len(told),
        may_score=may(viewer, "okr.change_objective", objective),
        may_amend=objective.cycle.is_closed and bool(may(viewer, "okr.amend_score", objective)),
        may_carry=objective.is_scored and bool(may(viewer, "okr.carry_over", objective)),
        may_write=not viewer.is_auditor,
        lines=[line_of(kr, found[kr.pk], language) for kr in rows],
    )


def _moved(original: Decimal | None, final: Decimal | None) -> Decimal | None:
    return None if original is None or final is None else final - original
