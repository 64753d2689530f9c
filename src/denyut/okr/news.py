"""Check-ins as news: what was said of a key result, as a room tells it. Title and unit are read when it is drawn, so none is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from denyut.okr.amounts import Measured, amount
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
    stretches = Segment.objects.filter(key_result__in=older) if older else []
    measured = {(stretch.key_result_id, stretch.number): stretch for stretch in stretches}
    return [_news(said, measured.get((said.key_result_id, said.segment), said.key_result), language) for said in told]


def _news(said: CheckIn, measured: Measured, language: str) -> News:
    kr = said.key_result
    return News(
        id=said.pk,
        key_result=kr.pk,
        label=kr.label,
        title=kr.title,
        before=amount(measured, said.before, language),
        value=amount(measured, said.value, language),
        confidence=said.confidence,
        note=said.note,
    )
