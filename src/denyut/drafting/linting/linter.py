"""The goal linter: what a goal still lacks to be specific, measurable, achievable, relevant and time-bound."""

from collections.abc import Sequence
from datetime import date

from denyut.drafting.linting.achievable import achievable
from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.limits import key_result_limits, objective_limits
from denyut.drafting.linting.measurable import measurable, objective_measurable
from denyut.drafting.linting.nature import nature_of
from denyut.drafting.linting.reading import Reading
from denyut.drafting.linting.relevant import objective_relevant, relevant
from denyut.drafting.linting.report import Finding, Nature, Report, lettered, missing
from denyut.drafting.linting.specific import specific
from denyut.drafting.linting.suggestion import suggestion_for
from denyut.drafting.linting.timely import objective_timely, timely


def lint_key_result(draft: Draft, *, language: str | None = None) -> Report:
    """What a key result lacks. `language` decides only where its words fit two languages equally.

    Each letter looks at its own fields: S at the title and its neighbours, M at kind, unit, numbers and source, A at the owner and the
    past, R at the link and the reason, T at the dates.
    """
    reading = Reading(draft.title, language)
    nature, told_by = nature_of(reading)
    found: list[Finding] = [
        *specific(reading, nature, siblings=[*draft.siblings, draft.objective_title]),
        *measurable(draft, reading),
        *achievable(draft, reading.language),
        *relevant(draft),
        *timely(draft, reading),
    ]
    limits = [*key_result_limits(draft.others + 1), *objective_limits(draft.owner_objectives_count)]
    return _report(reading, nature, told_by, found, limits, draft, asks="S")


def lint_objective(
    text: str,
    *,
    language: str | None = None,
    has_owner: bool = False,
    serves: bool = False,
    ends_on: date | None = None,
    key_results_count: int = 0,
    siblings: Sequence[str] = (),
    owner_objectives_count: int = 0,
) -> Report:
    """What an objective lacks. Without more than its text everything that the text does not say is missing.

    `ends_on` is the last day of its cycle; `siblings` are the titles of other objectives in it; `owner_objectives_count` counts those of
    its owner, this one included.
    """
    reading = Reading(text, language)
    nature, told_by = nature_of(reading)
    found: list[Finding] = [
        *specific(reading, nature, siblings=siblings, is_objective=True),
        *objective_measurable(reading, key_results_count),
        *([] if has_owner else [missing("no_owner", "A")]),
        *objective_relevant(reading, serves=serves),
        *objective_timely(reading, ends_on),
    ]
    limits = [*key_result_limits(key_results_count), *objective_limits(owner_objectives_count)]
    return _report(reading, nature, told_by, found, limits, Draft(title=text, cycle_ends_on=ends_on), asks="SM")


def _report(
    reading: Reading,
    nature: Nature | None,
    told_by: tuple[str, ...],
    found: list[Finding],
    limits: list[Finding],
    draft: Draft,
    *,
    asks: str,
) -> Report:
    """The report; another wording is suggested when one of the letters in `asks` is not met."""
    letters = lettered(found)
    is_asked = bool(reading.text) and any(letter.letter in asks and not letter.is_met for letter in letters)
    suggestion = suggestion_for(reading, nature, draft) if is_asked else ""
    return Report(
        language=reading.language,
        letters=letters,
        reads_as=nature,
        told_by=told_by,
        limits=tuple(limits),
        suggestion="" if suggestion == reading.text else suggestion,
    )
