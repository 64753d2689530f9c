"""Noting how long things take, and what people say of it."""

from django.db.models import F
from django.utils.translation import gettext as _

from denyut.benefits.models import Answer, Friction
from denyut.benefits.weeks import this_monday
from denyut.people.models import Person
from denyut.people.times import company_now
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed

# The upper ends, in seconds, of the steps in which spans are kept: fine where people wait, coarse where they had gone away.
STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60, 90, 120, 300, 600)
PRESSES_AT_MOST, PAGES_AT_MOST = 30, 10


@deed("benefits.note_friction")
def note_friction(actor: Person | None, *, flow: str, seconds: float, presses: int, pages: int) -> None:
    """Count one use of a flow. Who it was is not kept. Raises Invalid for an unknown flow or an impossible span."""
    if flow not in Friction.Flow.values:
        raise Invalid(_("There is no such flow."), code="not_a_choice", field="flow")
    if not 0 <= seconds <= STEPS[-1] or presses < 0 or pages < 0:
        raise Invalid(_("A flow takes from no time to ten minutes."), code="out_of_range", field="seconds")
    step = next(one for one in STEPS if seconds <= one)
    kept, _is_new = Friction.objects.get_or_create(
        flow=flow,
        week_on=this_monday(),
        seconds=step,
        presses=min(presses, PRESSES_AT_MOST),
        pages=min(pages, PAGES_AT_MOST),
    )
    Friction.objects.filter(pk=kept.pk).update(times=F("times") + 1)


@deed("benefits.answer_ease")
def answer_ease(actor: Person, *, ease: int) -> Answer:
    """Say how easy it is to keep goals up to date, 1 (hard) to 5 (easy). The last answer of a month counts. Raises Refused, Invalid."""
    require(actor, "benefits.answer")
    if not 1 <= ease <= 5:
        raise Invalid(_("Choose a number from 1 to 5."), code="not_a_choice", field="ease")
    month_on = company_now().date().replace(day=1)
    said = {"ease": ease, "answered_at": clock.now()}
    answer, _is_new = Answer.objects.update_or_create(person=actor, month_on=month_on, defaults=said)
    return answer
