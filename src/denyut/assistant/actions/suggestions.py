"""Deeds on suggestions: what a sentence seemed to report is offered to its author, who takes it, leaves it, or takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from denyut.assistant.models import Suggestion
from denyut.assistant.verbs import DISMISSED, TAKEN, UNDONE
from denyut.chat.models import Line, Seat
from denyut.okr.actions import check_in, undo_check_in
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

UNWANTED = 3


@dataclass(frozen=True)
class Reading:
    """What a sentence says of one key result: its new value, a chance in percent, a note."""

    key_result: KeyResult
    value: Decimal
    confidence: int | None
    note: str


@deed("assistant.offer_suggestions")
def offer_suggestions(actor: Person, line: Line, *, readings: Sequence[Reading]) -> list[Suggestion]:
    """Keep what a line of the actor seemed to report, so that one tap can take it. Writes nothing about the goals themselves.

    What was offered for the line before stands as it was: a line that is sent twice is answered twice, with the same.
    """
    known = list(Suggestion.objects.filter(line=line, person=actor).select_related("key_result__owner"))
    if known:
        return known
    offered = [
        Suggestion(
            person=actor,
            room_id=line.room_id,
            line=line,
            key_result=reading.key_result,
            value=reading.value,
            before=reading.key_result.value,
            confidence=reading.confidence,
            note=reading.note,
            offered_at=clock.now(),
        )
        for reading in readings
    ]
    return Suggestion.objects.bulk_create(offered)


@deed("assistant.take_suggestion")
def take_suggestion(actor: Person, suggestion: Suggestion) -> Suggestion:
    """Check in what the sentence said. Twice is once.

    Raises Conflict for one that was left alone, or whose number moved since it was offered, and as `check_in` does.
    """
    found = _as_it_stands(actor, suggestion)
    if found.answer == Suggestion.Answer.TAKEN:
        return found
    if found.answer != Suggestion.Answer.OFFERED:
        raise Conflict(_("You answered this already. Use /checkin to record it."), code="answered")
    if found.key_result.value != found.before and not _is_newer_word(found):
        raise Conflict(
            _("This number has moved since you said that. Look at it, and use /checkin to record yours."), code="moved"
        )
    said = check_in.function(actor, found.key_result, value=found.value, confidence=found.confidence, note=found.note)
    found.check_in = said
    _answer(found, Suggestion.Answer.TAKEN)
    record(TAKEN, actor, found, facts={"suggestion": found.pk, "check_in": said.pk})
    return found


@deed("assistant.dismiss_suggestion")
def dismiss_suggestion(actor: Person, suggestion: Suggestion, *, is_last: bool = False) -> Suggestion:
    """Leave a suggestion alone; with `is_last` this room asks the actor no more. After three in a row that were left it stops by itself."""
    found = _as_it_stands(actor, suggestion)
    if found.answer in (Suggestion.Answer.TAKEN, Suggestion.Answer.UNDONE):
        raise Conflict(_("This is recorded already. Undo it if it is wrong."), code="answered")
    if found.answer == Suggestion.Answer.OFFERED:
        _answer(found, Suggestion.Answer.DISMISSED)
        record(DISMISSED, actor, found, facts={"suggestion": found.pk})
    if is_last or _is_unwanted(found):
        Seat.objects.filter(room=found.room_id, person=actor).update(is_asked=False)
    return found


@deed("assistant.undo_suggestion")
def undo_suggestion(actor: Person, suggestion: Suggestion) -> Suggestion:
    """Take back what was recorded, within 24 hours. A second time changes nothing. Raises as `undo_check_in` does."""
    found = _as_it_stands(actor, suggestion)
    if found.answer == Suggestion.Answer.UNDONE:
        return found
    if found.check_in is None:
        raise Conflict(_("Nothing was recorded from this sentence."), code="not_taken")
    said = found.check_in
    found.check_in = None
    _answer(found, Suggestion.Answer.UNDONE)
    undo_check_in.function(actor, said)
    record(UNDONE, actor, found, facts={"suggestion": found.pk})
    return found


def _as_it_stands(actor: Person, suggestion: Suggestion) -> Suggestion:
    found = Suggestion.objects.select_related("key_result__objective", "check_in").filter(pk=suggestion.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "assistant.answer_suggestion", found)
    return found


def _is_newer_word(found: Suggestion) -> bool:
    """Whether the number stands as an earlier sentence of the same person put it: theirs may follow one upon the other."""
    standing = found.key_result.value
    if standing is None:
        return False
    earlier = Suggestion.objects.filter(person=found.person_id, key_result=found.key_result_id, line__lt=found.line_id)
    return earlier.filter(answer=Suggestion.Answer.TAKEN, value=standing).exists()


def _answer(found: Suggestion, answer: Suggestion.Answer) -> None:
    found.answer, found.answered_at = answer, clock.now()
    found.save(update_fields=["answer", "answered_at", "check_in"])


def _is_unwanted(found: Suggestion) -> bool:
    """Whether the last three suggestions of this room were all left alone."""
    mine = Suggestion.objects.filter(person=found.person_id, room=found.room_id).exclude(
        answer=Suggestion.Answer.OFFERED
    )
    last = list(mine.order_by("-answered_at", "-id").values_list("answer", flat=True)[:UNWANTED])
    return last == [Suggestion.Answer.DISMISSED] * UNWANTED
