"""Deeds on the cards of a change of plan: one tap each, told above when they wait for too long."""

from django.utils.translation import gettext as _

from denyut.okr.actions import move_key_result
from denyut.okr.models import State
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, may, require
from denyut.spine.deeds import deed
from denyut.steering.actions.telling import sentence, tell
from denyut.steering.models import Answer, ChangeCard, ChangeEvent
from denyut.steering.verbs import CARD_ESCALATED, CHANGE_ANSWERED

NOTE_AT_MOST = 500


@deed("steering.answer_change")
def answer_change(actor: Person, card: ChangeCard, *, answer: str, note: str = "") -> ChangeCard:
    """Say what a change means for a goal: still valid, adjust, or stop. The same answer again changes nothing.

    "Stop" takes a sentence, and cancels the key result where the actor may do that; else its objective's owner is told. Until a goal was
    stopped the answer can be changed. Raises Refused where the rule says no, NotThere, Invalid, Conflict after it was stopped.
    """
    card = card_as_it_stands(actor, card)
    require(actor, "steering.answer", card)
    if answer not in (Answer.VALID, Answer.ADJUST, Answer.STOP):
        raise Invalid(_("Answer “still valid”, “adjust” or “stop”."), code="no_answer", field="answer")
    if card.answer == answer:
        return card
    _check_open(card)
    if answer == Answer.STOP:
        note = sentence(note, "note", _("Others count on this goal. Say in a sentence why it stops."), NOTE_AT_MOST)
        _stop(actor, card, note)
    elif len(note) > NOTE_AT_MOST:
        raise Invalid(_("A note has up to 500 letters."), code="too_long", field="note")
    _write(actor, card, Answer(answer), note.strip())
    told = _concerned(card) if answer == Answer.STOP else []
    more = {"label": card.goal.label, "answer": card.answer, "card": card.pk}
    tell(CHANGE_ANSWERED, actor, card.event, [card], subject=card, told=told, text=card.note, more=more)
    return card


@deed("steering.confirm_all_valid")
def confirm_all_valid(actor: Person, event: ChangeEvent) -> ChangeEvent:
    """Say of all one's goals that a change asks about that they are still valid, in one tap. Raises Conflict when it was called off."""
    mine = ChangeCard.objects.with_people().filter(event=event, person=actor, answer=Answer.OPEN)
    for card in mine:
        require(actor, "steering.answer", card)
        _check_open(card)
        _write(actor, card, Answer.VALID, "")
        more = {"label": card.goal.label, "answer": card.answer, "card": card.pk}
        tell(CHANGE_ANSWERED, actor, card.event, [card], subject=card, more=more)
    return event


@deed("steering.escalate_card")
def escalate_card(actor: Person | None, card: ChangeCard) -> ChangeCard:
    """Tell whoever leads the owner that a card waits for longer than its time. Once."""
    found = ChangeCard.objects.with_people().get(pk=card.pk)
    if found.answer or found.escalated_at is not None or not found.event.is_standing:
        return found
    found.escalated_at = clock.now()
    found.save(update_fields=["escalated_at"])
    lead = lead_of(found.person)
    more = {"label": found.goal.label, "card": found.pk}
    tell(CARD_ESCALATED, actor, found.event, [found], subject=found, told=[lead.pk] if lead else [], more=more)
    return found


def lead_of(person: Person) -> Person | None:
    """Whoever leads somebody: their manager, else the next lead of their department or above it."""
    if person.manager is not None and person.manager.is_active:
        return person.manager
    line = person.department.ancestors(include_self=True).select_related("lead") if person.department else []
    leads = [one.lead for one in reversed(list(line)) if one.lead is not None]
    return next((lead for lead in leads if lead.is_active and lead != person), None)


def card_as_it_stands(actor: Person, card: ChangeCard) -> ChangeCard:
    """The card as it is stored now. Raises NotThere for one that the actor does not see."""
    found = ChangeCard.objects.visible_to(actor).with_people().filter(pk=card.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    return found


def _check_open(card: ChangeCard) -> None:
    if not card.event.is_standing:
        raise Conflict(_("This change was called off. Nothing is to be answered any more."), code="called_off")
    if card.state_before:
        raise Conflict(_("This goal was stopped already. Make it active again on its own page."), code="stopped")


def _stop(actor: Person, card: ChangeCard, note: str) -> None:
    kr = card.key_result
    if kr is not None and kr.state != State.CANCELLED and may(actor, "okr.move_key_result", kr, State.CANCELLED):
        card.state_before = kr.state
        move_key_result.function(actor, kr, to=State.CANCELLED, reason=note)


def _write(actor: Person, card: ChangeCard, answer: Answer, note: str) -> None:
    card.answer, card.note = answer, note
    card.answered_by, card.answered_at = actor, clock.now()
    card.save(update_fields=["answer", "note", "answered_by", "answered_at", "state_before"])


def _concerned(card: ChangeCard) -> list[int]:
    """Who hears that a goal is to stop: whoever declared the change, and the owner of the objective."""
    kr = card.key_result
    return [card.event.declared_by_id, *([kr.objective.owner_id] if kr is not None else [])]
