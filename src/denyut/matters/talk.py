"""Blockers and decisions in talk: "B-3" and "D-12" can be named, and a message becomes one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.matters.actions.withdrawing import tell_withdrawn
from denyut.matters.fragments import CARDS, CHIPS
from denyut.matters.models import Blocker, Decision
from denyut.people.models import Person
from denyut.talk.offspring import Offspring, offspring
from denyut.talk.references import Referable, Reference, referable
from denyut.talk.turning import turn

OFFERED = 8


def find_blockers(viewer: Person, numbers: Sequence[int]) -> dict[int, Reference]:
    """Those of these blockers that the viewer sees. One query."""
    found = Blocker.objects.visible_to(viewer).filter(pk__in=numbers)
    return {one.pk: _blocker_named(one) for one in found}


def suggest_blockers(viewer: Person, words: str) -> list[Reference]:
    """Standing blockers whose words hold all of these. Eight at most."""
    found = Blocker.objects.visible_to(viewer).standing()
    for word in words.split()[:6]:
        found = found.filter(text__icontains=word)
    return [_blocker_named(one) for one in found[:OFFERED]]


def find_decisions(viewer: Person, numbers: Sequence[int]) -> dict[int, Reference]:
    """Those of these decisions that the viewer sees. One query."""
    found = Decision.objects.visible_to(viewer).filter(pk__in=numbers)
    return {one.pk: _decision_named(one) for one in found}


def suggest_decisions(viewer: Person, words: str) -> list[Reference]:
    """Decisions whose questions hold all of these words. Eight at most."""
    found = Decision.objects.visible_to(viewer).filter(withdrawn_at=None)
    for word in words.split()[:6]:
        found = found.filter(question__icontains=word)
    return [_decision_named(one) for one in found[:OFFERED]]


def _blocker_named(one: Blocker) -> Reference:
    return Reference("blocker", one.pk, one.label, one.text, reverse("matters:blocker", args=[one.pk]))


def _decision_named(one: Decision) -> Reference:
    return Reference("decision", one.pk, one.label, one.question, reverse("matters:decision", args=[one.pk]))


referable(
    Referable(
        kind="blocker",
        title=_("Blockers"),
        prefix="B",
        find=find_blockers,
        suggest=suggest_blockers,
        chip=CHIPS["blocker"],
        card=CARDS["blocker"],
    )
)
referable(
    Referable(
        kind="decision",
        title=_("Decisions"),
        prefix="D",
        find=find_decisions,
        suggest=suggest_decisions,
        chip=CHIPS["decision"],
        card=CARDS["decision"],
    )
)
turn(
    "blocker", pgettext_lazy("a message becomes", "Blocker"), icon="octagon-x", url_name="matters:block_line", place=30
)
turn(
    "decision", pgettext_lazy("a message becomes", "Decision"), icon="target", url_name="matters:decide_line", place=40
)
offspring(Offspring(Blocker, ("text",), tell=tell_withdrawn))
offspring(Offspring(Decision, ("question", "choice", "reason"), tell=tell_withdrawn))
