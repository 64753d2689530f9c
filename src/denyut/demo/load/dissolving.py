"""A meeting that did not take place: everything was in the brief, everybody had read it, and half an hour each was saved."""

from datetime import date, time, timedelta

from denyut.demo.load.scene import Scene
from denyut.meetings.actions import answer_question, consider_ritual
from denyut.meetings.dissolving import blocks, brief_of
from denyut.meetings.models import Dissolution
from denyut.okr.actions import check_in
from denyut.okr.models import CheckIn, Cycle, KeyResult
from denyut.people.models import Department, Person
from denyut.rhythm.actions import add_ritual
from denyut.rhythm.models import Ritual
from denyut.spine import clock

DAY, TEN = timedelta(days=1), time(10)
LEAST = 2
SAYABLE = ("stale", "unexplained")
WHY = {"id": "Angkanya masih sama; rencananya ada di minggu saya.", "en": "Still the same; the plan is in my week."}


def dissolve_a_meeting(scene: Scene, last: date) -> None:
    """The weekly meeting of a team whose numbers are all fresh: its people answer their questions rightly, and it falls out."""
    ritual = _weekly_of_a_quiet_team(last, scene.language)
    if ritual is None:
        return
    day = last + DAY
    one = consider_ritual(None, ritual, day=day, starts_at=scene.almanac.at(day, TEN))
    for question in one.questions.select_related("person", "dissolution__ritual"):
        one.refresh_from_db(fields=["state"])
        if one.state == Dissolution.State.PROPOSED:
            question.dissolution.state = one.state
            answer_question(question.person, question, answer=question.right)


def _weekly_of_a_quiet_team(last: date, language: str) -> Ritual | None:
    """A meeting each week, the next one tomorrow, of the team for whose goals there is least to say; that little is said before."""
    cycle = Cycle.objects.filter(closed_at=None, kind="quarter", starts_on__lte=last, ends_on__gt=last).first()
    found: list[tuple[int, int, Department, list[int]]] = []
    # In the first week of a quarter nobody has said anything yet, and no meeting is needless.
    has_begun = cycle is not None and CheckIn.objects.filter(key_result__objective__cycle=cycle).exists()
    for team in Department.objects.exclude(lead=None).select_related("lead") if has_begun else ():
        planned = Ritual(department=team, cycle=cycle)
        brief = brief_of(planned, clock.now())
        reasons = blocks(planned, brief)
        if len(brief) >= LEAST and all(one["code"] in SAYABLE for one in reasons):
            found.append((len(reasons), team.pk, team, [one["number"] for one in reasons]))
    if cycle is None or not found:
        return None
    _number, _pk, team, unsaid = min(found, key=lambda one: one[:2])
    for kr in KeyResult.objects.filter(pk__in=unsaid).select_related("owner"):
        _say_why(kr, language)
    lead = Person.objects.get(pk=team.lead_id)
    return add_ritual(lead, cycle, kind="check_in", department=team, first_on=last + DAY, at=TEN)


def _say_why(kr: KeyResult, language: str) -> None:
    """The number is still right, and its owner says why it stands there."""
    value = kr.baseline if kr.value is None else kr.value
    check_in(kr.owner, kr, value=value, confidence=kr.confidence, note=WHY[language])
