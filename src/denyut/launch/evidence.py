"""The evidence of each step, counted from what is there. Nobody says that a step is done: the data does."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.closing.models import Lesson
from denyut.closing.rows.owners import scoring_of
from denyut.drafting.models import GoalTemplate, TemplateUse
from denyut.launch.agreements import agreed_of
from denyut.launch.leads import leads, passed
from denyut.launch.models import Sponsor, Start, Step, StepName, Workshop
from denyut.okr.models import NOT_COUNTED, Cycle, Objective, State, Visibility
from denyut.okr.models.objectives import PLANNED

ENOUGH_TRAINED = 80
GOALS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is counted: so many (`found`), of so many that are needed; `missing` is what to do where it is not enough."""

    label: str | Promise
    found: int
    needed: int
    missing: str | Promise
    is_percent: bool = False

    @property
    def is_met(self) -> bool:
        return self.found >= self.needed


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is counted for a step; `note` is advice that stops nobody."""

    facts: list[Fact]
    note: str | Promise = ""

    @property
    def missing(self) -> list[str | Promise]:
        """What to do before the step is done, in sentences; empty when it may be."""
        return [fact.missing for fact in self.facts if not fact.is_met]

    @property
    def is_enough(self) -> bool:
        return not self.missing

    @property
    def percent(self) -> int:
        """How much of it is there, each fact alike."""
        shares = [min(fact.found, fact.needed) / fact.needed for fact in self.facts]
        return int(100 * sum(shares) / len(shares))


def evidence_of(step: Step) -> Evidence:
    """The evidence of a step as it is now; its start and cycle must be loaded. Eight queries at most."""
    return COUNTED[StepName(step.name)](step.start)


def _committed(start: Start) -> Evidence:
    sponsors = Sponsor.objects.standing().filter(start=start)
    published = sponsors.filter(commitments__isnull=False).distinct().count()
    goals = company_objectives(start.cycle).count()
    return Evidence(
        [
            Fact(_("Sponsors chosen"), sponsors.count(), 1, _("Choose a sponsor first.")),
            Fact(
                _("Commitments published"),
                published,
                1,
                _("No sponsor has published a commitment. Ask them to write one."),
            ),
            Fact(
                _("Company objectives in the open"), goals, 1, _("Publish an objective of the company for everybody.")
            ),
        ],
        _("More than three objectives of the company: nobody keeps them in mind.") if goals > GOALS_AT_MOST else "",
    )


def _agreed(start: Start) -> Evidence:
    over = Workshop.objects.filter(cycle=start.cycle, ended_at__isnull=False)
    drafted = over.filter(groups__objective__isnull=False).values("groups__objective").distinct().count()
    agreed = sum(agreed_of(list(over)).values())
    return Evidence(
        [
            Fact(_("Workshops held"), over.count(), 1, _("Hold a workshop, and end it.")),
            Fact(_("Objectives from it"), drafted, 1, _("Draft an objective in the workshop.")),
            Fact(
                _("Key results that all named departments agreed to"),
                agreed,
                1,
                _("Not one key result has the agreement of all its departments."),
            ),
        ]
    )


def _templates(start: Start) -> Evidence:
    own = GoalTemplate.objects.offered().count()
    used = TemplateUse.objects.filter(objective__cycle=start.cycle, version__isnull=False).count()
    return Evidence(
        [
            Fact(_("Templates of your own"), own, 1, _("Word a goal template of your own.")),
            Fact(_("Goals begun from one"), used, 1, _("Begin a goal of this cycle from a template.")),
        ]
    )


def _trained(start: Start) -> Evidence:
    asked = set(leads().values_list("pk", flat=True))
    share = 100 * len(asked & passed()) // len(asked) if asked else 0
    missing = _("Fewer than 80% of those who lead people have passed the course.")
    return Evidence([Fact(_("Leads who passed"), share, ENOUGH_TRAINED, missing, is_percent=True)])


def _reviewed(start: Start) -> Evidence:
    cycle = start.cycle
    scored = scoring_of(cycle).whole
    lessons = Lesson.objects.told().filter(objective__cycle=cycle).count()
    # A cycle without goals has nothing to review.
    share = scored.bar if scored.all else 0
    return Evidence(
        [
            Fact(_("Scored"), share, 100, _("Some goals have no score yet."), is_percent=True),
            Fact(_("Lessons written down"), lessons, 1, _("Write down what was learned.")),
            Fact(_("Goals of the next cycle"), _next_goals(cycle), 1, _("Draft a goal of the next cycle.")),
        ]
    )


COUNTED: dict[StepName, Callable[[Start], Evidence]] = {
    StepName.COMMIT: _committed,
    StepName.WORKSHOP: _agreed,
    StepName.TEMPLATES: _templates,
    StepName.TRAINING: _trained,
    StepName.REVIEW: _reviewed,
}


def company_objectives(cycle: Cycle) -> QuerySet[Objective]:
    """The objectives of the whole company that everybody sees and that were published."""
    found = Objective.objects.of_cycle(cycle).alive().filter(visibility=Visibility.PUBLIC)
    return found.filter(level=Objective.Level.COMPANY).exclude(state__in=(*PLANNED, *NOT_COUNTED))


def _next_goals(cycle: Cycle) -> int:
    later = Objective.objects.alive().filter(cycle__starts_on__gt=cycle.ends_on)
    return later.exclude(state=State.CANCELLED).count()
