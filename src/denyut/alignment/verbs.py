"""What can happen above and below goals: asks, challenges, findings that are left alone."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


ASKED = verb("alignment.asked", _("%(actor)s asked %(department_name)s to respond"), topics=topics_of, told=_told)
RESPONDED = verb("alignment.responded", _("%(actor)s responded for %(department_name)s"), topics=topics_of, told=_told)
NOT_SUPPORTED = verb(
    "alignment.not_supported",
    _("%(actor)s said why %(department_name)s does not support it"),
    topics=topics_of,
    told=_told,
)
CHALLENGED = verb("alignment.challenged", _("%(actor)s challenged %(label)s"), topics=topics_of, told=_told)
CHALLENGE_ACCEPTED = verb(
    "alignment.challenge_accepted", _("%(actor)s accepted a challenge to %(label)s"), topics=topics_of, told=_told
)
CHALLENGE_DECLINED = verb(
    "alignment.challenge_declined", _("%(actor)s declined a challenge to %(label)s"), topics=topics_of, told=_told
)
CHALLENGE_ESCALATED = verb(
    "alignment.challenge_escalated",
    _("A challenge to %(label)s has waited for more than five days"),
    topics=topics_of,
    told=_told,
)
FINDING_DISMISSED = verb("alignment.finding_dismissed", _("%(actor)s left a finding alone"))
FINDING_RESTORED = verb("alignment.finding_restored", _("%(actor)s took up a finding again"))
INFLUENCE_LINKED = verb(
    "alignment.influence_linked",
    _("%(actor)s expects %(label)s to move “%(title)s”"),
    topics=topics_of,
    told=_told,
)
INFLUENCE_CHANGED = verb(
    "alignment.influence_changed",
    _("%(actor)s expects something else of %(label)s for “%(title)s”"),
    topics=topics_of,
    told=_told,
)
INFLUENCE_ENDED = verb(
    "alignment.influence_ended",
    _("%(actor)s no longer expects %(label)s to move “%(title)s”"),
    topics=topics_of,
    told=_told,
)
STANCE_TAKEN = verb("alignment.stance_taken", _("%(actor)s decided what becomes of “%(title)s”"), topics=topics_of)
