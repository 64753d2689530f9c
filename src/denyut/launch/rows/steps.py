"""The five steps of a start, with their evidence."""

from dataclasses import dataclass
from datetime import date, datetime

from denyut.launch.evidence import Evidence, evidence_of
from denyut.launch.models import Commitment, Sponsor, Start, Step
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.spine.access import Verdict, may


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step: who answers for it, what is there, what is missing; and whether it was said to be done though it no longer is."""

    id: int
    number: int
    name: str
    title: str
    owner: Face | None
    due_on: date | None
    is_overdue: bool
    done_at: datetime | None
    done_by: str
    evidence: Evidence
    may_finish: Verdict

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def has_slipped(self) -> bool:
        """Whether it was found done, and its evidence is gone."""
        return self.is_done and not self.evidence.is_enough


@dataclass(frozen=True, slots=True)
class SponsorRow:
    """A sponsor with what they promise, and what they promised before."""

    id: int
    face: Face
    text: str
    published_at: datetime | None
    number: int
    earlier: list[Commitment]
    is_mine: bool


def steps_of(start: Start, viewer: Person, day: date) -> list[StepRow]:
    """The steps in their order. Twenty queries at most, whatever the size of the company."""
    rows = start.steps.select_related("owner", "done_by", "start__cycle")
    return [_row(step, viewer, day) for step in rows]


def sponsors_of(start: Start, viewer: Person) -> list[SponsorRow]:
    """The sponsors with their commitments, newest words first. Two queries."""
    found = Sponsor.objects.standing().filter(start=start).select_related("person").prefetch_related("commitments")
    return [_sponsor(one, viewer) for one in found]


def _row(step: Step, viewer: Person, day: date) -> StepRow:
    return StepRow(
        id=step.pk,
        number=step.position,
        name=step.name,
        title=step.get_name_display(),
        owner=face_of(step.owner) if step.owner else None,
        due_on=step.due_on,
        is_overdue=step.is_overdue(day),
        done_at=step.done_at,
        done_by=step.done_by.name if step.done_by else "",
        evidence=evidence_of(step),
        may_finish=may(viewer, "launch.finish_step", step),
    )


def _sponsor(sponsor: Sponsor, viewer: Person) -> SponsorRow:
    said = list(sponsor.commitments.all())
    newest = said[0] if said else None
    return SponsorRow(
        id=sponsor.pk,
        face=face_of(sponsor.person),
        text=newest.text if newest else "",
        published_at=newest.published_at if newest else None,
        number=newest.number if newest else 0,
        earlier=said[1:],
        is_mine=sponsor.person_id == viewer.pk,
    )
