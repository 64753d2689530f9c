"""The deed of the agreement: a department says what it thinks of a key result."""

from django.utils.translation import gettext as _

from denyut.launch.actions.workshops import as_it_stands, facts_of, in_phase
from denyut.launch.drafted import lacks
from denyut.launch.models import Phase, Position, Stance, Workshop
from denyut.launch.verbs import STANCE_TAKEN
from denyut.matters.actions import close_blocker, raise_blocker
from denyut.matters.models import Cause
from denyut.okr.values import chosen
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, may, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

TEXT_AT_MOST = 500


@deed("launch.take_position")
def take_position(
    actor: Person, position: Position, *, stance: str, text: str = "", version: int | None = None
) -> Position:
    """Agree for a department, agree with a condition, or object; the last two take a sentence.

    A condition becomes a blocker of the key result, until the department says something else.

    `version` is what one has read. Raises Refused for whoever does not speak for the department, Conflict outside the agreement, for a key
    result that is not drafted, or when another of the department was quicker, Invalid without the sentence.
    """
    position = _as_it_stands(position)
    workshop = as_it_stands(position.workshop)
    require(actor, "launch.answer_for", position.department)
    in_phase(workshop, Phase.AGREE)
    wanted = chosen(Stance, stance, "stance")
    _check(position, wanted, text.strip(), version)
    position.stance, position.text = wanted, text.strip() if wanted != Stance.AGREES else ""
    position.said_by, position.said_at, position.version = actor, clock.now(), position.version + 1
    _settle_blocker(actor, position)
    position.save()
    _tell(actor, workshop, position)
    return position


def _as_it_stands(position: Position) -> Position:
    found = Position.objects.select_related("workshop", "key_result__owner", "key_result__objective", "blocker")
    return found.select_related("department__lead").get(pk=position.pk)


def _check(position: Position, wanted: str, text: str, version: int | None) -> None:
    if version is not None and version != position.version:
        raise Conflict(_("Somebody of your department answered meanwhile. Look at it first."), code="stale")
    if wanted == Stance.WAITING:
        raise Invalid(_("Agree, agree with a condition, or object."), code="not_a_choice", field="stance")
    if wanted != Stance.AGREES and not text:
        raise Invalid(_("Say it in a sentence: what would have to be different?"), code="empty", field="text")
    if len(text) > TEXT_AT_MOST:
        raise Invalid(_("Use one sentence of up to 500 letters."), code="too_long", field="text")
    missing = lacks(position.key_result)
    if missing:
        reason = _("%(label)s is not drafted yet. %(missing)s.")
        named = {"label": position.key_result.label, "missing": str(missing[0])}
        raise Conflict(reason % named, code="not_drafted")


def _settle_blocker(actor: Person, position: Position) -> None:
    """A condition stands in the way until it is met; another word of the department ends it."""
    before = position.blocker
    if before is not None and before.is_standing and may(actor, "matters.close_blocker", before):
        ended = _("The department changed its answer.") if position.text else _("The department agreed.")
        close_blocker.function(actor, before, resolution=ended)
    position.blocker = None
    if position.stance == Stance.CONDITION:
        position.blocker = raise_blocker.function(
            actor,
            position.key_result,
            text=position.text,
            cause=Cause.DEPENDENCY,
            waits_on=position.key_result.owner,
        )


def _tell(actor: Person, workshop: Workshop, position: Position) -> None:
    owner = position.key_result.owner_id
    named = {"key_result": position.key_result_id, "department": position.department_id, "stance": position.stance}
    Workshop.objects.filter(pk=workshop.pk).update(edition=workshop.edition + 1)
    people = [owner] if owner != actor.pk else []
    record(STANCE_TAKEN, actor, workshop, facts={**facts_of(workshop), **named, "people": people})
