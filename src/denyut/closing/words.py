"""Scores in words: how a number is written, what colour it has, and what it says about the goal."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.lib.numbers import format_number
from denyut.okr.judging import Basis, Judged
from denyut.okr.models import Objective
from denyut.okr.progress import ZERO
from denyut.okr.scores import colour, is_too_easy, needs_post_mortem

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
NO_SCORE = "–"
HEALTHY_FROM, HEALTHY_TO = Decimal("0.6"), Decimal("0.8")

BASES: dict[Basis, str | Promise] = {
    Basis.VALUE: _("by its last value"),
    Basis.WINDOW: _("by its judging window"),
    Basis.HELD: _("by the time it held"),
    Basis.VERDICT: _("by its verdict"),
    Basis.FEW: _("by its last value: too few measurements"),
    Basis.NOTHING: _("no value yet"),
}
DECISIONS: dict[str, str | Promise] = {
    "nothing": _("Nobody has checked in. Check in late, put it off, or score it yourself."),
    "no_progress": _("It has not moved. Put it off, or score it 0."),
    "few": _("Too few measurements in its window. Look at the value, then score it."),
    "no_verdict": _("An experiment is scored by its verdict. Give the verdict first."),
}


def shown(score: Decimal | None, language: str) -> str:
    """A score as people read it: in tenths, or in hundredths where it has them."""
    if score is None:
        return NO_SCORE
    return format_number(score, language, decimals=1 if score == score.quantize(TENTH) else 2)


def shown_change(points: Decimal | None, language: str) -> str:
    """A difference of scores with its sign."""
    if points is None:
        return NO_SCORE
    sign = "+" if points > ZERO else ""
    return f"{sign}{format_number(points, language, decimals=1 if points == points.quantize(TENTH) else 2)}"


def colour_of(objective: Objective, score: Decimal | None) -> str:
    """The colour of a score under this objective's ambition; empty without one."""
    return "" if score is None else colour(objective.ambition, score).value


def decision(judged: Judged, *, is_experiment: bool) -> str:
    """Why a key result should not be scored as suggested without a look at it; empty where it may."""
    if judged.basis is Basis.NOTHING:
        return "no_verdict" if is_experiment else "nothing"
    if judged.basis is Basis.FEW:
        return "few"
    return "no_progress" if judged.progress <= ZERO and judged.basis is not Basis.VERDICT else ""


def verdict_on(objective: Objective) -> str | Promise:
    """What the score of an objective says; empty without one, and where there is nothing to say."""
    score, ambition = objective.score, objective.ambition
    if score is None:
        return ""
    if needs_post_mortem(ambition, score):
        return _("The promise was not kept.")
    if is_too_easy(ambition, score):
        return _("Set it higher next time: a stretch goal that is reached was none.")
    if ambition == Objective.Ambition.LEARNING:
        return _("A learning goal is scored by its verdicts, whatever they say.")
    if ambition == Objective.Ambition.ASPIRATIONAL and HEALTHY_FROM <= score <= HEALTHY_TO:
        return _("Between 0.6 and 0.8: a stretch goal as it should be.")
    return ""
