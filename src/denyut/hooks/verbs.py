"""What can happen to the ways in and out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _administrators(event: Event) -> Iterator[int]:
    yield from Person.objects.administrators().values_list("pk", flat=True)


INCOMING_OPENED = verb("hooks.incoming_opened", _("%(actor)s let another program speak in a room"))
INCOMING_CHANGED = verb("hooks.incoming_changed", _("%(actor)s changed how another program speaks in a room"))
INCOMING_TURNED = verb("hooks.incoming_turned", _("%(actor)s gave a program that speaks in a room a new address"))
INCOMING_ENDED = verb("hooks.incoming_ended", _("%(actor)s lets another program no longer speak in a room"))
MAILBOX_OPENED = verb("hooks.mailbox_opened", _("%(actor)s let a room take mail"))
MAILBOX_CHANGED = verb("hooks.mailbox_changed", _("%(actor)s changed which mail a room takes"))
MAILBOX_CLOSED = verb("hooks.mailbox_closed", _("%(actor)s lets a room take no more mail"))
OUTGOING_MADE = verb("hooks.outgoing_made", _("%(actor)s sends news to another program"))
OUTGOING_CHANGED = verb("hooks.outgoing_changed", _("%(actor)s changed which news go to another program"))
OUTGOING_TURNED = verb("hooks.outgoing_turned", _("%(actor)s gave a webhook a new secret"))
MESSAGE_QUEUED = verb("hooks.message_queued", _("%(actor)s sent a message to a webhook once more"))
OUTGOING_ENDED = verb("hooks.outgoing_ended", _("%(actor)s sends no more news to another program"))
OUTGOING_STOPPED = verb(
    "hooks.outgoing_stopped", _("A webhook was switched off because nobody answered"), told=_administrators
)
REPLIED = verb("hooks.replied", _("%(actor)s answered a reminder by letter"))
