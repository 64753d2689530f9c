"""Evidence in words: the one that an arrow carries, and the sentence that answers "why?". None of them claims more than was seen."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from denyut.alignment.chain.effect import Effect
from denyut.alignment.chain.evidence import LEAST, Doubt, Evidence, Word
from denyut.lib.bidi import isolated
from denyut.lib.numbers import format_number
from denyut.people.languages import is_right_to_left

LABELS: dict[Word, str | Promise] = {
    Word.SUPPORTED: gettext_lazy("Supported"),
    Word.CONTRADICTED: gettext_lazy("Contradicted"),
    Word.UNTESTED: gettext_lazy("Untested"),
}
DOUBTS: dict[Doubt, str | Promise] = {
    Doubt.SAME: gettext_lazy("The goal and the indicator are the same number, so one says nothing about the other."),
    Doubt.NOTHING: gettext_lazy("The objective has no key result whose course could be compared."),
    Doubt.UNMOVED: gettext_lazy("The goal has not moved yet, so there is nothing to compare."),
    Doubt.STILL: gettext_lazy("One of the two stood still all the time, so there is nothing to compare."),
}


def why(evidence: Evidence, language: str) -> str:
    """How the word comes about, with its numbers."""
    if evidence.doubt is Doubt.FEW:
        said = ngettext(
            "Only %(n)s week in common so far; it takes %(least)s.",
            "Only %(n)s weeks in common so far; it takes %(least)s.",
            evidence.n,
        )
        return said % {"n": format_number(evidence.n, language), "least": format_number(LEAST, language)}
    if evidence.doubt in DOUBTS:
        return str(DOUBTS[evidence.doubt])
    rho, noise = evidence.rho or 0.0, evidence.noise or 0.0
    return _numbered(evidence) % {
        "n": format_number(evidence.n, language),
        "rho": with_sign("+" if rho > 0 else "", _hundredths(rho, language), language),
        "noise": with_sign("±", _hundredths(noise, language), language),
    }


def with_sign(sign: str, number: str, language: str) -> str:
    """A worded number with a sign in front, which stays in front in sentences that run the other way."""
    return isolated(sign + number) if is_right_to_left(language) else sign + number


def _hundredths(number: float, language: str) -> str:
    return format_number(Decimal(str(number)), language, decimals=2)


def expected(direction: str, size: str) -> str:
    """What is expected of the indicator; `size` is worded already, empty where none was said."""
    if direction == "up":
        return _("up by %(size)s") % {"size": size} if size else _("up")
    return _("down by %(size)s") % {"size": size} if size else _("down")


def delayed(days: int, language: str) -> str:
    """How long it is to take."""
    if not days:
        return _("in the same week")
    said = ngettext("%(days)s day later", "%(days)s days later", days)
    return said % {"days": format_number(days, language)}


def among(evidence: Evidence, language: str) -> str:
    """How many links were asked at once; empty where this one was not."""
    if not evidence.tested:
        return ""
    said = ngettext(
        "%(tested)s link was tested.",
        "%(tested)s links were tested, and the noise band is wide enough for all of them.",
        evidence.tested,
    )
    return said % {"tested": format_number(evidence.tested, language)}


def ranged(effect: Effect, amounts: tuple[str, str]) -> str:
    """An effect as a range; `amounts` are its two ends, worded with sign and unit."""
    if effect.low <= 0 <= effect.high:
        said = _("While the goal comes all the way: between %(low)s and %(high)s, so it may be nothing.")
    else:
        said = _("While the goal comes all the way: between %(low)s and %(high)s.")
    return said % {"low": amounts[0], "high": amounts[1]}


def _numbered(evidence: Evidence) -> str:
    if evidence.word is Word.SUPPORTED:
        return _("Over %(n)s weeks both moved as expected: ρ is %(rho)s, and chance reaches %(noise)s.")
    if evidence.word is Word.CONTRADICTED:
        return _("Over %(n)s weeks they moved against what is expected: ρ is %(rho)s, and chance reaches %(noise)s.")
    if evidence.doubt is Doubt.HALVES:
        return _(
            "Over %(n)s weeks ρ is %(rho)s and chance reaches %(noise)s, but only in one half of the time do they go together."
        )
    return _("Within the noise: over %(n)s weeks ρ is %(rho)s, and chance alone reaches %(noise)s.")
