"""What the product has measured of itself by the day one looks: its weeks, a baseline, and how long things take."""

from datetime import date, timedelta

from denyut.benefits.actions import answer_ease, count_weeks, freeze_baselines, note_friction
from denyut.benefits.measures import MEASURES
from denyut.benefits.models import Weekly
from denyut.benefits.reading import read_supervision
from denyut.benefits.weeks import weeks_until_now
from denyut.demo.load.scene import Scene
from denyut.okr.models import KeyResult
from denyut.people.models import Person, Role
from denyut.tasks.actions import add_focus

QUARTER, BASELINE_WEEKS, ENOUGH = 13, 8, 4
FOCUSED, ANSWERED = 6, 8
# Flow, seconds and presses as a stopwatch in an office would find them.
USES = [
    ("check_in_form", 11, 3),
    ("check_in_form", 14, 3),
    ("check_in_form", 9, 3),
    ("check_in_form", 22, 4),
    ("check_in_chat", 8, 1),
    ("check_in_chat", 12, 1),
    ("check_in_chat", 7, 1),
    ("check_in_card", 3, 1),
    ("check_in_card", 2, 1),
    ("task_done", 1, 1),
    ("task_done", 1, 1),
    ("message", 6, 1),
    ("message", 15, 2),
    ("message", 9, 1),
]


def measure_benefits(scene: Scene) -> None:
    """Count the past weeks, freeze those before the quarter, and let some people choose what matters this week."""
    for flow, seconds, presses in USES:
        note_friction(None, flow=flow, seconds=seconds, presses=presses, pages=0)
    for number, person in enumerate(_hands()[:ANSWERED]):
        answer_ease(person, ease=3 + number % 3)
    read_supervision(BASELINE_WEEKS + QUARTER)
    for name in MEASURES:
        count_weeks(None, measure=name, weeks=weeks_until_now())
    before_on = _adopted()
    if before_on is not None:
        freeze_baselines(scene.people[scene.founder.key], before_on=before_on)
    for person in _hands()[:FOCUSED]:
        _focus(person)


def _adopted() -> date | None:
    """The middle of the weeks that the busiest measure has; None in a company too young for a baseline."""
    busiest = list(Weekly.objects.filter(measure="tracking_density", hits__gt=0).values_list("week_on", flat=True))
    return busiest[len(busiest) // 2] if len(busiest) >= 2 * ENOUGH else None


def _focus(person: Person) -> None:
    today = weeks_until_now(1).last + timedelta(weeks=1)
    own = KeyResult.objects.alive().filter(
        owner=person, objective__cycle__ends_on__gte=today, objective__cycle__closed_at=None
    )
    for kr in own.order_by("pk")[:2]:
        add_focus(person, kr)


def _hands() -> list[Person]:
    owners = KeyResult.objects.alive().values("owner")
    return list(Person.objects.colleagues().exclude(role=Role.AUDITOR).filter(pk__in=owners).order_by("pk"))
