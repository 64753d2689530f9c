"""Two weeks of reports of two teams, a review with its minutes, and a meeting that people were asked about."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from denyut.demo.load.dissolving import dissolve_a_meeting
from denyut.demo.load.scene import Happening, Scene
from denyut.meetings.actions import (
    add_action,
    answer_question,
    begin_review,
    close_review,
    compile_report,
    consider_ritual,
    give_feedback,
    log_meeting,
    post_report,
    subscribe,
    take_up,
    write_notes,
)
from denyut.meetings.models import Review
from denyut.okr.models import CheckIn, Visibility
from denyut.people.models import Department, Person
from denyut.rhythm.models import Ritual
from denyut.rhythm.occurrences import planned_days
from denyut.rhythm.opening import window_for
from denyut.spine import clock

DAY, WEEK, MINUTE = timedelta(days=1), timedelta(weeks=1), timedelta(minutes=1)
NINE, THREE = time(9), time(15)
FRIDAY, LASTED = 4, 4


def reviews(scene: Scene) -> Iterator[Happening]:
    """What was reported and reviewed in the two weeks before one looks."""
    last = scene.almanac.today - DAY
    friday = last - DAY * ((last.weekday() - FRIDAY) % 7)
    for weeks_ago in (1, 0):
        at = scene.almanac.at(friday - weeks_ago * WEEK, THREE)
        yield Happening(at, partial(_report, scene, at))
    # A little after nine, when the week's meeting has opened wherever its leader works.
    monday = last - DAY - DAY * ((last - DAY).weekday() % 7)
    for minute, step in enumerate((_begin, _take_up, _take_up, _take_up, _close)):
        yield Happening(scene.almanac.at(monday, NINE) + (1 + LASTED * minute) * MINUTE, partial(step, scene, monday))
    yield Happening(scene.almanac.at(last, THREE), partial(_talk_over, scene, last))


def _teams() -> list[Department]:
    """The two departments with the most key results, that somebody leads."""
    led = Department.objects.exclude(lead=None).filter(objectives__cycle__closed_at=None).distinct()
    return sorted(led, key=lambda one: -one.objectives.count())[:2]


def _report(scene: Scene, at: datetime) -> None:
    for team in _teams():
        report = compile_report(None, team, due_at=at)
        if team.lead is not None and not report.is_posted:
            post_report(team.lead, report)


def _begin(scene: Scene, day: date) -> None:
    """The review of the week's check-in meeting, where it takes place that day and nobody has written of it."""
    leader = scene.people[scene.leader.key]
    running = Ritual.objects.standing().filter(cycle__closed_at=None, department=None, kind="check_in")
    for ritual in running.exclude(sittings__day=day):
        if ritual.is_planned_on(day) and window_for(leader, ritual, day).is_open(clock.now()):
            scene.made["review"] = begin_review(leader, ritual, day=day)
            return


def _take_up(scene: Scene, day: date) -> None:
    """The next item of the agenda: a note on it, and who does what."""
    review: Review | None = scene.made.get("review")
    item = (
        review and review.items.select_related("review__sitting__ritual", "key_result__owner").filter(notes="").first()
    )
    if not item:
        return
    leader = scene.people[scene.leader.key]
    owner = item.key_result.owner if item.key_result else leader
    take_up(leader, item)
    write_notes(leader, item, text=f"{owner.name}: {item.title}")
    add_action(leader, item, title=item.title[:120], owner=owner, due_on=day + WEEK)


def _close(scene: Scene, day: date) -> None:
    if "review" in scene.made:
        review: Review = scene.made["review"]
        review.refresh_from_db()
        close_review(scene.people[scene.leader.key], review)


def _talk_over(scene: Scene, last: date) -> None:
    """Feedback on the newest check-ins, a follower, two logged meetings, and the next meeting put to the question."""
    leader = scene.people[scene.leader.key]
    for team in _teams():
        subscribe(leader, department=team)
    said = CheckIn.objects.filter(key_result__objective__visibility=Visibility.PUBLIC).exclude(author=leader)
    for one in said.select_related("key_result__objective").order_by("-recorded_at")[:3]:
        give_feedback(leader, one)
    people = list(Person.objects.colleagues().exclude(pk=leader.pk).order_by("id")[:4])
    log_meeting(leader, title="1:1", day=last - 3 * DAY, minutes=30, people=people[:1], kind="one_to_one")
    log_meeting(leader, title="Stand-up", day=last - 2 * DAY, minutes=15, people=people)
    _ask(scene, last)
    dissolve_a_meeting(scene, last)


def _ask(scene: Scene, last: date) -> None:
    for ritual in Ritual.objects.standing().filter(cycle__closed_at=None, kind="check_in").select_related("cycle"):
        day = next((one for one in planned_days(ritual.first_on, last + WEEK, ritual.every) if one > last), None)
        if day is None:
            continue
        one = consider_ritual(None, ritual, day=day, starts_at=scene.almanac.at(day, ritual.at))
        for question in one.questions.select_related("person", "dissolution__ritual"):
            one.refresh_from_db(fields=["state"])
            if one.state == one.State.PROPOSED:
                question.dissolution.state = one.state
                answer_question(question.person, question, answer=question.right)
