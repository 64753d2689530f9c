"""A checkup: all findings about the goals of a cycle that a viewer may see, and how good its data is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from denyut.alignment.health import dates, doubles, engines, limits, opposing, orphans, quality, sharing
from denyut.alignment.health.company import Company
from denyut.alignment.health.findings import ABOUT_DATA, Code, Finding
from denyut.alignment.health.loading import load, seen_by
from denyut.alignment.models import Dismissal
from denyut.metrics.duplicates import duplicates
from denyut.okr.double_counts import counted_twice, counting_lines
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.people.times import company_now

PLACES = {code: place for place, code in enumerate(Code)}
PLAIN: tuple[Callable[[Company], Iterator[Finding]], ...] = (
    orphans.orphans,
    orphans.childless,
    sharing.shared,
    dates.ending_late,
    dates.due_outside,
    opposing.opposing,
    opposing.conflicts,
    limits.many_key_results,
    limits.many_objectives,
    quality.unfounded,
    quality.defined_twice,
)


@dataclass(frozen=True)
class Checkup:
    """What was found, and what of it people left alone. `valid` of `required` fields of the key results are fit for use."""

    findings: list[Finding]
    dismissed: list[tuple[Finding, Dismissal]]
    required: int
    valid: int

    @property
    def quality(self) -> Decimal | None:
        """The share of valid fields, 0 to 1; None where nothing is required."""
        return Decimal(self.valid) / self.required if self.required else None


def checkup(viewer: Person, cycle: Cycle, departments: frozenset[int] | None = None) -> Checkup:
    """Look through the goals of a cycle. `departments` narrows it to findings about theirs.

    A finding that names a goal the viewer does not see is left out. A constant number of queries, whatever the number of goals.
    """
    company = load(cycle)
    seen = seen_by(viewer, company)
    found = [
        one
        for one in everything(company)
        if _is_seen(one, seen) and (departments is None or one.department in departments)
    ]
    found.sort(key=lambda one: (PLACES[one.code], one.subject))
    kept = {(one.code, one.subject, one.fingerprint): one for one in cycle.dismissals.select_related("by")}
    looked_at = {key[:2] for key in kept}
    # A fingerprint costs more than a finding, so only those are asked for it of which one was left alone.
    left = [(one, kept[one.key]) for one in found if (one.code, one.subject) in looked_at and one.key in kept]
    gone = {id(one) for one, _dismissal in left}
    missing = sum(one.code in ABOUT_DATA for one in found)
    required = quality.required(_narrowed(company, seen, departments))
    return Checkup([one for one in found if id(one) not in gone], left, required, max(0, required - missing))


def everything(company: Company) -> Iterator[Finding]:
    """All findings, whoever may see them."""
    now = company_now()
    for look in PLAIN:
        yield from look(company)
    yield from doubles.doubles(company, counted_twice(counting_lines()))
    yield from engines.without_engine(company, now)
    yield from engines.silent(company, now)
    yield from quality.impossible(company, now.date())
    for older, younger in duplicates():
        inputs = (older.name, older.unit, younger.pk, younger.name, younger.unit)
        words: Mapping[str, str] = {"title": older.name, "other": younger.name}
        yield Finding(
            Code.SAME_INDICATOR, f"indicator:{older.pk}", None, inputs, (f"indicator:{younger.pk}",), words=words
        )


def _is_seen(finding: Finding, seen: set[str]) -> bool:
    goals = (name for name in (finding.subject, *finding.others) if name.startswith(("objective", "key_result")))
    return seen.issuperset(goals)


def _narrowed(company: Company, seen: Iterable[str], departments: frozenset[int] | None) -> Company:
    """The same goals, as far as they count in the score of what is shown."""
    known = set(seen)
    measures = {
        pk: one
        for pk, one in company.measures.items()
        if f"key_result:{pk}" in known
        and (departments is None or company.goals[one.objective].department in departments)
    }
    return Company(company.cycle, company.goals, measures, [])
