"""Check-ins as news: what was said of a key result, as a room tells it. Title and unit are read when it is drawn, so none is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from denyut.lib.units import format_value
from denyut.okr.models import CheckIn, Segment, Visibility


@dataclass(frozen=True, slots=True)
class News:
    """A check-in in one language: "KR-12 First response: 24 → 18 min"."""

    id: int
    key_result: int
    label: str
    title: str
    before: str
    value: str
    confidence: int | None
    note: str


def news_of(ids: Sequence[int], language: str) -> list[News]:
    """These check-ins as news for everybody; those of private goals are left out. Two queries at most."""
    found = CheckIn.objects.filter(pk__in=ids, key_result__objective__visibility=Visibility.PUBLIC)
    told = list(found.select_related("key_result"))
    older = {said.key_result_id for said in told if said.segment != said.key_result.segment}
    stretches = (
        Segment.objects.filter(key_result__in=older).values_list("key_result", "number", "unit") if older else []
    )
    units = {(key_result, number): unit for key_result, number, unit in stretches}
    return [_news(said, units.get((said.key_result_id, said.segment), said.key_result.unit), language) for said in told]


def _news(said: CheckIn, unit: str, language: str) -> News:
    kr = said.key_result
    return News(
        id=said.pk,
        key_result=kr.pk,
        label=kr.label,
        title=kr.title,
        before="" if said.before is None else format_value(said.before.normalize(), unit, language),
        value=format_value(said.value.normalize(), unit, language),
        confidence=said.confidence,
        note=said.note,
    )
