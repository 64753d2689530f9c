"""Deeds on challenges: holding against a goal, answering, and telling somebody when nobody answers."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from denyut.alignment.models import Challenge
from denyut.alignment.verbs import CHALLENGE_ACCEPTED, CHALLENGE_DECLINED, CHALLENGE_ESCALATED, CHALLENGED
from denyut.okr.actions import change_key_result
from denyut.okr.aligning import goal_as_it_stands, said
from denyut.okr.ends import Goal, objective_of
from denyut.okr.models import KeyResult, Objective, Reason
from denyut.okr.values import chosen, fitting
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record
from denyut.spine.verbs import Verb

State = Challenge.ChallengeState
LETTERS = 1000
NOTE_AT_MOST = 500


@deed("alignment.challenge_goal")
def challenge_goal(
    actor: Person,
    *,
    objective: Objective | None = None,
    key_result: KeyResult | None = None,
    text: str,
    proposed_target: Decimal | None = None,
) -> Challenge:
    """Hold something against a goal that one sees, and propose another target of a key result, in its unit.

    Raises Refused where the rule says no, Invalid without words or for a target that makes no sense, Conflict while one's last one waits.
    """
    goal = goal_as_it_stands(actor, objective, key_result, field="objective")
    require(actor, "alignment.challenge", goal)
    text = text.strip().replace("\x00", "")
    if not text or len(text) > LETTERS:
        raise Invalid(_("Say in up to 1,000 letters what speaks against it."), code="text", field="text")
    challenge = Challenge(
        objective=goal if isinstance(goal, Objective) else None,
        key_result=goal if isinstance(goal, KeyResult) else None,
        by=actor,
        text=text,
        proposed_target=_target(goal, proposed_target),
        made_at=clock.now(),
    )
    same = Q(objective=challenge.objective) & Q(key_result=challenge.key_result)
    if Challenge.objects.open().filter(same, by=actor).exists():
        raise Conflict(_("Your last challenge to this goal still waits for an answer."), code="waiting")
    challenge.save()
    return _told(actor, challenge, CHALLENGED, [goal.owner_id], text=text)


@deed("alignment.answer_challenge")
def answer_challenge(
    actor: Person, challenge: Challenge, *, answer: str, note: str = "", reason: str = Reason.LEARNING
) -> Challenge:
    """Accept or decline a challenge ("accepted", "declined"). An accepted target becomes the key result's, as a revision with `reason`.

    The same answer again changes nothing. Raises Refused where the rule says no, Invalid for a refusal without a word, Conflict when it
    was answered differently.
    """
    challenge = challenge_as_it_stands(actor, challenge)
    require(actor, "alignment.answer_challenge", challenge)
    wanted = chosen(State, answer, "answer")
    if wanted == State.OPEN:
        raise Invalid(_("Answer with “accepted” or “declined”."), code="not_a_choice", field="answer")
    if challenge.state == wanted:
        return challenge
    if not challenge.is_open:
        raise Conflict(_("This challenge was answered already."), code="answered")
    note = said(note)
    if wanted == State.DECLINED and not note:
        raise Invalid(
            _("Somebody took the trouble to object. Answer them in a sentence."), code="note_needed", field="note"
        )
    if wanted == State.ACCEPTED and challenge.proposed_target is not None:
        _retarget(actor, challenge, chosen(Reason, reason, "reason"))
    challenge.state, challenge.answer = wanted, note
    challenge.answered_by, challenge.answered_at = actor, clock.now()
    challenge.save()
    verb = CHALLENGE_ACCEPTED if wanted == State.ACCEPTED else CHALLENGE_DECLINED
    return _told(actor, challenge, verb, [challenge.by_id], text=note)


@deed("alignment.escalate_challenge")
def escalate_challenge(actor: Person | None, challenge: Challenge) -> Challenge:
    """Tell the manager of the goal's owner, once, that a challenge has waited for more than five days. Before that, nothing."""
    challenge = Challenge.objects.with_goals().get(pk=challenge.pk)
    if challenge.escalated_at is None and challenge.is_overdue(clock.now()):
        challenge.escalated_at = clock.now()
        challenge.save(update_fields=["escalated_at"])
        _told(actor, challenge, CHALLENGE_ESCALATED, _above(challenge.goal), text="")
    return challenge


def challenge_as_it_stands(actor: Person, challenge: Challenge) -> Challenge:
    """The challenge as it is now. Raises NotThere when the actor does not see its goal."""
    seen = Challenge.objects.visible_to(actor).filter(pk=challenge.pk)
    if not seen.exists():
        raise NotThere(_("There is no such challenge, or not for you."), code="not_there")
    return Challenge.objects.with_goals().get(pk=challenge.pk)


def _target(goal: Goal, target: Decimal | None) -> Decimal | None:
    if target is None:
        return None
    if isinstance(goal, Objective) or goal.measure.is_yes_or_no:
        raise Invalid(
            _("Only a key result that counts something has a target in numbers. Leave the target out."),
            code="no_target",
            field="proposed_target",
        )
    target = fitting(target, "proposed_target")
    if target in (goal.target, goal.baseline):
        raise Invalid(
            _("Propose a target that differs from the present one and from the start value."),
            code="same_target",
            field="proposed_target",
        )
    return target


def _retarget(actor: Person, challenge: Challenge, reason: Reason) -> None:
    kr: KeyResult = challenge.goal
    usual = {name: option.default for name, option in change_key_result.options().items()}
    kept: dict[str, Any] = {name: getattr(kr, name, default) for name, default in usual.items()}
    words = {"target": challenge.proposed_target, "reason": reason.value, "note": challenge.text[:NOTE_AT_MOST]}
    change_key_result.function(actor, kr, **{**kept, **words})


def _above(goal: Goal) -> list[int]:
    department = objective_of(goal).department
    manager = goal.owner.manager_id or (department.lead_id if department else None)
    return [manager] if manager and manager != goal.owner_id else []


def _told(actor: Person | None, challenge: Challenge, verb: Verb, told: list[int], *, text: str) -> Challenge:
    goal: Goal = challenge.goal
    objective = objective_of(goal)
    target = challenge.proposed_target
    facts = {
        "challenge": challenge.pk,
        "label": goal.label,
        "objective": objective.pk,
        "key_result": challenge.key_result_id,
        "proposed_target": None if target is None else str(target),
        "open": objective.is_open,
        "told": told,
    }
    record(verb, actor, challenge, facts=facts, text=text)
    return challenge
