"""Weekly reports and who follows them, reviews and what came of them, meetings that were not needed, and feedback on check-ins."""

from denyut.meetings.models.dissolutions import Dissolution, Question
from denyut.meetings.models.feedback import Feedback
from denyut.meetings.models.held import Held
from denyut.meetings.models.reports import Edition, Print, Report, ReportPlan
from denyut.meetings.models.reviews import Review, ReviewItem, ReviewTask
from denyut.meetings.models.subscriptions import Digest, Subscription

__all__ = [
    "Digest",
    "Dissolution",
    "Edition",
    "Feedback",
    "Held",
    "Print",
    "Question",
    "Report",
    "ReportPlan",
    "Review",
    "ReviewItem",
    "ReviewTask",
    "Subscription",
]
