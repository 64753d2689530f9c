"""Scoring many key results as suggested: what needs nobody's decision is done, the rest remains."""

from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from denyut.closing.words import decision
from denyut.okr.actions import score_key_result
from denyut.okr.judging import judge
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine.access import Refused
from denyut.spine.events import Via


@dataclass
class Done:
    """How many were scored, the ids of those that remain, and why deeds were refused (each reason once)."""

    scored: int = 0
    remaining: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def score_as_suggested(actor: Person, key_results: QuerySet[KeyResult], via: Via) -> Done:
    """Score each as suggested that has no score yet, each by a deed of its own, so that one refusal stops no other.

    Left alone is what somebody has to look at first: without a value, without any progress, with too few measurements, without a verdict.
    """
    done = Done()
    rows = list(key_results.filter(score=None).select_related("objective__cycle").order_by("objective", "position"))
    found = judge(rows, company_now())
    for kr in rows:
        if decision(found[kr.pk], is_experiment=kr.measure is Kind.LEARNING):
            done.remaining.append(kr.pk)
        else:
            _score(actor, kr, replace(via, key=f"{via.key}-{kr.pk}" if via.key else ""), done)
    return done


def _score(actor: Person, kr: KeyResult, via: Via, done: Done) -> None:
    try:
        score_key_result.via(via)(actor, kr)
        done.scored += 1
    except Refused as refusal:
        done.remaining.append(kr.pk)
        if str(refusal.reason) not in done.reasons:
            done.reasons.append(str(refusal.reason))
