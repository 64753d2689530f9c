"""Deeds on whether goals are still the right ones: asked every month, answered with one tap."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.steering.models import Relevance
from denyut.steering.verbs import RELEVANCE_ASKED, RELEVANCE_JUDGED

NOTE_AT_MOST = 500


@deed("steering.ask_relevance")
def ask_relevance(
    actor: Person | None, person: Person, *, month_on: date, key_results: Sequence[KeyResult]
) -> list[Relevance]:
    """Ask an owner whether these goals of theirs are still the right ones, once for each month (its first day)."""
    known = set(Relevance.objects.filter(month_on=month_on).values_list("key_result", flat=True))
    now = clock.now()
    new = [
        Relevance(key_result=kr, person=person, month_on=month_on, asked_at=now)
        for kr in key_results
        if kr.pk not in known and kr.owner_id == person.pk
    ]
    made = Relevance.objects.bulk_create(new)
    if made:
        facts = {"month": month_on.isoformat(), "people": [person.pk], "told": [person.pk], "count": len(made)}
        record(RELEVANCE_ASKED, actor, made[0], facts=facts)
    return made


@deed("steering.judge_relevance")
def judge_relevance(actor: Person, relevance: Relevance, *, is_right: bool, note: str = "") -> Relevance:
    """Say whether this is still the right goal; within its month the answer can be changed. The same again changes nothing.

    Raises Refused where the rule says no, NotThere, Invalid, Conflict for a month that is over.
    """
    found = Relevance.objects.visible_to(actor).select_related("key_result").filter(pk=relevance.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "steering.judge_relevance", found)
    if found.is_right == is_right and found.note == note.strip():
        return found
    if found.is_right is not None and Relevance.objects.filter(
        key_result=found.key_result, month_on__gt=found.month_on
    ):
        raise Conflict(_("That month is over. Answer the question of this month."), code="over")
    if len(note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 500 letters."), code="too_long", field="note")
    _judged(found, is_right=is_right, note=note.strip())
    _tell(actor, found, [found])
    return found


@deed("steering.confirm_relevance")
def confirm_relevance(actor: Person) -> Relevance | None:
    """Say of all one's goals that are asked about that they are still the right ones, in one tap. Returns the first of them."""
    mine = list(Relevance.objects.waiting().filter(person=actor).select_related("key_result"))
    for one in mine:
        require(actor, "steering.judge_relevance", one)
        _judged(one, is_right=True, note="")
    if mine:
        _tell(actor, mine[0], mine)
    return mine[0] if mine else None


def _judged(found: Relevance, *, is_right: bool, note: str) -> None:
    found.is_right, found.note, found.answered_at = is_right, note, clock.now()
    found.save(update_fields=["is_right", "note", "answered_at"])


def _tell(actor: Person, subject: Relevance, some: Sequence[Relevance]) -> None:
    facts = {
        "month": subject.month_on.isoformat(),
        "people": [actor.pk],
        "key_results": {str(one.key_result_id): one.is_right for one in some},
    }
    record(RELEVANCE_JUDGED, actor, subject, facts=facts, text=subject.note)
