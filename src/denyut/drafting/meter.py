"""The SMART meter: what a goal lacks, in the reader's words, with what was set aside before."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import get_language

from denyut.drafting.linting import Draft, Finding, Report, lint_key_result, lint_objective
from denyut.drafting.linting.answered import fingerprint, without
from denyut.drafting.linting.messages import LETTER_NAMES, READS_AS, sentence
from denyut.drafting.models import LintAnswer
from denyut.drafting.surroundings import Place, Written, draft_at
from denyut.people.models import Person
from denyut.spine.access import may


@dataclass(frozen=True, slots=True)
class Note:
    """One finding in words. `subject` is the goal under which it can be answered ("key_result", 12); None where it can't be."""

    code: str
    letter: str
    severity: str
    text: str
    fingerprint: str
    subject: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class MeterLetter:
    """A letter of SMART with its name and its notes."""

    letter: str
    name: str
    is_met: bool
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class Meter:
    """Everything that is shown. `aside` are the notes that somebody set aside; `told_by` the words that told the nature."""

    letters: list[MeterLetter]
    reads_as: str
    nature: str
    told_by: tuple[str, ...]
    suggestion: str
    language: str
    limits: list[Note]
    aside: list[Note]

    @property
    def met(self) -> int:
        """How many letters are met."""
        return sum(letter.is_met for letter in self.letters)

    @property
    def advised(self) -> Note | None:
        """The note that another wording answers, where its answer can be kept."""
        notes = [note for letter in self.letters if not letter.is_met for note in letter.notes]
        return next((note for note in notes if note.subject and note.severity != "hint"), None)


def meter_of(viewer: Person, place: Place, written: Written) -> Meter:
    """The meter of a goal that is being written. A constant number of queries."""
    draft = draft_at(viewer, place, written)
    report, aside = without(_report(place, draft), draft, _gone(place))
    may_answer = place.objective is not None and bool(may(viewer, "okr.change_objective", place.objective))

    def notes(findings: Collection[Finding]) -> list[Note]:
        return [_note(finding, draft, _subject(place, finding) if may_answer else None) for finding in findings]

    return Meter(
        letters=[
            MeterLetter(one.letter, str(LETTER_NAMES[one.letter]), one.is_met, notes(one.findings))
            for one in report.letters
        ],
        reads_as=str(READS_AS[report.reads_as]) if report.reads_as else "",
        nature=report.reads_as or "",
        told_by=report.told_by,
        suggestion=report.suggestion,
        language=report.language,
        limits=notes(report.limits),
        aside=notes(aside),
    )


def _report(place: Place, draft: Draft) -> Report:
    if place.sort == "key_result":
        return lint_key_result(draft, language=get_language())
    return lint_objective(
        draft.title,
        language=get_language(),
        has_owner=draft.has_owner,
        serves=draft.serves,
        ends_on=draft.cycle_ends_on,
        key_results_count=draft.others,
        siblings=draft.siblings,
        owner_objectives_count=draft.owner_objectives_count,
    )


def _gone(place: Place) -> set[tuple[str, str]]:
    """What was set aside for the goal, and for the objective in which it stands."""
    found: set[tuple[str, str]] = set()
    for kind, goal in (("key_result", place.key_result), ("objective", place.objective)):
        if goal is not None:
            answers = LintAnswer.objects.about(kind, goal.pk).filter(is_accepted=False)
            found.update(answers.values_list("code", "fingerprint"))
    return found


def _subject(place: Place, finding: Finding) -> tuple[str, int] | None:
    """A finding about the number of goals belongs to the objective, which is there before its key results."""
    if not finding.letter and place.objective is not None:
        return "objective", place.objective.pk
    return (place.sort, place.subject.pk) if place.subject is not None else None


def _note(finding: Finding, draft: Draft, subject: tuple[str, int] | None) -> Note:
    mark = fingerprint(finding, draft)
    return Note(finding.code, finding.letter, finding.severity.value, sentence(finding), mark, subject)
