"""Deeds on reviews: begun, led, written, closed."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from denyut.drafting.merging import settled
from denyut.meetings.agenda import agenda_of
from denyut.meetings.models import Review, ReviewItem, ReviewTask
from denyut.meetings.scope import room_of
from denyut.meetings.verbs import (
    ACTION_ADDED,
    ITEM_ADDED,
    ITEM_TAKEN_UP,
    ITEM_TIMED,
    LEAD_TAKEN,
    NOTES_WRITTEN,
    REVIEW_BEGUN,
)
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.rhythm.actions import attend
from denyut.rhythm.models import Ritual, Sitting
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.tasks.actions import add_task

NOTES_AT_MOST, TITLE_AT_MOST, MINUTES_AT_MOST = 10_000, 500, 240


@deed("meetings.begin_review")
def begin_review(actor: Person, ritual: Ritual, *, day: date) -> Review:
    """Begin the review of a ritual's sitting with the agenda as it makes itself now, and lead it. One that has begun is the answer.

    Raises Refused where the rule says no, NotThere for a day on which nothing is planned, Conflict before it opens or once it is closed.
    """
    require(actor, "meetings.begin", ritual)
    sitting = Sitting.objects.filter(ritual=ritual, day=day).first()
    known = Review.objects.filter(sitting=sitting).first() if sitting else None
    if known is not None:
        return known
    if sitting is None or not sitting.attended.filter(pk=actor.pk).exists():
        sitting = attend(actor, ritual, day=day)
    now = clock.now()
    review = Review.objects.create(
        sitting=sitting,
        facilitator=actor,
        began_at=now,
        planned=timedelta(minutes=ritual.minutes),
        room=room_of(ritual.department),
    )
    points = agenda_of(ritual, day, now)
    ReviewItem.objects.bulk_create(
        ReviewItem(
            review=review,
            kind=point.kind,
            number=point.number,
            key_result_id=point.key_result,
            title=point.title,
            reasons=point.reasons,
            minutes=point.minutes,
            position=place,
        )
        for place, point in enumerate(points)
    )
    facts = {"review": review.pk, "ritual": ritual.pk, "day": day.isoformat(), "items": [], "points": len(points)}
    record(REVIEW_BEGUN, actor, review, facts=facts)
    return review


@deed("meetings.take_lead")
def take_lead(actor: Person, review: Review) -> Review:
    """Lead a review from now on: everybody's screen follows. Raises Refused from who may not attend, Conflict once it is closed."""
    require(actor, "meetings.write", review)
    review = running(review)
    review.facilitator = actor
    review.save(update_fields=["facilitator"])
    record(LEAD_TAKEN, actor, review, facts={"review": review.pk, "items": []})
    return review


@deed("meetings.take_up")
def take_up(actor: Person, item: ReviewItem) -> ReviewItem:
    """Take up an item: every screen goes to it, its clock runs, and that of the one before stops.

    Raises Refused unless the actor leads, Conflict once the review is closed.
    """
    review = running(item.review)
    require(actor, "meetings.lead", review)
    before = put_down(review)
    review.current, review.item_since = item, clock.now()
    review.save(update_fields=["current", "item_since"])
    items = sorted({item.pk, *([before.pk] if before else [])})
    record(ITEM_TAKEN_UP, actor, review, facts={"review": review.pk, "item": item.pk, "items": items})
    return item


@deed("meetings.give_time")
def give_time(actor: Person, item: ReviewItem, *, minutes: int) -> ReviewItem:
    """Give an item so many minutes. Raises Refused unless the actor leads, Conflict once it is closed, Invalid."""
    review = running(item.review)
    require(actor, "meetings.lead", review)
    if not 1 <= minutes <= MINUTES_AT_MOST:
        raise Invalid(_("An item has from one minute to four hours."), code="not_minutes", field="minutes")
    item.minutes = minutes
    item.save(update_fields=["minutes"])
    facts = {"review": review.pk, "item": item.pk, "items": [item.pk], "minutes": minutes}
    record(ITEM_TIMED, actor, review, facts=facts)
    return item


@deed("meetings.add_topic")
def add_topic(actor: Person, review: Review, *, title: str, minutes: int = 3) -> ReviewItem:
    """Put a topic onto the agenda, at its end. Raises Refused from who may not attend, Conflict once it is closed, Invalid."""
    require(actor, "meetings.write", review)
    review = running(review)
    words = " ".join(title.replace("\x00", "").split())
    if not words or len(words) > TITLE_AT_MOST:
        raise Invalid(_("Name the topic in up to 500 letters."), code="empty", field="title")
    if not 1 <= minutes <= MINUTES_AT_MOST:
        raise Invalid(_("An item has from one minute to four hours."), code="not_minutes", field="minutes")
    item = ReviewItem.objects.create(
        review=review,
        kind=ReviewItem.ItemKind.TOPIC,
        title=words,
        minutes=minutes,
        position=review.items.count(),
    )
    record(ITEM_ADDED, actor, review, facts={"review": review.pk, "item": item.pk, "items": []}, text=words)
    return item


@deed("meetings.write_notes")
def write_notes(actor: Person, item: ReviewItem, *, text: str, was: str | None = None) -> ReviewItem:
    """Write the notes of an item. `was` is what the writer started from: what others wrote since is merged word by word.

    Without `was` it takes the place of what stands there. Raises Refused from who may not attend, Conflict when the same words were
    changed by somebody else (nothing is lost: both are shown) or the review is closed, Invalid for more than 10,000 letters.
    """
    review = running(item.review)
    require(actor, "meetings.write", review)
    if len(text) > NOTES_AT_MOST:
        raise Invalid(_("That is too long. Use up to 10,000 letters."), code="too_long", field="text")
    item = ReviewItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    mine = text.replace("\r\n", "\n").replace("\x00", "")
    merged = mine if was is None else settled(was.replace("\r\n", "\n"), mine, item.notes, is_text=True)
    if merged is None:
        reason = _("Somebody changed the same words meanwhile. Both are shown: choose what stands.")
        raise Conflict(reason, code="changed_meanwhile", field="text")
    if merged != item.notes:
        item.notes, item.edition = merged, item.edition + 1
        item.save(update_fields=["notes", "edition"])
        facts = {"review": review.pk, "item": item.pk, "edition": item.edition}
        record(NOTES_WRITTEN, actor, review, facts=facts, text=item.notes)
    return item


@deed("meetings.add_action")
def add_action(
    actor: Person, item: ReviewItem, *, title: str, owner: Person | None = None, due_on: date | None = None
) -> ReviewTask:
    """Add an action that came of an item: a task of its `owner` (default: the actor), for the key result that the item is about.

    Raises Refused from who may not attend, Conflict once the review is closed, and as tasks.add_task does.
    """
    review = running(item.review)
    require(actor, "meetings.write", review)
    name = review.sitting.ritual.name
    task = add_task(actor, title=title, owner=owner, due_on=due_on, key_result=_goal(actor, item), why=name[:300])
    made = ReviewTask.objects.create(review=review, item=item, task=task)
    facts = {"review": review.pk, "item": item.pk, "task": task.pk}
    record(ACTION_ADDED, actor, review, facts=facts)
    return made


def running(review: Review) -> Review:
    """Inside a deed: the review as it stands. Raises Conflict once it is closed."""
    found = Review.objects.select_for_update(of=("self",)).select_related("current").get(pk=review.pk)
    if found.is_closed:
        raise Conflict(_("This review is closed. Its minutes stay as they are."), code="closed")
    found.sitting = review.sitting
    return found


def put_down(review: Review) -> ReviewItem | None:
    """Inside a deed: stop the clock of the item that is up."""
    item = review.current
    if item is not None and review.item_since is not None:
        item.spent += clock.now() - review.item_since
        item.done_at = clock.now()
        item.save(update_fields=["spent", "done_at"])
    return item


def _goal(actor: Person, item: ReviewItem) -> KeyResult | None:
    seen = KeyResult.objects.visible_to(actor)
    return seen.filter(pk=item.key_result_id or 0).first()
