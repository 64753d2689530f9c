"""Who may do what with what comes out of the talk."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.assistant.models import Suggestion, Takeaway
from denyut.chat.models import Room
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import ALLOWED, Denied, Verdict, may, rule

NOT_YOURS = Denied(_("Whoever kept this answers it, or a manager of the room. Ask one of them."), code="not_yours")
READS_ONLY = Denied(_("Auditors read everything and change nothing."), code="reads_only")


@rule("assistant.keep_takeaway")
def may_keep_takeaway(actor: Person, key_result: KeyResult | None, room: Room | None) -> Verdict:
    """Everybody who sees the goal brings something to it; without a goal, whoever may speak in the room."""
    if actor.is_auditor:
        return READS_ONLY
    return ALLOWED if key_result is not None or room is None else may(actor, "chat.enter", room)


@rule("assistant.settle_takeaway")
def may_settle_takeaway(actor: Person, takeaway: Takeaway) -> Verdict:
    """The owner answers what is brought to a key result; what belongs to a room alone, whoever kept it or may change the room."""
    if actor.is_auditor:
        return READS_ONLY
    kr = takeaway.key_result
    if kr is None:
        is_moderator = takeaway.room is not None and may(actor, "chat.change_room", takeaway.room)
        return ALLOWED if actor.pk == takeaway.by_id or is_moderator else NOT_YOURS
    if may(actor, "okr.check_in", kr):
        return ALLOWED
    reason = gettext("%(owner)s owns %(label)s and answers this. Ask them.")
    return Denied(reason % {"owner": kr.owner.name, "label": kr.label}, code="not_owner")


@rule("assistant.answer_suggestion")
def may_answer_suggestion(actor: Person, suggestion: Suggestion) -> Verdict:
    """A suggestion is for the author of the line alone."""
    if actor.pk == suggestion.person_id:
        return ALLOWED
    return Denied(_("This suggestion is for somebody else."), code="not_yours")
