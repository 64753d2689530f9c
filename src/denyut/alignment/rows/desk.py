"""A person's desk of alignment: what waits for them, what they wait for, and which way goals travel in the company."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Q
from django.urls import reverse

from denyut.alignment.health.findings import Finding
from denyut.alignment.models import Ask, Challenge
from denyut.alignment.rows.asks import AskRow, ask_rows
from denyut.alignment.rows.challenges import ChallengeRow, challenge_rows
from denyut.alignment.rows.edges import EdgeRow, edge_rows
from denyut.alignment.silences import silent_goals
from denyut.okr.ends import with_ends
from denyut.okr.models import Cycle, Edge
from denyut.people.models import Person

SHOWN = 100


@dataclass(frozen=True)
class Heap:
    """What waits for somebody."""

    edges: list[EdgeRow]
    asks: list[AskRow]
    challenges: list[ChallengeRow]

    def __len__(self) -> int:
        return len(self.edges) + len(self.asks) + len(self.challenges)


@dataclass(frozen=True, slots=True)
class Silence:
    """A goal of the viewer that nobody has moved for `days`."""

    id: int
    title: str
    href: str
    days: int


@dataclass(frozen=True, slots=True)
class Ways:
    """How goals of the cycles under way come about: asked for from above, and offered or challenged from below."""

    asked: int
    offered: int
    challenged: int

    @property
    def from_below(self) -> Decimal | None:
        """The share that came from below, 0 to 1; None while nothing moved."""
        whole = self.asked + self.offered + self.challenged
        return Decimal(self.offered + self.challenged) / whole if whole else None


@dataclass(frozen=True)
class Desk:
    """`escalated` are challenges to goals of those who report to the viewer, open for more than five days."""

    yours: Heap
    theirs: Heap
    silences: list[Silence]
    escalated: list[ChallengeRow]
    ways: Ways


def desk_of(viewer: Person, language: str, moment: datetime) -> Desk:
    """Everything on a person's desk. A constant number of queries."""
    edges = with_ends(Edge.objects.visible_to(viewer).waiting()).order_by("proposed_at")
    edges = edges.filter(Q(asked=viewer) | Q(proposed_by=viewer))[:SHOWN]
    asks = Ask.objects.visible_to(viewer).waiting().with_people()
    asks = asks.filter(Q(department__lead=viewer) | Q(asked_by=viewer))[:SHOWN]
    challenges = Challenge.objects.visible_to(viewer).open().with_goals()
    own = Q(objective__owner=viewer) | Q(key_result__owner=viewer)
    above = Q(objective__owner__manager=viewer) | Q(key_result__owner__manager=viewer)
    about = list(challenges.filter(own | above | Q(by=viewer))[:SHOWN])
    rows = {row.id: row for row in challenge_rows(about, language, moment)}
    links = list(edges)
    linked = edge_rows(links, language, moment)
    asked = {row.id: row for row in ask_rows(list(asks), viewer, moment)}
    return Desk(
        yours=Heap(
            [linked[one.pk] for one in links if one.asked_id == viewer.pk and one.pk in linked],
            [asked[one.pk] for one in asks if one.department.lead_id == viewer.pk],
            [rows[one.pk] for one in about if one.goal.owner_id == viewer.pk],
        ),
        theirs=Heap(
            [linked[one.pk] for one in links if one.proposed_by_id == viewer.pk and one.pk in linked],
            [asked[one.pk] for one in asks if one.asked_by_id == viewer.pk],
            [rows[one.pk] for one in about if one.by_id == viewer.pk],
        ),
        silences=[_silence(finding) for finding in silent_goals(viewer)],
        escalated=[rows[one.pk] for one in about if one.goal.owner.manager_id == viewer.pk and one.is_overdue(moment)],
        ways=ways_of(viewer, moment),
    )


def ways_of(viewer: Person, moment: datetime) -> Ways:
    """Counts over the cycles under way, of what the viewer may see. Three queries."""
    cycles = Cycle.objects.filter(closed_at=None, starts_on__lte=moment.date(), ends_on__gte=moment.date())
    edges = Edge.objects.visible_to(viewer).filter(counter_to=None, kind__in=("supports", "contributes"))
    offered = edges.filter(Q(to_objective__cycle__in=cycles) | Q(to_key_result__objective__cycle__in=cycles))
    # Whoever speaks for both goals asks nobody: that is neither up nor down.
    offered = offered.exclude(state=Edge.EdgeState.ACCEPTED, answered_by=F("proposed_by"))
    against = Challenge.objects.visible_to(viewer)
    against = against.filter(Q(objective__cycle__in=cycles) | Q(key_result__objective__cycle__in=cycles))
    asks = Ask.objects.visible_to(viewer).filter(objective__cycle__in=cycles)
    return Ways(asks.count(), offered.count(), against.count())


def _silence(finding: Finding) -> Silence:
    pk = int(finding.subject.partition(":")[2])
    words = finding.words
    return Silence(pk, str(words["title"]), reverse("okr:objective", args=[pk]), int(words["days"] or 0))
