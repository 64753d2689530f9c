"""Deeds on meetings that may not be needed: considered, answered, dissolved or kept, and surprised afterwards."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from denyut.chat.actions import redraw_cards, tell_card
from denyut.meetings.dissolving import (
    SURPRISING,
    blocks,
    brief_of,
    check_for,
    expected,
    is_enough,
    saved_minutes,
    threshold_of,
)
from denyut.meetings.models import Dissolution, Question
from denyut.meetings.scope import room_of
from denyut.meetings.verbs import (
    DISSOLUTION_BLOCKED,
    DISSOLUTION_PROPOSED,
    MEETING_DISSOLVED,
    MEETING_KEPT,
    QUESTION_ANSWERED,
    SURPRISED,
)
from denyut.people.models import Person, Workspace
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

CARD = "meetings.brief_card"
State = Dissolution.State


@deed("meetings.consider_ritual")
def consider_ritual(actor: Person | None, ritual: Ritual, *, day: date, starts_at: datetime) -> Dissolution:
    """See whether a ritual's sitting of a day is needed. If the data answers it all, a brief goes to the room and everybody who is
    expected gets a question; else the reasons are kept. Once for each sitting; again changes nothing.
    """
    known = Dissolution.objects.filter(ritual=ritual, day=day).first()
    if known is not None:
        return known
    now = clock.now()
    brief = brief_of(ritual, now)
    reasons, people = blocks(ritual, brief), expected(ritual, brief)
    is_open = not reasons and bool(people)
    one = Dissolution.objects.create(
        ritual=ritual,
        day=day,
        starts_at=starts_at,
        state=State.PROPOSED if is_open else State.BLOCKED,
        threshold=threshold_of(ritual, now),
        brief=brief,
        reasons=reasons,
        room=room_of(ritual.department),
        made_at=now,
    )
    if is_open:
        _ask(one, people)
    event = _tell(DISSOLUTION_PROPOSED if is_open else DISSOLUTION_BLOCKED, actor, one, told=is_open)
    if is_open and one.room is not None:
        tell_card(ritual.made_by, one.room, event_id=event, card=CARD, number=one.pk)
    return one


@deed("meetings.answer_question")
def answer_question(actor: Person, question: Question, *, answer: int) -> Question:
    """Answer one's question by the place of an option, from 0. It is answered once; the last answer that is needed settles whether the
    meeting takes place.

    Raises Refused for somebody else's question or once it is settled, Invalid for an option that is none or a second answer.
    """
    require(actor, "meetings.answer", question)
    if not 0 <= answer < len(question.options):
        raise Invalid(_("Choose one of the answers."), code="not_a_choice", field="answer")
    if question.answer is not None:
        raise Invalid(_("You have answered already."), code="answered", field="answer")
    question.answer, question.answered_at = answer, clock.now()
    question.save(update_fields=["answer", "answered_at"])
    one = Dissolution.objects.select_for_update(of=("self",)).get(pk=question.dissolution_id)
    record(QUESTION_ANSWERED, actor, one, facts={"dissolution": one.pk, "ritual": one.ritual_id})
    asked = list(one.questions.all())
    right = sum(each.is_right for each in asked)
    if is_enough(right, len(asked), one.threshold) or all(each.answer is not None for each in asked):
        _settle(actor, one)
    return question


@deed("meetings.settle_dissolution")
def settle_dissolution(actor: Person | None, dissolution: Dissolution) -> Dissolution:
    """Have the last word, an hour before a meeting: who has not answered has not answered rightly. Again changes nothing."""
    one = Dissolution.objects.select_for_update(of=("self",)).get(pk=dissolution.pk)
    if one.state == State.PROPOSED:
        _settle(actor, one)
    return one


@deed("meetings.note_surprise")
def note_surprise(actor: Person | None, key_result_id: int) -> int:
    """Note that a warning came up about a key result (its id) which a brief of the last seven days had told of. Returns of how many."""
    now = clock.now()
    recent = Dissolution.objects.filter(
        state=State.DISSOLVED, surprised_at=None, settled_at__lte=now, settled_at__gte=now - SURPRISING
    )
    found = [one for one in recent if any(row["key_result"] == key_result_id for row in one.brief)]
    for one in found:
        one.surprised_at = now
        one.save(update_fields=["surprised_at"])
        _tell(SURPRISED, actor, one, told=False)
    return len(found)


def _ask(one: Dissolution, people: list[Person]) -> None:
    checks = [(person, check_for(person.pk, one.brief, one.pk)) for person in people]
    Question.objects.bulk_create(
        Question(dissolution=one, person=person, kind=check.kind, options=check.options, right=check.right)
        for person, check in checks
    )


def _settle(actor: Person | None, one: Dissolution) -> None:
    asked = list(one.questions.all())
    right = sum(each.is_right for each in asked)
    # A decision may have come up since it was proposed: it always needs the meeting.
    fresh = brief_of(one.ritual, clock.now())
    reasons = [reason for reason in blocks(one.ritual, fresh) if reason["code"] == "decision"]
    one.settled_at = clock.now()
    if is_enough(right, len(asked), one.threshold) and not reasons:
        one.state, one.saved = State.DISSOLVED, saved_minutes(one.ritual.minutes, len(asked))
        _call_off(one)
    else:
        one.state, one.reasons = State.KEPT, reasons
        one.failed = sorted({point for each in asked if not each.is_right for point in _point(each)})
    one.save(update_fields=["state", "settled_at", "saved", "failed", "reasons"])
    event = _tell(MEETING_DISSOLVED if one.state == State.DISSOLVED else MEETING_KEPT, actor, one, told=True)
    redraw_cards(one.ritual.made_by, event_id=event, card=CARD, number=one.pk)


def _point(question: Question) -> list[int]:
    """The key result that a question was about."""
    right = question.options[question.right]
    if isinstance(right, int):
        return [right]
    return [row["key_result"] for row in question.dissolution.brief]


def _call_off(one: Dissolution) -> None:
    """The sitting is closed before it began: nobody is expected any more, and its page says why."""
    language = Workspace.objects.values_list("language", flat=True).first() or "en"
    with translation.override(language):
        words = _("Called off: everything was answered by the brief before it. %(count)d person-minutes saved.")
        output = words % {"count": one.saved}
    Sitting.objects.get_or_create(
        ritual=one.ritual,
        day=one.day,
        defaults={"opened_at": clock.now(), "closed_at": clock.now(), "output": output, "version": 1},
    )


def _tell(verb: Verb, actor: Person | None, one: Dissolution, *, told: bool) -> int:
    people = list(one.questions.values_list("person", flat=True)) if told else []
    facts = {"dissolution": one.pk, "ritual": one.ritual_id, "day": one.day.isoformat(), "name": one.ritual.name}
    event = record(verb, actor, one, facts={**facts, "told": people, "saved": one.saved, "threshold": one.threshold})
    return event.pk
