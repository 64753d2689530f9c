"""What leaders did themselves in a cycle: check-ins on time, words on others' goals, reviews attended, decisions on time."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from denyut.chat.models import Line, Room
from denyut.launch.commitment_score import COMMENTS_A_WEEK, Part, total
from denyut.launch.leads import leads
from denyut.launch.models import Commitment, Sponsor
from denyut.matters.models import Decision
from denyut.okr.models import Cycle, KeyResult, Objective, State
from denyut.people.faces import Face, face_of
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.rhythm.lateness import Came
from denyut.rhythm.ledgers import ledgers_of
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from denyut.spine.models import Event

NAMED = re.compile(r"\bKR-(\d{1,9})\b", re.IGNORECASE)
WORDS = ("alignment.asked", "alignment.responded", "alignment.challenged", "closing.lesson_written")
REVIEWS = (Ritual.Kind.CHECK_IN, Ritual.Kind.MONTHLY_REVIEW, Ritual.Kind.QUARTERLY_REVIEW)


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A leader with the parts of their score. `has_signed` stands beside it and counts nothing."""

    face: Face
    title: str
    has_signed: bool
    score: int | None
    check_ins: Part
    comments: Part
    reviews: Part
    decisions: Part


def leaders_of(cycle: Cycle, day: date) -> list[LeaderRow]:
    """Sponsors and leads, the best score first. Fifteen queries, whatever their number."""
    people = list(Person.objects.colleagues().filter(pk__in=_who(cycle)).select_related("site", "department"))
    ids, last = [person.pk for person in people], min(day, cycle.ends_on)
    signed = set(
        Commitment.objects.filter(sponsor__start__cycle=cycle, sponsor__released_at=None).values_list(
            "sponsor__person", flat=True
        )
    )
    check_ins, comments = _check_ins(people, cycle, clock.now()), _comments(ids, cycle, last)
    attended, held = _reviews(people, cycle, last)
    decided = _decisions(ids, cycle, day)
    weeks = max(0, (last - cycle.starts_on).days // 7)
    rows = []
    for person in people:
        parts = (
            check_ins.get(person.pk, Part(0, 0)),
            Part(comments[person.pk], COMMENTS_A_WEEK * weeks),
            Part(attended[person.pk], held[person.pk]),
            decided.get(person.pk, Part(0, 0)),
        )
        rows.append(LeaderRow(face_of(person), person.title, person.pk in signed, total(parts), *parts))
    return sorted(rows, key=lambda row: (row.score is None, -(row.score or 0), row.face.name))


def _who(cycle: Cycle) -> set[int]:
    sponsors = Sponsor.objects.standing().filter(start__cycle=cycle).values_list("person", flat=True)
    return {*sponsors, *leads().filter(leads__isnull=False).values_list("pk", flat=True)}


def _check_ins(people: Collection[Person], cycle: Cycle, moment: datetime) -> dict[int, Part]:
    """The due moments of goals of theirs that are over, and how many were kept."""
    goals = KeyResult.objects.filter(owner__in=people, objective__cycle=cycle, state=State.ACTIVE)
    active = list(goals.filter(objective__state=State.ACTIVE).select_related("objective__cycle", "owner__site"))
    found: dict[int, Part] = {}
    known = ledgers_of(active, moment)
    for kr in active:
        came = Counter(due.came for due in known[kr.pk] if due.came in (Came.ON_TIME, Came.LATE, Came.MISSED))
        before = found.get(kr.owner_id, Part(0, 0))
        found[kr.owner_id] = Part(before.done + came[Came.ON_TIME], before.expected + sum(came.values()))
    return found


def _comments(ids: Collection[int], cycle: Cycle, last: date) -> Counter[int]:
    """Words on goals of others: asks, answers, challenges, lessons, and key results named in open rooms."""
    first, until = datetime.combine(cycle.starts_on, time()), datetime.combine(last + timedelta(days=1), time())
    zone = company_now().tzinfo
    span = (first.replace(tzinfo=zone), until.replace(tzinfo=zone))
    found: Counter[int] = Counter()
    goals = dict(Objective.objects.filter(cycle=cycle).values_list("pk", "owner"))
    events = Event.objects.filter(actor__in=ids, verb__in=WORDS, at__range=span).values_list("actor", "facts")
    for actor, facts in events:
        found[actor] += goals.get(facts.get("objective"), actor) != actor
    owners = dict(KeyResult.objects.filter(objective__cycle=cycle).values_list("pk", "owner"))
    lines = Line.objects.filter(author__in=ids, said_at__range=span, room__kind=Room.RoomKind.OPEN)
    for author, text in lines.filter(text__contains="KR-").values_list("author", "text"):
        found[author] += any(owners.get(int(number), author) != author for number in NAMED.findall(text))
    return found


def _reviews(people: Collection[Person], cycle: Cycle, last: date) -> tuple[Counter[int], Counter[int]]:
    """How many sittings each attended, and how many took place for them: of their department, or of the company."""
    sittings = Sitting.objects.filter(ritual__cycle=cycle, ritual__kind__in=REVIEWS, day__lte=last)
    there: dict[int, set[int]] = {}
    house_of: dict[int, int | None] = {}
    rows = sittings.filter(attended__isnull=False).order_by()
    for sitting, house, person in rows.values_list("pk", "ritual__department", "attended"):
        there.setdefault(sitting, set()).add(person)
        house_of[sitting] = house
    attended: Counter[int] = Counter()
    expected: Counter[int] = Counter()
    for one in people:
        own = [sitting for sitting, house in house_of.items() if house in (None, one.department_id)]
        expected[one.pk] = len(own)
        attended[one.pk] = sum(one.pk in there[sitting] for sitting in own)
    return attended, expected


def _decisions(ids: Collection[int], cycle: Cycle, day: date) -> dict[int, Part]:
    """Decisions that were due in the cycle: in time or not. One that is not due yet is not judged."""
    due = Decision.objects.filter(decider__in=ids, due_on__range=(cycle.starts_on, cycle.ends_on), withdrawn_at=None)
    judged = due.filter(Q(decided_at__isnull=False) | Q(due_on__lt=day)).order_by().values("decider")
    in_time = Q(decided_on__lte=F("due_on"))
    rows = (
        judged.annotate(decided_on=TruncDate("decided_at"))
        .values_list("decider")
        .annotate(number=Count("pk"), kept=Count("pk", filter=in_time))
    )
    return {decider: Part(kept, number) for decider, number, kept in rows}
