"""The deed of the monthly question. Nothing is recorded of it: who answered what is nobody else's business."""

from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.people.times import zone_of
from denyut.rhythm.models import TrustAnswer
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed


@deed("rhythm.answer_trust")
def answer_trust(actor: Person, *, answer: int) -> TrustAnswer:
    """Say how much one agrees this month that leaders follow these goals, 1 (not at all) to 5 (fully). Raises Refused, Invalid."""
    require(actor, "rhythm.answer_trust")
    if not 1 <= answer <= 5:
        raise Invalid(_("Choose one of the five."), code="not_a_choice", field="answer")
    month = clock.now().astimezone(zone_of(actor)).date().replace(day=1)
    said, _is_new = TrustAnswer.objects.update_or_create(person=actor, month_on=month, defaults={"answer": answer})
    return said
