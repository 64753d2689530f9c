"""The close as one path: six steps with how far each is, and everything that has no score yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.closing.models import Lesson
from denyut.closing.rows.owners import Scoring, Tally
from denyut.okr.models import NOT_COUNTED, Cycle, KeyResult, Objective, State
from denyut.okr.progress import ONE
from denyut.okr.unscored import NEVER_SCORED, scored_objectives, unscored
from denyut.people.faces import Face, face_of
from denyut.people.models import Person

SAID = (Lesson.LessonKind.KEEP, Lesson.LessonKind.CHANGE, Lesson.LessonKind.STOP)


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step of the close: `done` says how far it is, `scope` where its work waits."""

    name: str
    title: str | Promise
    about: str | Promise
    done: Tally

    @property
    def is_done(self) -> bool:
        return self.done.all > 0 and not self.done.left


@dataclass(frozen=True, slots=True)
class Unscored:
    """A goal without a score: a key result, or an objective that has none."""

    id: int
    is_objective: bool
    label: str
    title: str
    owner: Face
    objective: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """All that has no score: what the viewer may see, and how many more there are."""

    rows: list[Unscored]
    hidden: int

    @property
    def all(self) -> int:
        return len(self.rows) + self.hidden


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A goal that is not scored at all: how it stands, and why."""

    id: int
    is_objective: bool
    label: str
    title: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """All that is not scored at all: what the viewer may see, and how many more there are."""

    rows: list[Uncounted]
    hidden: int

    @property
    def all(self) -> int:
        return len(self.rows) + self.hidden


def path_of(cycle: Cycle, scoring: Scoring) -> list[PathStep]:
    """The six steps. Six queries; private goals are counted, not shown."""
    scored = scored_objectives(cycle).filter(score__isnull=False)
    told = Lesson.objects.told().filter(objective=OuterRef("pk"))
    asked = Lesson.objects.standing().filter(objective__cycle=cycle, kind=Lesson.LessonKind.POST_MORTEM)
    number, answered = asked.count(), asked.filter(told_at__isnull=False).count()
    whole, taught = scored.count(), scored.filter(Exists(told)).count()
    kinds = set(Lesson.objects.told().filter(objective__cycle=cycle, kind__in=SAID).values_list("kind", flat=True))
    open_ones, decided = _unfinished(scored)
    return [
        PathStep("score", _("Score"), _("Every goal has a score."), scoring.whole),
        PathStep("reasons", _("Reasons"), _("Broken promises tell why."), Tally(answered, number)),
        PathStep("lessons", _("Lessons"), _("Each scored objective teaches something."), Tally(taught, whole)),
        PathStep(
            "decisions",
            _("Keep, change, stop"),
            _("At least one of each is written down."),
            Tally(len(kinds), len(SAID)),
        ),
        PathStep(
            "carrying", _("Carry over"), _("What is not finished goes on, or is let go."), Tally(decided, open_ones)
        ),
        PathStep(
            "next", _("Next draft"), _("Goals of the next cycle are drafted."), Tally(min(1, drafted_next(cycle)), 1)
        ),
    ]


def remaining(cycle: Cycle, viewer: Person) -> Remaining:
    """All goals of a cycle without a score, by owner. Four queries."""
    results, bare = unscored(cycle)
    seen_results = results.filter(pk__in=KeyResult.objects.visible_to(viewer)).select_related(
        "owner", "objective__owner"
    )
    seen_bare = bare.filter(pk__in=Objective.objects.visible_to(viewer)).select_related("owner")
    rows = [*_rows(seen_results), *_goals(seen_bare)]
    rows.sort(key=lambda row: (row.owner.name, row.owner.id, row.is_objective, row.id))
    return Remaining(rows, results.count() + bare.count() - len(rows))


def left_out(cycle: Cycle, viewer: Person) -> LeftOut:
    """Goals of a cycle that are never scored: drafts, put off, cancelled, archived. Four queries; private ones are counted."""
    goals = Objective.objects.of_cycle(cycle).filter(state__in=NEVER_SCORED)
    results = KeyResult.objects.filter(objective__in=scored_objectives(cycle), state__in=NOT_COUNTED)
    seen_goals = goals.filter(pk__in=Objective.objects.visible_to(viewer)).order_by("id")
    seen_results = results.filter(pk__in=KeyResult.objects.visible_to(viewer)).order_by("id")
    rows = [
        *(
            Uncounted(one.pk, True, one.label, one.title, one.get_state_display(), one.state_reason)
            for one in seen_goals
        ),
        *(Uncounted(kr.pk, False, kr.label, kr.title, kr.get_state_display(), kr.state_reason) for kr in seen_results),
    ]
    return LeftOut(rows, goals.count() + results.count() - len(rows))


def drafted_next(cycle: Cycle) -> int:
    """How many goals the cycles after this one have."""
    later = Objective.objects.alive().filter(cycle__starts_on__gt=cycle.ends_on)
    return later.count()


def _unfinished(scored: QuerySet[Objective]) -> tuple[int, int]:
    """Scored objectives that were not reached, and how many of them were carried over or have a lesson that says to stop."""
    rows = scored.filter(score__lt=ONE).annotate(
        went=Count("carried_to", distinct=True),
        stopped=Exists(Lesson.objects.told().filter(objective=OuterRef("pk"), kind=Lesson.LessonKind.STOP)),
    )
    found = list(rows.order_by().values_list("went", "stopped", "state"))
    over = sum(bool(went) or stopped or state == State.POSTPONED for went, stopped, state in found)
    return len(found), over


def _rows(results: Iterable[KeyResult]) -> list[Unscored]:
    return [Unscored(kr.pk, False, kr.label, kr.title, face_of(kr.objective.owner), kr.objective_id) for kr in results]


def _goals(goals: Iterable[Objective]) -> list[Unscored]:
    return [Unscored(one.pk, True, one.label, one.title, face_of(one.owner), one.pk) for one in goals]
