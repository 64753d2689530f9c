"""Deeds on what people take out of the talk for a goal."""

from typing import Any

from django.utils.translation import gettext as _

from denyut.assistant.models import SETTLED as SETTLED_KINDS
from denyut.assistant.models import Takeaway, TakeawayKind, TakeawayState
from denyut.assistant.verbs import KEPT, SETTLED
from denyut.chat.models import Line, Room
from denyut.okr.actions.key_results import kr_as_it_stands
from denyut.okr.actions.objectives import facts_of
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, NotThere, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

LETTERS = 1000


@deed("assistant.keep_takeaway")
def keep_takeaway(
    actor: Person,
    *,
    kind: str,
    text: str,
    key_result: KeyResult | None = None,
    line: Line | None = None,
    room: Room | None = None,
) -> Takeaway:
    """Keep a piece of talk: for a key result, or a suggestion for the room alone.

    Raises Refused where the rule says no, NotThere for a line or goal that the actor does not see, Invalid without words, for a kind that
    is none, or without the goal it takes.
    """
    kr = kr_as_it_stands(key_result) if key_result else None
    place = line.room if line is not None else room
    _check_seen(actor, kr, line, place)
    require(actor, "assistant.keep_takeaway", kr, place)
    wanted = _kind(kind)
    if kr is None and (place is None or wanted != TakeawayKind.SUGGESTION):
        raise Invalid(_("Choose the key result that this is about."), code="no_goal", field="key_result")
    made = Takeaway.objects.create(
        key_result=kr,
        room=place,
        line=line,
        kind=wanted,
        text=_said(text, "text", _("Say it in a sentence.")),
        by=actor,
        at=clock.now(),
        state=TakeawayState.KEPT if wanted in SETTLED_KINDS else TakeawayState.OPEN,
    )
    told = [kr.owner_id] if kr is not None and kr.owner_id != actor.pk else []
    record(KEPT, actor, made, facts=facts_about(made, told), text=made.text)
    return made


@deed("assistant.settle_takeaway")
def settle_takeaway(actor: Person, takeaway: Takeaway, *, accepts: bool = True, resolution: str = "") -> Takeaway:
    """Answer what waits: accept or decline it, or say that help came.

    A refusal takes a `resolution`. The same answer again changes nothing. Raises Refused where the rule says
    no, Invalid without the words it takes, Conflict when it was answered differently.
    """
    found = Takeaway.objects.with_people().visible_to(actor).filter(pk=takeaway.pk).first()
    if found is None:
        raise NotThere(_("This is not there any more."), code="gone")
    require(actor, "assistant.settle_takeaway", found)
    state = _settled_as(found, accepts=accepts)
    if found.state != TakeawayState.OPEN:
        if found.state == state:
            return found
        raise Conflict(_("This was answered already. Talk to whoever answered it."), code="answered")
    if not accepts:
        resolution = _said(resolution, "resolution", _("Say in a sentence how it ended."))
    found.state, found.resolution = state, resolution.strip()[:LETTERS]
    found.settled_by, found.settled_at = actor, clock.now()
    found.save(update_fields=["state", "resolution", "settled_by", "settled_at"])
    told = [found.by_id] if found.by_id != actor.pk else []
    record(SETTLED, actor, found, facts=facts_about(found, told), text=found.resolution)
    return found


def _settled_as(takeaway: Takeaway, *, accepts: bool) -> TakeawayState:
    if takeaway.kind == TakeawayKind.HELP:
        return TakeawayState.RESOLVED
    return TakeawayState.ACCEPTED if accepts else TakeawayState.DECLINED


def _check_seen(actor: Person, kr: KeyResult | None, line: Line | None, room: Room | None) -> None:
    sees_goal = kr is None or KeyResult.objects.visible_to(actor).filter(pk=kr.pk).exists()
    sees_room = room is None or Room.objects.visible_to(actor).filter(pk=room.pk).exists()
    if not (sees_goal and sees_room) or (line is not None and line.is_recalled):
        raise NotThere(_("This is not there any more."), code="gone")


def _kind(word: str) -> TakeawayKind:
    if word not in TakeawayKind.values:
        raise Invalid(_("Choose what it is: evidence, a suggestion, help …"), code="no_kind", field="kind")
    return TakeawayKind(word)


def _said(text: str, field: str, advice: str) -> str:
    text = text.strip().replace("\x00", "")
    if not text:
        raise Invalid(advice, code="empty", field=field)
    if len(text) > LETTERS:
        raise Invalid(_("Up to 1,000 letters, please. The message itself stays linked."), code="too_long", field=field)
    return text


def facts_about(takeaway: Takeaway, told: list[int]) -> dict[str, Any]:
    """What is recorded of a loaded takeaway (`with_people`); `told` are ids of people to notify."""
    kr = takeaway.key_result
    goal = facts_of(kr.objective) if kr else {"objective": None, "open": False}
    return {
        **goal,
        "key_result": kr.pk if kr else None,
        "takeaway": takeaway.pk,
        "kind": takeaway.kind,
        "state": takeaway.state,
        "told": told,
    }
