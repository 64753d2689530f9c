"""Deeds on sessions that people take part in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.okr.actions.evidence.feeding import feed, opened, planned, tell
from denyut.okr.models import Attendance, Exemption, KeyResult
from denyut.okr.progress import Kind
from denyut.okr.verbs import EXEMPTED, SESSION_HELD
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid
from denyut.spine.deeds import deed


@deed("okr.hold_session")
def hold_session(actor: Person, key_result: KeyResult, *, session: int, people: Sequence[Person] = ()) -> KeyResult:
    """Say who took part in a session (1, 2, …): just these people, whatever was said before.

    Raises Refused where the rule says no, Conflict for another kind, Invalid for a session that is not asked.
    """
    kr = opened(actor, key_result, Kind.COVERAGE)
    if not 1 <= session <= kr.how.sessions:
        reason = _("Sessions are numbered from 1 to %(last)s.")
        raise Invalid(reason % {"last": kr.how.sessions}, code="session", field="session")
    wanted = {person.pk for person in people}
    held = kr.attendances.filter(session=session)
    there = set(held.values_list("person", flat=True))
    held.exclude(person__in=wanted).delete()
    now = clock.now()
    new = [Attendance(key_result=kr, person_id=pk, session=session, at=now) for pk in sorted(wanted - there)]
    Attendance.objects.bulk_create(new)
    if wanted != there:
        tell(SESSION_HELD, actor, kr, session=session, number=len(wanted))
        feed(actor, kr)
    return kr


@deed("okr.exempt")
def exempt(
    actor: Person, key_result: KeyResult, *, person: Person, reason: str = "", is_exempt: bool = True
) -> KeyResult:
    """Leave somebody out of those whom a key result is about, with a reason; or take that back.

    Raises Refused where the rule says no, Conflict for another kind, Invalid without a reason.
    """
    kr = planned(actor, key_result, Kind.COVERAGE)
    found = kr.exemptions.filter(person=person)
    if is_exempt and not reason.strip():
        raise Invalid(_("Say why this person does not count."), code="reason_needed", field="reason")
    if len(reason) > 300:
        raise Invalid(_("A reason has up to 300 letters."), code="too_long", field="reason")
    if is_exempt != found.exists():
        if is_exempt:
            Exemption.objects.create(key_result=kr, person=person, reason=reason.strip(), made_at=clock.now())
        else:
            found.delete()
        tell(EXEMPTED, actor, kr, person=person.pk, is_exempt=is_exempt)
        feed(actor, kr)
    return kr
