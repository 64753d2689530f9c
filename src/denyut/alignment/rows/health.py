"""Findings in words, by kind, for the health page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.alignment.health.findings import Code, Finding
from denyut.alignment.models import Dismissal
from denyut.lib.bidi import isolated
from denyut.lib.dates import format_day
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.rules import may_manage
from denyut.people.languages import is_right_to_left
from denyut.people.models import Person

SHOWN = 8
LETTERS = {"objective": "O", "key_result": "KR"}
PAGES = {
    "objective": "okr:objective",
    "key_result": "okr:key_result",
    "person": "people:person",
    "indicator": "metrics:indicator",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a kind of findings is called, what each one says, and what to do about it."""

    name: str | Promise
    sentence: str | Promise
    remedy: str | Promise


WORDS: dict[Code, Words] = {
    Code.DOUBLE: Words(
        _("Counted twice"),
        _("%(title)s counts %(number)s times towards %(other)s: %(ways)s."),
        _("End one of the links, or let the goal above count its own key results only."),
    ),
    Code.OPPOSING: Words(
        _("Pulling against each other"),
        _("%(title)s and %(other)s (%(other_label)s) want the same number to go opposite ways."),
        _("Bring both owners together; one target gives way, or both get a limit."),
    ),
    Code.CONFLICT: Words(
        _("In conflict"),
        _("%(title)s conflicts with %(other)s, and both run."),
        _("Decide which one goes first, and pause the other."),
    ),
    Code.CHILDLESS: Words(
        _("Company goals nobody serves"),
        _("%(title)s: no department serves it."),
        _("Ask departments to respond, or take it off the company's list."),
    ),
    Code.ORPHAN: Words(
        _("Goals that serve nothing"),
        _("%(title)s serves no other goal."),
        _("Align it with a goal above, or say why it stands alone."),
    ),
    Code.SHARED: Words(
        _("Shared by departments, owned by one person"),
        _("%(title)s is shared by %(number)s departments, and one person owns everything."),
        _("Give each department an owner of its part."),
    ),
    Code.ENDS_LATE: Words(
        _("Ends after what it serves"),
        _("%(title)s ends on %(day)s, after %(other)s does (%(other_day)s)."),
        _("Move one of the two into another cycle, or align it with a later goal."),
    ),
    Code.DUE_OUTSIDE: Words(
        _("Days outside the cycle"),
        _("%(title)s: %(day)s lies outside its cycle."),
        _("Choose a day inside the cycle."),
    ),
    Code.SILENT: Words(
        _("Goals nobody moves"),
        _("%(title)s: nothing has happened for %(days)s days."),
        _("Its owner keeps it, changes it, or drops it."),
    ),
    Code.NO_ENGINE: Words(
        _("No engine"),
        _("%(title)s: no work under way for %(days)s days."),
        _("Add a task, a rule, a training or an experiment that moves the number."),
    ),
    Code.MANY_KEY_RESULTS: Words(
        _("More than five key results"),
        _("%(title)s has %(number)s key results."),
        _("Three to five are kept in sight. Merge some, or make two objectives."),
    ),
    Code.MANY_OBJECTIVES: Words(
        _("More than five objectives for one person"),
        _("%(name)s owns %(number)s objectives."),
        _("Give some away, or put some off."),
    ),
    Code.NO_BASELINE_DATE: Words(
        _("Start value without a day"),
        _("%(title)s: nobody wrote down when its start value was measured."),
        _("Enter the day of the start value in the key result's form."),
    ),
    Code.NO_SOURCE: Words(
        _("Number without a source"),
        _("%(title)s: nobody wrote down where the number comes from."),
        _("Enter the system or the report that it is read from."),
    ),
    Code.UNITS_DIFFER: Words(
        _("One number in two units"),
        _("%(title)s is counted in “%(unit)s”, %(other_label)s of the same name in “%(other_unit)s”."),
        _("Agree on one unit, or name them apart."),
    ),
    Code.SAME_DEFINITION: Words(
        _("One number kept twice"),
        _("%(title)s is kept a second time as %(other_label)s."),
        _("Keep one, and let the other goal depend on it or receive from it."),
    ),
    Code.SAME_INDICATOR: Words(
        _("One indicator kept twice"),
        _("%(title)s and %(other)s look like one indicator."),
        _("Merge them, or say in their names how they differ."),
    ),
    Code.IMPOSSIBLE: Words(_("Impossible numbers"), "", _("Correct the number, its unit or its day.")),
}
IMPOSSIBLE: dict[str, str | Promise] = {
    "above_all": _("%(title)s stands at %(value)s percent, more than all there is."),
    "below_nothing": _("%(title)s stands at %(value)s, below nothing."),
    "in_the_future": _("%(title)s: its start value was measured in the future."),
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in one language. `key` and `fingerprint` are what a dismissal sends back."""

    code: str
    subject: str
    fingerprint: str
    label: str
    sentence: str
    href: str
    may_dismiss: bool
    dismissal: int | None = None
    reason: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """The findings of one kind: all there are, and the first of them."""

    code: str
    name: str | Promise
    remedy: str | Promise
    number: int
    rows: list[FindingRow]


def kinds_of(findings: Iterable[Finding], mine: Collection[str], language: str, *, only: str = "") -> list[Kind]:
    """Findings by kind, eight of each, or all of the one kind that was asked for."""
    shelves: dict[Code, list[Finding]] = {}
    for finding in findings:
        shelves.setdefault(finding.code, []).append(finding)
    return [
        Kind(
            code.value,
            WORDS[code].name,
            WORDS[code].remedy,
            len(found),
            [finding_row(one, mine, language) for one in (found if only == code else found[:SHOWN])],
        )
        for code, found in shelves.items()
        if only in ("", code)
    ]


def finding_row(finding: Finding, mine: Collection[str], language: str, left: Dismissal | None = None) -> FindingRow:
    """A finding as a row; `mine` are the subjects that the viewer may leave alone. `left` says that somebody did."""
    kind, _colon, number = finding.subject.partition(":")
    return FindingRow(
        code=finding.code.value,
        subject=finding.subject,
        fingerprint=finding.fingerprint,
        label=f"{LETTERS[kind]}-{number}" if kind in LETTERS else "",
        sentence=sentence_of(finding, language),
        href=reverse(PAGES[kind], args=[int(number)]),
        may_dismiss=finding.subject in mine or "" in mine,
        dismissal=left.pk if left else None,
        reason=left.reason if left else "",
        by=left.by.name if left else "",
        at=left.at if left else None,
    )


def sentence_of(finding: Finding, language: str) -> str:
    """What a finding says, in the active language."""
    words = {name: _said(name, word, language) for name, word in finding.words.items()}
    template = WORDS[finding.code].sentence or IMPOSSIBLE[str(finding.words["reason"])]
    return str(template) % words


def subjects_of(viewer: Person, cycle: Cycle) -> set[str]:
    """What of a cycle the viewer may leave alone, "" for everything. Two queries."""
    if viewer.is_auditor:
        return set()
    if may_manage(viewer):
        return {""}
    own = Q(owner=viewer) | Q(owner__manager=viewer) | Q(department__lead=viewer)
    goals = set(Objective.objects.filter(own, cycle=cycle).values_list("pk", flat=True))
    theirs = Q(owner=viewer) | Q(owner__manager=viewer) | Q(objective__in=goals)
    parts = KeyResult.objects.filter(theirs, objective__cycle=cycle).values_list("pk", flat=True)
    people = Person.objects.filter(Q(pk=viewer.pk) | Q(manager=viewer)).values_list("pk", flat=True)
    return {
        *(f"objective:{pk}" for pk in goals),
        *(f"key_result:{pk}" for pk in parts),
        *(f"person:{pk}" for pk in people),
    }


def _said(name: str, word: str | int | None, language: str) -> str:
    if name.endswith("day") and isinstance(word, str):
        return format_day(date.fromisoformat(word), language)
    plain = str(word if word is not None else "")
    return isolated(plain) if is_right_to_left(language) else plain
