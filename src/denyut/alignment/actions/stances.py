"""Deeds on goals that nobody moves: keeping, changing or dropping them."""

from django.utils.translation import gettext as _

from denyut.alignment.models import Stance
from denyut.alignment.verbs import STANCE_TAKEN
from denyut.okr.actions import cancel_objective
from denyut.okr.aligning import goal_as_it_stands, said
from denyut.okr.models import Objective
from denyut.okr.values import chosen
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("alignment.take_stance")
def take_stance(actor: Person, objective: Objective, *, choice: str, note: str = "") -> Stance:
    """Decide what becomes of a goal that nobody has moved for weeks: "keep", "fix" or "drop", which cancels it.

    Raises Refused where the rule says no, Invalid for keeping or dropping without a word.
    """
    found = goal_as_it_stands(actor, objective, None, field="objective")
    require(actor, "alignment.take_stance", found)
    wanted, note = chosen(Stance.Choice, choice, "choice"), said(note)
    if not note and wanted != Stance.Choice.FIX:
        raise Invalid(_("Say in a sentence why, for those who count on this goal."), code="note_needed", field="note")
    stance = Stance.objects.create(objective=objective, choice=wanted, note=note, by=actor, at=clock.now())
    facts = {"objective": objective.pk, "open": objective.is_open, "choice": wanted.value}
    record(STANCE_TAKEN, actor, objective, facts=facts)
    if wanted == Stance.Choice.DROP:
        cancel_objective.function(actor, objective, reason=note)
    return stance
