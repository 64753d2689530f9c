"""What can happen to reports, digests, reviews and meetings."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _told(event: Event) -> Iterator[int]:
    yield from event.facts.get("told", ())


def _review_topics(event: Event) -> Iterator[str]:
    yield f"review:{event.facts['review']}"


def _stage(event: Event) -> Iterator[Touch]:
    """Who leads, what is up and since when; and the heads of the items that it leaves and takes up."""
    review = event.facts["review"]
    yield Touch(f"review:{review}", "meetings.stage", review)
    for item in event.facts.get("items", ()):
        yield Touch(f"review:{review}", "meetings.item_head", item)


def _notes(event: Event) -> Iterator[Touch]:
    yield Touch(f"review:{event.facts['review']}", "meetings.notes", event.facts["item"])


def _new_item(event: Event) -> Iterator[Touch]:
    yield Touch(f"review:{event.facts['review']}", "meetings.new_item", event.facts["item"])
    yield from _stage(event)


def _actions(event: Event) -> Iterator[Touch]:
    yield Touch(f"review:{event.facts['review']}", "meetings.actions", event.facts["item"])


def _closed(event: Event) -> Iterator[Touch]:
    yield Touch(f"review:{event.facts['review']}", "meetings.stage", event.facts["review"])


REPORT_PLANNED = verb("meetings.report_planned", _("%(actor)s set when a report is compiled"))
REPORT_COMPILED = verb("meetings.report_compiled", _("The report of the week was compiled"), told=_told)
REPORT_EDITED = verb("meetings.report_edited", _("%(actor)s edited the report of the week"))
REPORT_POSTED = verb("meetings.report_posted", _("%(actor)s posted the report of the week"), told=_told)
PRINT_ASKED = verb("meetings.print_asked", _("%(actor)s asked for a report to print"))
PRINT_MADE = verb("meetings.print_made", _("A report was made ready to print"))

SUBSCRIBED = verb("meetings.subscribed", _("%(actor)s follows a goal or a team"))
UNSUBSCRIBED = verb("meetings.unsubscribed", _("%(actor)s no longer follows a goal or a team"))
DIGEST_SENT = verb("meetings.digest_sent", _("What changed in the goals that you follow"), told=_told)
DIGEST_MAILED = verb("meetings.digest_mailed", _("A digest went out by letter"))
DIGEST_OPENED = verb("meetings.digest_opened", _("%(actor)s opened a digest"))

REVIEW_BEGUN = verb("meetings.review_begun", _("%(actor)s began a review"), topics=_review_topics)
LEAD_TAKEN = verb("meetings.lead_taken", _("%(actor)s leads the review"), topics=_review_topics, touches=_stage)
ITEM_TAKEN_UP = verb("meetings.item_taken_up", _("%(actor)s took up an item"), topics=_review_topics, touches=_stage)
ITEM_ADDED = verb("meetings.item_added", _("%(actor)s added a topic"), topics=_review_topics, touches=_new_item)
ITEM_TIMED = verb(
    "meetings.item_timed", _("%(actor)s gave an item another time"), topics=_review_topics, touches=_stage
)
NOTES_WRITTEN = verb("meetings.notes_written", _("%(actor)s wrote notes"), topics=_review_topics, touches=_notes)
ACTION_ADDED = verb("meetings.action_added", _("%(actor)s added an action"), topics=_review_topics, touches=_actions)
REVIEW_CLOSED = verb(
    "meetings.review_closed", _("%(actor)s closed the review"), topics=_review_topics, touches=_closed, told=_told
)
MEETING_LOGGED = verb("meetings.meeting_logged", _("%(actor)s logged a meeting"))
MEETING_REMOVED = verb("meetings.meeting_removed", _("%(actor)s removed a meeting from the log"))

DISSOLUTION_PROPOSED = verb(
    "meetings.dissolution_proposed", _("The meeting %(name)s may not be needed: read and answer"), told=_told
)
DISSOLUTION_BLOCKED = verb("meetings.dissolution_blocked", _("The meeting %(name)s is needed"))
QUESTION_ANSWERED = verb("meetings.question_answered", _("%(actor)s answered the question of a brief"))
MEETING_DISSOLVED = verb("meetings.meeting_dissolved", _("The meeting %(name)s is called off"), told=_told)
MEETING_KEPT = verb("meetings.meeting_kept", _("The meeting %(name)s takes place"), told=_told)
SURPRISED = verb("meetings.surprised", _("What a dissolved meeting had said was overtaken by a warning"))


def _feedback(event: Event) -> Iterator[Touch]:
    yield Touch(f"okr:{event.facts['objective']}", "meetings.feedback", event.facts["check_in"])


FEEDBACK_GIVEN = verb(
    "meetings.feedback_given",
    _("%(actor)s gave feedback on a check-in of %(label)s"),
    topics=topics_of,
    touches=_feedback,
    told=_told,
)
SEEN = verb("meetings.seen", _("%(actor)s has seen a check-in of %(label)s"), topics=topics_of, touches=_feedback)
