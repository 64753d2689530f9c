"""Keeping forecasts. They follow from what is in the log already, so they are recorded nowhere."""

from collections.abc import Iterable
from datetime import date, datetime

from denyut.foresight.models import Forecast
from denyut.foresight.outlooks import Outlook
from denyut.spine import writer

CHANGING = [field.name for field in Forecast._meta.local_fields if field.name not in ("id", "key_result", "day")]


def keep_forecasts(outlooks: Iterable[Outlook], day: date, made_at: datetime) -> int:
    """Keep the forecasts of a day, one for each key result, in the place of those made earlier that day. Returns how many."""
    rows = [_row(one, day, made_at) for one in outlooks if one.blend is not None]

    def keep() -> int:
        Forecast.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key_result", "day"], update_fields=CHANGING, batch_size=200
        )
        return len(rows)

    return writer.run(keep) if rows else 0


def _row(one: Outlook, day: date, made_at: datetime) -> Forecast:
    # The trend is kept as it was said: what closed key results teach of it must not be learned from its own correction.
    parts = {p.name: p.said if p.name == "trend" else p.corrected for p in one.blend.parts} if one.blend else {}
    pace = one.weekly(one.fan.pace if one.fan else 0.0) or 0.0
    return Forecast(
        key_result=one.case.kr,
        day=day,
        probability=one.probability or 0.0,
        trend=parts.get("trend", 0.0),
        confidence=parts.get("confidence"),
        vote=parts.get("vote"),
        value=one.case.kr.value,
        progress=one.case.kr.progress,
        status=one.standing.status.value,
        is_red=one.is_red,
        early=one.arrival("early"),
        middle=one.arrival("middle"),
        late=one.arrival("late"),
        pace=pace,
        progress_pace=one.case.share(pace),
        needed=one.weekly(one.fan.needed) if one.fan else None,
        made_at=made_at,
    )
