"""The deed that ends a review: the minutes write themselves, the room hears of it, the time is kept."""

from denyut.chat.actions import tell_card
from denyut.chat.rules import may_say
from denyut.meetings.actions.reviews import put_down, running
from denyut.meetings.kinds import kind_of, status_minutes
from denyut.meetings.minutes import minutes_of, whole_minutes, written
from denyut.meetings.models import Held, Review
from denyut.meetings.verbs import REVIEW_CLOSED
from denyut.people.models import Person
from denyut.rhythm.actions import close_sitting, write_output
from denyut.spine import clock
from denyut.spine.access import may, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

CARD = "meetings.minutes_card"


@deed("meetings.close_review")
def close_review(actor: Person, review: Review) -> Review:
    """End a review: minutes of agenda, notes, decisions, actions, people and time become the output of its sitting and go to the room.

    The sitting is closed where the actor may close it. Raises Refused unless the actor leads, Conflict once it is closed.
    """
    review = running(review)
    require(actor, "meetings.lead", review)
    put_down(review)
    sitting, ritual = review.sitting, review.sitting.ritual
    review.closed_at, review.closed_by, review.current, review.item_since = clock.now(), actor, None, None
    review.minutes = minutes_of(review, review.closed_at)
    review.save(update_fields=["closed_at", "closed_by", "current", "item_since", "minutes"])
    sitting = write_output(actor, ritual, day=sitting.day, output=_with_earlier(review))
    if may(actor, "rhythm.manage_ritual", ritual):
        close_sitting(actor, sitting)
    held = _keep_time(actor, review)
    absent = {one["task"] for item in review.minutes["items"] for one in item["actions"]}
    facts = {"review": review.pk, "minutes": held.minutes, "people": held.people.count(), "actions": len(absent)}
    event = record(REVIEW_CLOSED, actor, review, facts={**facts, "told": []})
    if review.room is not None and may_say(actor, review.room):
        tell_card(actor, review.room, event_id=event.pk, card=CARD, number=review.pk)
    return review


def _with_earlier(review: Review) -> str:
    """The minutes, below what somebody wrote on the page of the sitting meanwhile."""
    sitting = review.sitting
    sitting.refresh_from_db(fields=["output"])
    words = written(sitting.ritual.name, review.minutes)
    return f"{sitting.output}\n\n{words}"[:20_000] if sitting.output else words


def _keep_time(actor: Person, review: Review) -> Held:
    ritual, facts = review.sitting.ritual, review.minutes
    held = Held.objects.create(
        title=ritual.name[:200],
        kind=kind_of(ritual.kind),
        day=review.sitting.day,
        minutes=whole_minutes(facts["seconds"]),
        status_minutes=status_minutes(facts),
        department=ritual.department,
        review=review,
        logged_by=actor,
        logged_at=clock.now(),
    )
    held.people.set(review.sitting.attended.all())
    return held
