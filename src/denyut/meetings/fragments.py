"""The pieces of reviews, cards and feedback that change while people look."""

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string
from django.utils.translation import get_language

from denyut.meetings.feedback_rows import feedback_of
from denyut.meetings.models import Digest, Dissolution, Report, Review, ReviewItem
from denyut.meetings.report_rows import objectives_in, report_rows, shown_objectives
from denyut.meetings.review_rows import actions_of, rows_of, stages
from denyut.meetings.wording import item_row
from denyut.spine.fragments import fragment
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, touching

DIGEST_SHOWN = 12


@touching("rhythm.attended", "rhythm.attendance_taken_back")
def on_stages(event: Event) -> Iterator[Touch]:
    """Who comes to a sitting is seen on the stage of its review."""
    review = Review.objects.filter(sitting=event.subject_id).values_list("pk", flat=True).first()
    if review is not None:
        yield Touch(f"review:{review}", "meetings.stage", review)


@touching("matters.blocker_closed", "matters.blocker_reopened", "matters.decided", "tasks.task_done")
def on_agendas(event: Event) -> Iterator[Touch]:
    """What is settled while it is talked of shows it on the agendas that run."""
    kind = event.verb.partition(".")[2].partition("_")[0]
    wanted = {"blocker": "blocker", "decided": "decision", "task": "task"}[kind]
    items = ReviewItem.objects.filter(kind=wanted, number=event.subject_id or 0, review__closed_at=None)
    for pk, review in items.values_list("pk", "review"):
        yield Touch(f"review:{review}", "meetings.item_head", pk)


@fragment("meetings.stage", target="#review-%d-stage")
def draw_stages(ids: Sequence[int]) -> dict[int, str]:
    """Who leads, what is up, how long it takes."""
    return {pk: render_to_string("meetings/_stage.html", {"stage": stage}) for pk, stage in stages(ids).items()}


@fragment("meetings.item_head", target="#item-%d-head")
def draw_item_heads(ids: Sequence[int]) -> dict[int, str]:
    """Items without notes and actions."""
    return {pk: render_to_string("meetings/_item_head.html", {"item": row}) for pk, row in rows_of(ids).items()}


@fragment("meetings.new_item", how="append", target="#review-%d-items", element="item-%d")
def draw_new_items(ids: Sequence[int]) -> dict[int, str]:
    """Topics that somebody added."""
    return {pk: render_to_string("meetings/_item.html", {"item": row}) for pk, row in rows_of(ids).items()}


@fragment("meetings.notes", target="#item-%d-told")
def draw_notes(ids: Sequence[int]) -> dict[int, str]:
    """The notes of items as they are kept: the page compares them with what somebody is writing there."""
    found = ReviewItem.objects.filter(pk__in=ids)
    return {item.pk: render_to_string("meetings/_told.html", {"item": item}) for item in found}


@fragment("meetings.actions", target="#item-%d-actions")
def draw_actions(ids: Sequence[int]) -> dict[int, str]:
    """What came of items."""
    made = actions_of(ids)
    return {
        pk: render_to_string("meetings/_actions.html", {"id": pk, "actions": made.get(pk, [])})
        for pk in ReviewItem.objects.filter(pk__in=ids).values_list("pk", flat=True)
    }


@fragment("meetings.feedback", target="#check-in-%d-feedback")
def draw_feedback(ids: Sequence[int]) -> dict[int, str]:
    """What colleagues said of check-ins."""
    said = feedback_of(ids)
    return {pk: render_to_string("meetings/_feedback.html", {"id": pk, "said": said.get(pk)}) for pk in ids}


@fragment("meetings.report_card", target="#report-card-%d")
def draw_report_cards(ids: Sequence[int]) -> dict[int, str]:
    """Posted reports as cards in rooms."""
    found = Report.objects.posted().filter(pk__in=ids).select_related("department")
    rows = report_rows(found, get_language() or "en")
    return {row.id: render_to_string("meetings/_report_card.html", {"row": row}) for row in rows}


@fragment("meetings.digest_card", target="#digest-card-%d")
def draw_digest_cards(ids: Sequence[int]) -> dict[int, str]:
    """Digests as cards in the rooms that follow a goal: what everybody may see of them now."""
    drawn: dict[int, str] = {}
    for digest in Digest.objects.filter(pk__in=ids, subscription__person=None):
        shown = shown_objectives([{"items": digest.items}])
        told = [item_row(i, get_language() or "en") for i in digest.items if objectives_in(i) <= shown]
        context = {"digest": digest, "rows": told[:DIGEST_SHOWN], "more": max(0, len(told) - DIGEST_SHOWN)}
        drawn[digest.pk] = render_to_string("meetings/_digest_card.html", context)
    return drawn


@fragment("meetings.minutes_card", target="#minutes-card-%d")
def draw_minutes_cards(ids: Sequence[int]) -> dict[int, str]:
    """Closed reviews as cards in rooms."""
    found = Review.objects.filter(pk__in=ids, closed_at__isnull=False).select_related("sitting__ritual")
    return {one.pk: render_to_string("meetings/_minutes_card.html", {"review": one}) for one in found}


@fragment("meetings.brief_card", target="#brief-card-%d")
def draw_brief_cards(ids: Sequence[int]) -> dict[int, str]:
    """Meetings that may not be needed, as cards in rooms."""
    found = Dissolution.objects.filter(pk__in=ids).select_related("ritual")
    return {one.pk: render_to_string("meetings/_brief_card.html", {"one": one}) for one in found}
