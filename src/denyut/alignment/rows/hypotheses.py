"""The versions of a hypothesis, as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from denyut.alignment.chain.words import delayed
from denyut.alignment.models import Influence
from denyut.alignment.rows.effects import expected_of
from denyut.people.faces import Face, face_of


@dataclass(frozen=True, slots=True)
class Version:
    """What was expected from `made_at` until `until` (None: to this day), and what was said at the end."""

    number: int
    expected: str
    delay: str
    reason: str
    author: Face
    made_at: datetime
    until: datetime | None
    is_ended: bool
    end_note: str


def versions_of(influence: Influence, language: str) -> list[Version]:
    """Every version between the same goal and indicator, the latest first. One query."""
    same = Influence.objects.filter(
        objective=influence.objective_id, key_result=influence.key_result_id, indicator=influence.indicator_id
    )
    return [
        Version(
            number=one.number,
            expected=expected_of(one, language),
            delay=delayed(one.delay_days, language),
            reason=one.reason,
            author=face_of(one.made_by),
            made_at=one.made_at,
            until=one.replaced_at or one.ended_at,
            is_ended=one.ended_at is not None,
            end_note=one.end_note,
        )
        for one in same.select_related("indicator", "made_by").order_by("-number")
    ]


def latest_of(influence: Influence) -> int:
    """The number of the latest version's row. One query."""
    same = Influence.objects.filter(
        objective=influence.objective_id, key_result=influence.key_result_id, indicator=influence.indicator_id
    )
    return same.order_by("-number").values_list("pk", flat=True).first() or influence.pk
