"""What an indicator shows of its readings: the last that counts, the one before, and a short line."""

from django.db.models import Max, Q

from denyut.metrics.models import Indicator

POINTS = 26


def refresh(indicator: Indicator) -> None:
    """Work out anew where an indicator stands. Hollow readings, and those of a series that ended, move nothing."""
    solid = indicator.readings.filter(version__gte=indicator.series_from).filter(Q(n=None) | Q(n__gte=indicator.least))
    latest = list(solid.order_by("-valid_at", "-id").values_list("value", "valid_at")[:POINTS])
    indicator.value, indicator.read_at = latest[0] if latest else (None, None)
    indicator.before = latest[1][0] if len(latest) > 1 else None
    indicator.series = [format(value.normalize(), "f") for value, _at in reversed(latest)]
    indicator.heard_at = indicator.readings.aggregate(last=Max("valid_at"))["last"]
    indicator.stale_told_at = None
    indicator.save(update_fields=["value", "read_at", "before", "series", "heard_at", "stale_told_at"])
