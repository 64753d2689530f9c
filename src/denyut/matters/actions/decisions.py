"""Deeds on decisions: asked with the numbers of now, taken with a reason, noted after the talk, withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from denyut.chat.models import Line, Room
from denyut.matters.actions.words import heard_place, lines_naming, said
from denyut.matters.models import Decision
from denyut.matters.snapshots import snapshot_of
from denyut.matters.verbs import DECIDED, DECISION_ASKED, DECISION_REMINDED, DECISION_WITHDRAWN
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

FEWEST, MOST = 2, 5
QUESTION_LETTERS, OPTION_LETTERS, CHOICE_LETTERS = 500, 200, 500
GOALS_AT_MOST = 12
LAST_DAY = date(2199, 12, 31)


@deed("matters.ask_decision")
def ask_decision(
    actor: Person,
    *,
    question: str,
    options: Sequence[str],
    decider: Person,
    key_results: Sequence[KeyResult] = (),
    due_on: date | None = None,
    line: Line | None = None,
    room: Room | None = None,
) -> Decision:
    """Ask somebody to choose between two to five options; the numbers of the key results are frozen as they are now.

    Raises Refused where the rule says no, NotThere for what the actor does not see, Invalid.
    """
    place = heard_place(actor, line, room)
    require(actor, "matters.ask_decision", place)
    goals = _goals(actor, decider, key_results)
    if due_on is not None and due_on > LAST_DAY:
        raise Invalid(_("That day is too far away."), code="too_far", field="due_on")
    made = Decision.objects.create(
        question=said(question, "question", _("Say what is to be decided."), QUESTION_LETTERS),
        options=_options(options),
        snapshot=snapshot_of(goals),
        due_on=due_on,
        decider=_decider(decider),
        asked_by=actor,
        asked_at=clock.now(),
        room=place,
        line=line,
    )
    made.key_results.set(goals)
    _tell(DECISION_ASKED, actor, made, told=[decider.pk])
    return made


@deed("matters.note_decision")
def note_decision(
    actor: Person,
    *,
    question: str,
    choice: str,
    reason: str = "",
    key_results: Sequence[KeyResult] = (),
    line: Line | None = None,
    room: Room | None = None,
) -> Decision:
    """Write down what was decided in talk already, with the numbers of now. Raises as `ask_decision` does."""
    place = heard_place(actor, line, room)
    require(actor, "matters.ask_decision", place)
    goals, now = _goals(actor, actor, key_results), clock.now()
    seen = snapshot_of(goals)
    made = Decision.objects.create(
        question=said(question, "question", _("Say what was to be decided."), QUESTION_LETTERS),
        snapshot=seen,
        snapshot_then=seen,
        decider=actor,
        asked_by=actor,
        asked_at=now,
        decided_at=now,
        decided_by=actor,
        choice=said(choice, "choice", _("Say what was decided."), CHOICE_LETTERS),
        reason=said(reason, "reason", "") if reason.strip() else "",
        room=place,
        line=line,
    )
    made.key_results.set(goals)
    _tell(DECIDED, actor, made, told=[kr.owner_id for kr in goals])
    return made


@deed("matters.decide")
def decide(actor: Person, decision: Decision, *, choice: str, reason: str) -> Decision:
    """Choose one of the options, with a reason; the numbers are frozen once more. The same choice again changes nothing.

    Raises Refused where the rule says no, NotThere, Invalid for what is no option or without a reason, Conflict when it was decided
    differently or withdrawn.
    """
    decision = decision_as_it_stands(actor, decision)
    require(actor, "matters.decide", decision)
    if not decision.is_pending:
        if decision.choice and decision.choice == choice.strip():
            return decision
        raise Conflict(_("This was decided already, or taken back. Ask for a new decision."), code="decided")
    if choice.strip() not in decision.options:
        raise Invalid(_("Choose one of the options."), code="no_option", field="choice")
    decision.reason = said(reason, "reason", _("Say in a sentence why."))
    decision.choice, decision.decided_at, decision.decided_by = choice.strip(), clock.now(), actor
    decision.snapshot_then = snapshot_of(_loaded([kr.pk for kr in decision.key_results.all()]))
    decision.save(update_fields=["choice", "reason", "decided_at", "decided_by", "snapshot_then"])
    _tell(DECIDED, actor, decision, told=[decision.asked_by_id, *_owners(decision)])
    return decision


@deed("matters.withdraw_decision")
def withdraw_decision(actor: Person, decision: Decision) -> Decision:
    """Take a question back that nobody needs decided any more. Again changes nothing.

    Raises Refused where the rule says no, NotThere, Conflict when it was decided.
    """
    decision = decision_as_it_stands(actor, decision)
    require(actor, "matters.withdraw_decision", decision)
    if decision.decided_at is not None:
        raise Conflict(_("This was decided already. It stays in the history."), code="decided")
    if decision.withdrawn_at is None:
        decision.withdrawn_at = clock.now()
        decision.save(update_fields=["withdrawn_at"])
        _tell(DECISION_WITHDRAWN, actor, decision, told=[decision.decider_id, decision.asked_by_id])
    return decision


@deed("matters.remind_decider")
def remind_decider(actor: Person | None, decision: Decision) -> Decision:
    """Tell the decider that the day has come. Once."""
    found = Decision.objects.with_people().get(pk=decision.pk)
    if found.is_pending and found.reminded_at is None:
        found.reminded_at = clock.now()
        found.save(update_fields=["reminded_at"])
        _tell(DECISION_REMINDED, actor, found, told=[found.decider_id])
    return found


def decision_as_it_stands(actor: Person, decision: Decision) -> Decision:
    """The decision as it is stored now. Raises NotThere for one that the actor does not see."""
    found = Decision.objects.visible_to(actor).with_people().filter(pk=decision.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    return found


def _goals(actor: Person, decider: Person, key_results: Sequence[KeyResult]) -> list[KeyResult]:
    ids = list(dict.fromkeys(kr.pk for kr in key_results))
    if len(ids) > GOALS_AT_MOST:
        raise Invalid(_("Name up to twelve key results."), code="too_many", field="key_results")
    if KeyResult.objects.visible_to(actor).filter(pk__in=ids).count() != len(ids):
        raise NotThere(_("This is not there any more."), code="gone")
    if KeyResult.objects.visible_to(decider).filter(pk__in=ids).count() != len(ids):
        reason = _("%(decider)s does not see all of these goals. Choose somebody who does.")
        raise Invalid(reason % {"decider": decider.name}, code="hidden", field="decider")
    return _loaded(ids)


def _loaded(ids: Sequence[int]) -> list[KeyResult]:
    found = KeyResult.objects.select_related("owner", "objective__cycle").in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def _options(options: Sequence[str]) -> list[str]:
    advice = _("An option is a few words.")
    words = [said(one, "options", advice, OPTION_LETTERS) for one in options if one.strip()]
    if not FEWEST <= len(set(words)) == len(words) <= MOST:
        raise Invalid(_("Give two to five different options, one on each line."), code="options", field="options")
    return words


def _decider(person: Person) -> Person:
    if person.is_bot or not person.is_active or person.is_auditor:
        raise Invalid(_("Choose a colleague who may decide."), code="not_a_colleague", field="decider")
    return person


def _owners(decision: Decision) -> list[int]:
    return [kr.owner_id for kr in decision.key_results.all()]


def _tell(verb: Verb, actor: Person | None, decision: Decision, *, told: list[int]) -> None:
    own = actor.pk if actor is not None else None
    goals = list(decision.key_results.select_related("objective"))
    facts: dict[str, Any] = {
        "decision": decision.pk,
        "label": decision.label,
        "goals": [[kr.objective_id, kr.pk] for kr in goals],
        "people": sorted({decision.asked_by_id, decision.decider_id}),
        "room": decision.room_id,
        "line": decision.line_id,
        "lines": lines_naming("decision", decision.pk),
        "told": sorted(set(told) - {own}),
    }
    record(verb, actor, decision, facts=facts, text=decision.choice or decision.question)
