"""Deeds on what colleagues say of a check-in."""

from django.utils.translation import gettext as _

from denyut.meetings.models import Feedback
from denyut.meetings.verbs import FEEDBACK_GIVEN, SEEN
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import CheckIn
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LETTERS = 500


@deed("meetings.give_feedback")
def give_feedback(actor: Person, check_in: CheckIn, *, text: str = "") -> Feedback:
    """Say a short word on a check-in; without one, that it was seen, which is said once.

    Its author is told of words. Raises Refused from who may not see the key result, Invalid for more than 500 letters.
    """
    require(actor, "meetings.give_feedback", check_in)
    words = " ".join(text.replace("\x00", "").split())
    if len(words) > LETTERS:
        raise Invalid(_("That is too long. Use up to 500 letters."), code="too_long", field="text")
    known = None if words else Feedback.objects.filter(check_in=check_in, by=actor, text="").first()
    if known is not None:
        return known
    said = Feedback.objects.create(check_in=check_in, by=actor, text=words, at=clock.now())
    kr = check_in.key_result
    told = [check_in.author_id] if words and check_in.author_id != actor.pk else []
    facts = {**facts_of(kr.objective), "key_result": kr.pk, "label": kr.label, "check_in": check_in.pk, "told": told}
    record(FEEDBACK_GIVEN if words else SEEN, actor, said, facts=facts, text=words)
    return said
