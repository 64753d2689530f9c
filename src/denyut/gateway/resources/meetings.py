"""/reports, /subscriptions, /reviews, /meetings, /dissolutions and /feedback."""

from django.db.models import QuerySet
from ninja import Router

from denyut.gateway import meeting_shapes as shapes
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.key_results import CHECK_INS
from denyut.gateway.resources.rituals import RITUALS
from denyut.gateway.values import Reference
from denyut.meetings import actions, models
from denyut.people.models import Person


def visible_reports(caller: Person) -> QuerySet[models.Report]:
    """Posted ones, and the drafts that the caller may edit."""
    return models.Report.objects.visible_to(caller).select_related("department")


def visible_plans(caller: Person) -> QuerySet[models.ReportPlan]:
    """Everybody may know when reports are compiled."""
    return models.ReportPlan.objects.all()


def visible_subscriptions(caller: Person) -> QuerySet[models.Subscription]:
    """The caller's own, and those of rooms that they find."""
    return models.Subscription.objects.visible_to(caller).select_related("room")


def visible_reviews(caller: Person) -> QuerySet[models.Review]:
    """All of them: they show open goals only."""
    return models.Review.objects.visible_to(caller).select_related(
        "sitting__ritual__department", "sitting__ritual__cycle"
    )


def visible_items(caller: Person) -> QuerySet[models.ReviewItem]:
    """The items of reviews."""
    loaded = ("review__sitting__ritual__department", "review__sitting__ritual__cycle")
    return models.ReviewItem.objects.filter(review__in=visible_reviews(caller)).select_related(*loaded)


def visible_actions(caller: Person) -> QuerySet[models.ReviewTask]:
    """What came of reviews."""
    return models.ReviewTask.objects.filter(review__in=visible_reviews(caller))


def visible_held(caller: Person) -> QuerySet[models.Held]:
    """Meetings of rituals, and those that the caller was part of."""
    return models.Held.objects.visible_to(caller).prefetch_related("people")


def visible_dissolutions(caller: Person) -> QuerySet[models.Dissolution]:
    """All of them."""
    return models.Dissolution.objects.visible_to(caller)


def own_questions(caller: Person) -> QuerySet[models.Question]:
    """The caller's own."""
    return models.Question.objects.visible_to(caller).select_related("dissolution__ritual__department")


def visible_feedback(caller: Person) -> QuerySet[models.Feedback]:
    """On check-ins of goals that the caller sees."""
    return models.Feedback.objects.visible_to(caller)


REPORTS = Resource("reports", shapes.Report, visible_reports, {"department": (Reference, "department")})
PLANS = Resource("report-plans", shapes.ReportPlan, visible_plans)
SUBSCRIPTIONS = Resource("subscriptions", shapes.Subscription, visible_subscriptions)
REVIEWS = Resource("reviews", shapes.Review, visible_reviews)
ITEMS = Resource("review-items", shapes.ReviewItem, visible_items, {"review": (Reference, "review")})
ACTIONS = Resource("review-actions", shapes.Action, visible_actions, {"review": (Reference, "review")})
HELD = Resource("meetings", shapes.Meeting, visible_held, {"kind": (str, "kind")})
DISSOLUTIONS = Resource("dissolutions", shapes.Dissolution, visible_dissolutions, {"ritual": (Reference, "ritual")})
QUESTIONS = Resource("brief-questions", shapes.Question, own_questions)
FEEDBACK = Resource("feedback", shapes.Feedback, visible_feedback, {"check_in": (Reference, "check_in")})
router = Router()
for one in (REPORTS, PLANS, SUBSCRIPTIONS, REVIEWS, ITEMS, ACTIONS, HELD, DISSOLUTIONS, QUESTIONS, FEEDBACK):
    offer_list(router, one)
    offer_one(router, one)

offer_deed(router, "PUT", "/report-plans", actions.plan_report, answers=PLANS, example={"department": 2, "weekday": 3})
offer_deed(
    router,
    "PUT",
    "/reports/{int:id}/words",
    actions.edit_report,
    answers=REPORTS,
    subject=REPORTS,
    example={"summary": "A good week.", "notes": {"moved": "Two shifts helped."}, "edition": 1, "seconds": 90},
)
offer_deed(router, "POST", "/reports/{int:id}/freshness", actions.refresh_report, answers=REPORTS, subject=REPORTS)
offer_deed(
    router,
    "POST",
    "/reports/{int:id}/posting",
    actions.post_report,
    answers=REPORTS,
    subject=REPORTS,
    example={"room": 7},
)
offer_deed(
    router,
    "POST",
    "/subscriptions",
    actions.subscribe,
    answers=SUBSCRIPTIONS,
    status=201,
    example={"objective": 12, "every": "week"},
)
offer_deed(
    router, "DELETE", "/subscriptions/{int:id}", actions.unsubscribe, answers=SUBSCRIPTIONS, subject=SUBSCRIPTIONS
)
offer_deed(
    router,
    "POST",
    "/rituals/{int:id}/reviews",
    actions.begin_review,
    answers=REVIEWS,
    subject=RITUALS,
    example={"day": "2026-11-23"},
)
offer_deed(router, "POST", "/reviews/{int:id}/lead", actions.take_lead, answers=REVIEWS, subject=REVIEWS)
offer_deed(
    router,
    "POST",
    "/reviews/{int:id}/topics",
    actions.add_topic,
    answers=ITEMS,
    subject=REVIEWS,
    status=201,
    example={"title": "Night shift", "minutes": 5},
)
offer_deed(router, "POST", "/reviews/{int:id}/closure", actions.close_review, answers=REVIEWS, subject=REVIEWS)
offer_deed(router, "POST", "/review-items/{int:id}/up", actions.take_up, answers=ITEMS, subject=ITEMS)
offer_deed(
    router,
    "PUT",
    "/review-items/{int:id}/minutes",
    actions.give_time,
    answers=ITEMS,
    subject=ITEMS,
    example={"minutes": 5},
)
offer_deed(
    router,
    "PUT",
    "/review-items/{int:id}/notes",
    actions.write_notes,
    answers=ITEMS,
    subject=ITEMS,
    example={"text": "Two shifts from Monday.", "was": ""},
)
offer_deed(
    router,
    "POST",
    "/review-items/{int:id}/actions",
    actions.add_action,
    answers=ACTIONS,
    subject=ITEMS,
    status=201,
    example={"title": "Ask the night shift", "owner": 4, "due_on": "2026-11-27"},
)
offer_deed(
    router,
    "POST",
    "/meetings",
    actions.log_meeting,
    answers=HELD,
    status=201,
    example={"title": "Stand-up", "day": "2026-11-20", "minutes": 15, "people": [3, 4]},
)
offer_deed(router, "DELETE", "/meetings/{int:id}", actions.remove_meeting, answers=HELD, subject=HELD)
offer_deed(
    router,
    "POST",
    "/brief-questions/{int:id}/answer",
    actions.answer_question,
    answers=QUESTIONS,
    subject=QUESTIONS,
    example={"answer": 0},
)
offer_deed(
    router,
    "POST",
    "/check-ins/{int:id}/feedback",
    actions.give_feedback,
    answers=FEEDBACK,
    subject=CHECK_INS,
    status=201,
    example={"text": "Well done."},
)
