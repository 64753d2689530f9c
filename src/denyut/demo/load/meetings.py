"""When people meet, what came of it, and who is away."""

from datetime import timedelta

from denyut.demo import shapes
from denyut.demo.load.scene import Scene
from denyut.people.actions import add_absence
from denyut.rhythm.actions import attend, close_sitting, use_usual_calendar, write_output
from denyut.rhythm.models import Ritual
from denyut.rhythm.occurrences import planned_days
from denyut.spine import clock


def use_calendar(scene: Scene, told: shapes.Episode) -> None:
    """Put the usual rituals into the calendar of the quarter."""
    department = scene.departments.get(told.options["department"])
    use_usual_calendar(scene.people[told.who], scene.cycles[told.cycle], department=department)


def sit(scene: Scene, told: shapes.Episode) -> None:
    """Hold the newest meeting of its kind: some attend, one writes down what came of it and closes it. None has come in a young quarter."""
    rituals = Ritual.objects.filter(cycle=scene.cycles[told.cycle], kind=told.options["ritual"])
    ritual = rituals.filter(department=scene.departments.get(told.options["department"])).first()
    if ritual is None:
        return
    # The day before, so that everybody's clock has passed the hour, wherever they work.
    newest = clock.now().date() - timedelta(days=1)
    days = list(planned_days(ritual.first_on, min(newest, ritual.last_on()), ritual.every))
    if not days:
        return
    for key in told.options["people"]:
        attend(scene.people[key], ritual, day=days[-1])
    sitting = write_output(scene.people[told.who], ritual, day=days[-1], output=scene.said_by(told))
    close_sitting(scene.people[told.who], sitting)


def be_away(scene: Scene, told: shapes.Episode) -> None:
    """Say from when to when one is away, in days from the day of loading, and who stands in."""
    today, person = scene.almanac.today, scene.people[told.who]
    add_absence(
        person,
        person,
        first_on=today + timedelta(days=told.options["first"]),
        last_on=today + timedelta(days=told.options["last"]),
        stand_in=scene.people[told.options["stand_in"]],
        note=scene.said_by(told),
    )
