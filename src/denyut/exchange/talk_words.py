"""What is said about a chat that is brought in: why something could not be read, and what came of it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.exchange.talks.told import Problem

PROGRAMS = {"whatsapp": "WhatsApp", "slack": "Slack", "mattermost": "Mattermost"}
UNREADABLE: dict[str, str | Promise] = {
    "empty": gettext_lazy("The file is empty."),
    "too_big": gettext_lazy("The chat in this file is larger than 100 MB. Export it in parts."),
    "bomb": gettext_lazy(
        "The file unpacks to far more than it should, or to more than 500 MB. Export it without media."
    ),
    "encrypted": gettext_lazy("The file is protected with a password. Save it without one."),
    "broken": gettext_lazy("The file is damaged. Export the chat again."),
    "damaged": gettext_lazy("It is damaged."),
    "unknown": gettext_lazy(
        "This is no chat that we know. We read a chat exported by WhatsApp (.txt or .zip), an export of Slack (.zip) and a bulk "
        "export of Mattermost (.jsonl or .zip)."
    ),
    "nothing_said": gettext_lazy("Nobody says anything in this chat."),
    "gone": gettext_lazy("The file was kept for a day and is gone. Choose it again."),
}
PROBLEMS: dict[str, str | Promise] = {
    "no_stamp": gettext_lazy("It stands before the first message that has a day and a time."),
    "no_moment": gettext_lazy("Its day or time is none, or is still to come."),
    "no_json": gettext_lazy("It is not JSON."),
    "no_words": gettext_lazy("It has neither words nor a file."),
}


def reason_of(code: str) -> str:
    """Why a file can't be read."""
    return str(UNREADABLE.get(code, UNREADABLE["broken"]))


def sentence_of(problem: Problem) -> str:
    """Why one place of a file could not be read."""
    facts = {"row": problem.row, "reason": str(PROBLEMS[problem.code]), "text": problem.text, "place": problem.place}
    if problem.place:
        return _("%(place)s, %(row)s: %(reason)s") % facts
    if problem.text:
        return _("Line %(row)s: %(reason)s (“%(text)s”)") % facts
    return _("Line %(row)s: %(reason)s") % facts


def lost_file(name: str, reason: str) -> str:
    """Why a file did not come along."""
    return _("The file “%(name)s” stays outside: %(reason)s") % {"name": name, "reason": reason}
