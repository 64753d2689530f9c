"""Hypotheses at the review: why each key result should help, what was expected of it, what was observed, and the verdict."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

from denyut.closing.words import BASES, colour_of, shown
from denyut.lib.numbers import format_percent
from denyut.okr.amounts import aim, amount, start
from denyut.okr.judging import Judged, judge
from denyut.okr.models import Cycle, KeyResult, State
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.spine.access import Verdict, may


@dataclass(frozen=True, slots=True)
class HypothesisRow:
    """A key result's reason and expected effect beside what is known now. `objective` is empty where the viewer does not see it."""

    id: int
    label: str
    title: str
    objective: str
    objective_id: int
    owner: Face
    hypothesis: str
    effect: str
    baseline: str
    target: str
    value: str
    progress: str
    bar: int
    basis: str | Promise
    score: str
    colour: str
    verdict: str
    verdict_label: str
    note: str
    state: str | Promise
    may_judge: Verdict


def with_hypothesis(viewer: Person, cycle: Cycle) -> QuerySet[KeyResult]:
    """Every key result of a cycle that says why it should help, as far as the viewer sees it: those without a verdict first."""
    found = KeyResult.objects.visible_to(viewer).filter(objective__cycle=cycle).exclude(hypothesis="", effect="")
    kept = found.exclude(state=State.CANCELLED).exclude(objective__state=State.CANCELLED)
    loaded = kept.select_related("owner", "objective__cycle", "objective__owner", "objective__department")
    return loaded.order_by("verdict", "objective__position", "objective_id", "position", "id")


def without_hypothesis(viewer: Person, cycle: Cycle) -> int:
    """How many key results of a cycle say nothing about why they should help. One query."""
    alive = KeyResult.objects.visible_to(viewer).alive().filter(objective__cycle=cycle)
    return alive.filter(hypothesis="", effect="").count()


def hypotheses_of(viewer: Person, key_results: list[KeyResult], language: str, moment: datetime) -> list[HypothesisRow]:
    """Loaded key results (see `with_hypothesis`) as rows. Four queries at most, whatever their number."""
    found = judge(key_results, moment)
    seen = {kr.objective_id for kr in key_results if _sees(viewer, kr)}
    return [_row(viewer, kr, found[kr.pk], language, is_seen=kr.objective_id in seen) for kr in key_results]


def _sees(viewer: Person, kr: KeyResult) -> bool:
    # Whoever owns a key result of a private objective sees their number, not the goal above it.
    objective = kr.objective
    lead = objective.department.lead_id if objective.department else None
    knows = (objective.owner_id, objective.owner.manager_id, lead)
    return objective.is_open or viewer.is_administrator or viewer.is_auditor or viewer.pk in knows


def _row(viewer: Person, kr: KeyResult, judged: Judged, language: str, *, is_seen: bool) -> HypothesisRow:
    return HypothesisRow(
        id=kr.pk,
        label=kr.label,
        title=kr.title,
        objective=kr.objective.title if is_seen else "",
        objective_id=kr.objective_id,
        owner=face_of(kr.owner),
        hypothesis=kr.hypothesis,
        effect=kr.effect,
        baseline=start(kr, language),
        target=aim(kr, language),
        value=amount(kr, judged.value, language),
        progress=format_percent(judged.progress, language),
        bar=max(0, min(100, int(judged.progress * 100))),
        basis=BASES[judged.basis],
        score=shown(kr.score, language),
        colour=colour_of(kr.objective, kr.score),
        verdict=kr.verdict,
        verdict_label=kr.get_verdict_display() if kr.verdict else "",
        note=kr.verdict_note,
        state="" if kr.counts else State(kr.state).label,
        may_judge=may(viewer, "okr.change_objective", kr.objective),
    )
