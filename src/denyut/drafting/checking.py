"""Whether a template makes sense: everything that a goal begun from it would be refused for is refused here, with its place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from denyut.drafting.blueprints import FALLBACKS, Blueprint, Content, GoalWords, Measure, blueprint_of
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.progress import ONE, ZERO, Kind
from denyut.okr.setups import kept, setup_of
from denyut.okr.shaping import Reasons, Shape, shape
from denyut.okr.values import chosen
from denyut.people.languages import CODES
from denyut.spine.access import Invalid, Refused

KEY_RESULTS_AT_MOST = 5
TITLE, WHY, GUIDE, HYPOTHESIS, SOURCE, STEP, STEPS = 300, 2000, 2000, 500, 200, 200, 12
# A template is checked as if it were begun in this cycle; its days do not matter.
NOW = date(2026, 1, 1)


def blueprint_checked(content: Content) -> Blueprint:
    """The blueprint that a content says. Raises Invalid, at "<language>_title", "kr2_target", "<language>_kr2_source" and the like."""
    try:
        blueprint = blueprint_of(content)
    except InvalidOperation as error:
        raise Invalid(_("That is not a number. Write digits."), code="not_a_number", field="content") from error
    chosen(Objective.Ambition, blueprint.ambition, "ambition")
    _check_languages(content, blueprint)
    if not 1 <= len(blueprint.measures) <= KEY_RESULTS_AT_MOST:
        raise Invalid(_("A template has one to five key results."), code="key_results", field="content")
    for code, words in blueprint.words.items():
        _check_lengths(code, words)
    whole = blueprint.in_language(min(blueprint.languages, key=FALLBACKS.index))
    for number, (measure, kr) in enumerate(zip(blueprint.measures, whole.key_results, strict=True), 1):
        with numbered(number):
            _check_measure(measure, kr.title)
    return Blueprint(blueprint.ambition, tuple(map(_tidied, blueprint.measures)), blueprint.words)


def guides_checked(content: Content) -> dict[str, str]:
    """The guides by language, empty ones left out. Raises Invalid for one that is too long."""
    guides = {
        code: text.get("guide", "").replace("\x00", "").strip() for code, text in content.get("texts", {}).items()
    }
    for code, guide in guides.items():
        _check_length(guide, GUIDE, f"{code}_guide")
    return {code: guide for code, guide in guides.items() if guide}


@contextmanager
def numbered(number: int) -> Iterator[None]:
    """Say of what is refused inside to which key result it belongs: its field "target" becomes "kr2_target"."""
    try:
        yield
    except Refused as refusal:
        refusal.field = f"kr{number}_{refusal.field}" if refusal.field else ""
        raise


def _check_languages(content: Content, blueprint: Blueprint) -> None:
    unknown = next((code for code in content.get("texts", {}) if code not in CODES), None)
    if unknown is not None:
        reason = _("“%(word)s” is not among the choices: %(known)s.")
        words = {"word": unknown[:40], "known": ", ".join(sorted(CODES))}
        raise Invalid(reason % words, code="not_a_choice", field="content")
    if not blueprint.languages:
        raise Invalid(
            _("Write the objective and the title of every key result in one language at least."),
            code="no_language",
            field="content",
        )


def _check_lengths(code: str, words: GoalWords) -> None:
    _check_length(words.title, TITLE, f"{code}_title")
    _check_length(words.why, WHY, f"{code}_why")
    for number, kr in enumerate(words.key_results, 1):
        _check_length(kr.title, TITLE, f"{code}_kr{number}_title")
        _check_length(kr.hypothesis, HYPOTHESIS, f"{code}_kr{number}_hypothesis")
        _check_length(kr.source, SOURCE, f"{code}_kr{number}_source")
        for step in kr.steps:
            _check_length(step, STEP, f"{code}_kr{number}_steps")
        if len(kr.steps) > STEPS:
            raise Invalid(_("Up to twelve steps fit."), code="too_many", field=f"{code}_kr{number}_steps")


def _check_length(text: str, letters: int, field: str) -> None:
    if len(text) > letters:
        raise Invalid(
            _("That is too long. %(letters)s letters fit.") % {"letters": letters}, code="too_long", field=field
        )


def _check_measure(measure: Measure, title: str) -> None:
    """Begin the key result on trial. Numbers that are left to whoever begins the goal are thought to fit."""
    low = measure.setup.get("low") if isinstance(measure.setup, dict) else None
    start = measure.baseline if measure.baseline is not None else -ONE if measure.target == 0 else ZERO
    target = measure.target if measure.target is not None else max(start, Decimal(str(low or 0))) + ONE
    trial = KeyResult(objective=Objective(cycle=Cycle(starts_on=NOW, ends_on=NOW)))
    given = Shape(title, measure.kind, measure.unit, "", start, target, measure.setup, None, None, "")  # type: ignore[arg-type]
    shape(trial, given, Reasons())


def _tidied(measure: Measure) -> Measure:
    """The measure with a setup as JSON keeps it, and without numbers that its kind does not have."""
    kind = Kind(measure.kind)
    has_numbers = kind.travels or kind.is_control
    return Measure(
        kind=kind.value,
        unit=measure.unit,
        baseline=measure.baseline if has_numbers else None,
        target=measure.target if has_numbers else None,
        setup=kept(setup_of(measure.setup)),
    )
