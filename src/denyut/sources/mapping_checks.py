"""What people say is to be read, looked at before it is kept."""

from typing import cast

from django.utils.translation import gettext as _

from denyut.lib.dates import Order
from denyut.metrics.models import Indicator
from denyut.okr.models import KeyResult
from denyut.okr.progress import Kind as Measure
from denyut.sources.mapping import Aggregate, Mapping, Period
from denyut.sources.models import Source
from denyut.spine.access import Conflict, Invalid, require

FED = (Measure.STATISTIC, Measure.CUMULATIVE)


def checked_mapping(
    source: Source, *, date: str, value: str, aggregate: str, period: str, order: str, where: str, equals: str
) -> Mapping:
    """The mapping, if the columns bear it. Raises Invalid, Conflict before the first look at the source."""
    columns = {column["name"]: column for column in source.columns}
    if not columns:
        raise Conflict(_("Nobody has looked at this source yet. Open its preview first."), code="not_seen")
    if aggregate not in list(Aggregate):
        raise Invalid(_("Choose how the rows become one number."), code="not_a_choice", field="aggregate")
    if period not in list(Period):
        raise Invalid(_("Choose day, week or month."), code="not_a_choice", field="period")
    _check_column(columns, date, "date", "date_column", _("This column holds no dates."))
    if aggregate != Aggregate.COUNT:
        _check_column(columns, value, "number", "value_column", _("This column holds no numbers."))
    if where and where not in columns:
        raise Invalid(_("There is no such column."), code="no_column", field="where_column")
    plain_value = "" if aggregate == Aggregate.COUNT else value
    language = columns[plain_value]["language"] if plain_value else "en"
    return Mapping(date, plain_value, aggregate, period, _order(columns[date], order), language, where, equals.strip())


def checked_target(source: Source, indicator: Indicator | None, key_result: KeyResult | None) -> None:
    """Whether the numbers may go there: to one of the two, which the source's owner feeds. Raises Invalid, Refused."""
    if (indicator is None) == (key_result is None):
        reason = _("Choose an indicator or a key result: one of the two.")
        raise Invalid(reason, code="one_target", field="indicator")
    if indicator is not None:
        require(source.owner, "metrics.read", indicator)
    if key_result is not None:
        require(source.owner, "okr.check_in", key_result)
        if key_result.measure not in FED:
            reason = _(
                "This key result takes no measurements. Choose a statistic or one that adds up, or an indicator."
            )
            raise Invalid(reason, code="not_fed", field="key_result")


def _check_column(columns: dict[str, dict[str, str]], name: str, kind: str, field: str, reason: str) -> None:
    if name not in columns:
        raise Invalid(_("There is no such column."), code="no_column", field=field)
    if columns[name]["kind"] != kind:
        raise Invalid(reason, code=f"no_{kind}", field=field)


def _order(column: dict[str, str], said: str) -> Order:
    """What the dates prove themselves; where they leave it open, what somebody said. Raises Invalid to ask."""
    if column["order"] != "ask":
        return cast("Order", column["order"])
    if said not in ("dmy", "mdy"):
        reason = _("Is 03/04/2026 the 3rd of April or the 4th of March? The dates leave it open: say it once.")
        raise Invalid(reason, code="ambiguous", field="order")
    return cast("Order", said)
