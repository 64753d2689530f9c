"""The kinds of things people are told of, and how they usually are. A verb belongs to the first kind that names its beginning."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.inbox.models import How

MENTION, TALK, CONFIRMATION, DING = "mention", "talk", "confirmation", "ding"
SAID = ("chat.said", "chat.line_edited")


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `starts` are the beginnings of its verbs' names; `is_urgent` ones can't be switched off."""

    name: str
    title: str | Promise
    about: str | Promise
    starts: tuple[str, ...]
    how: How
    is_urgent: bool = False


KINDS = [
    Kind(DING, _("DINGs"), _("Urgent calls to you, and who confirmed yours"), ("chat.ding",), How.APP, is_urgent=True),
    Kind(
        CONFIRMATION,
        pgettext_lazy("notices", "Confirmations"),
        _("Messages that you are asked to confirm"),
        ("chat.confirm",),
        How.MAIL,
        is_urgent=True,
    ),
    Kind(MENTION, _("Mentions"), _("Messages that name you, your department or everybody"), SAID, How.MAIL),
    Kind(TALK, _("Rooms that you follow"), _("Every message of rooms set to “Everything”"), (), How.APP),
    Kind("reminder", _("Reminders"), _("What you or others asked to be reminded of"), ("chat.remind",), How.MAIL),
    Kind("task", _("Tasks"), _("Tasks that are given to you or change"), ("tasks.",), How.APP),
    Kind(
        "alignment",
        _("Alignment"),
        _("Proposals, asks and challenges, and their answers"),
        ("okr.edge_", "alignment."),
        How.DIGEST,
    ),
    Kind(
        "matter",
        _("Blockers, decisions and changes of plan"),
        _("What waits for you, what you are asked to decide, what changes for your goals"),
        ("matters.", "steering.", "foresight."),
        How.MAIL,
    ),
    Kind(
        "goal",
        _("Goals"),
        _("What happens to goals of yours"),
        ("okr.", "closing.", "drafting.", "launch.", "assistant."),
        How.DIGEST,
    ),
    Kind(
        "check_in",
        _("Check-ins that are due"),
        _("Reminders of your own key results, a few a week at most"),
        ("rhythm.prompt",),
        How.MAIL,
    ),
    Kind(
        "ritual",
        _("Check-ins and reviews"),
        _("What is due, and what was missed"),
        ("rhythm.", "benefits."),
        How.DIGEST,
    ),
    Kind(
        "meeting",
        _("Reports and reviews"),
        _("Reports and digests that you follow, meetings that may not be needed, feedback"),
        ("meetings.",),
        How.APP,
    ),
    Kind("people", pgettext_lazy("notices", "People"), _("Your place, your role, absences"), ("people.",), How.APP),
]
OTHER = Kind("other", pgettext_lazy("notices", "Everything else"), _("Whatever has no kind of its own"), ("",), How.APP)
ALL = [*KINDS, OTHER]
BY_NAME = {kind.name: kind for kind in ALL}


def kind_of(verb: str) -> Kind:
    """The kind of what happened, by its verb's name. What was said counts as a mention here."""
    return next(kind for kind in ALL if verb.startswith(kind.starts))
