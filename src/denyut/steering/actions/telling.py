"""What is recorded of a change of plan."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from denyut.okr.models import KeyResult, Visibility
from denyut.people.models import Person
from denyut.spine.access import Invalid
from denyut.spine.events import record
from denyut.spine.verbs import Verb
from denyut.steering.models import ChangeCard, ChangeEvent

GOALS_TOLD = 200


def tell(
    verb: Verb,
    actor: Person | None,
    event: ChangeEvent,
    cards: Iterable[ChangeCard],
    *,
    subject: ChangeEvent | ChangeCard,
    told: Collection[int] = (),
    text: str = "",
    more: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Inside a deed: record what happened to these cards of a change. Nobody is told of their own deed."""
    some = list(cards)
    own = actor.pk if actor is not None else None
    goals = [card.key_result for card in some if card.key_result is not None]
    facts: dict[str, Any] = {
        "change": event.pk,
        "kind": event.kind,
        "open": not event.objectives.exclude(visibility=Visibility.PUBLIC).exists(),
        "people": sorted({card.person_id for card in some}),
        "goals": [[kr.objective_id, kr.pk] for kr in goals[:GOALS_TOLD] if isinstance(kr, KeyResult)],
        "told": sorted(set(told) - {own}),
        **more,
    }
    record(verb, actor, subject, facts=facts, text=text)


def sentence(text: str, field: str, advice: str, at_most: int) -> str:
    """The words without spaces around them. Raises Invalid with `advice` where there are none, or too many."""
    text = text.strip().replace("\x00", "")
    if not text or len(text) > at_most:
        raise Invalid(advice, code="empty" if not text else "too_long", field=field)
    return text
