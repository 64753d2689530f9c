"""The words for statuses, and the sentence that answers "why?"."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.lib.numbers import format_percent
from denyut.okr.progress import ZERO
from denyut.okr.status import Standing, Status

STATUS_LABELS: dict[Status, str | Promise] = {
    Status.NOT_STARTED: gettext_lazy("Not started"),
    Status.ON_TRACK: gettext_lazy("On track"),
    Status.AT_RISK: gettext_lazy("At risk"),
    Status.OFF_TRACK: gettext_lazy("Off track"),
    Status.ACHIEVED: gettext_lazy("Achieved"),
}


def why(standing: Standing, language: str) -> str:
    """One sentence that shows the calculation behind a status."""
    numbers = {
        "actual": format_percent(standing.actual, language),
        "expected": format_percent(standing.expected, language),
        "gap": format_percent(abs(standing.gap), language),
    }
    if standing.status is Status.NOT_STARTED:
        return _("No check-in yet, and the cycle has only begun.")
    if standing.gap > ZERO:
        return _("Progress is %(actual)s where %(expected)s of the time has passed: %(gap)s behind.") % numbers
    return _("Progress is %(actual)s where %(expected)s of the time has passed: %(gap)s ahead.") % numbers
