"""The words for statuses, and the sentences that answer "why?"."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from denyut.lib.numbers import format_percent
from denyut.okr.progress import ZERO
from denyut.okr.status import Preset, Rule, Standing, Status

STATUS_LABELS: dict[Status, str | Promise] = {
    Status.NOT_STARTED: gettext_lazy("Not started"),
    Status.ON_TRACK: gettext_lazy("On track"),
    Status.PROGRESSING: gettext_lazy("Progressing"),
    Status.BEHIND: gettext_lazy("Behind"),
    Status.PARTLY: gettext_lazy("Partly achieved"),
    Status.AT_RISK: gettext_lazy("At risk"),
    Status.OFF_TRACK: gettext_lazy("Off track"),
    Status.MISSED: pgettext_lazy("a goal at the end", "Missed"),
    Status.OVERDUE: gettext_lazy("Overdue"),
    Status.ACHIEVED: gettext_lazy("Achieved"),
}
DECLARED_AS: dict[str, str | Promise] = {status.value: label for status, label in STATUS_LABELS.items()}
PRESET_NAMES: dict[Preset, str | Promise] = {
    Preset.OURS: "Denyut",
    Preset.VIVA: "Viva Goals",
    Preset.ENGAGEDLY: "Engagedly",
    Preset.MOONCAMP: "Mooncamp",
    Preset.ATLASSIAN: "Atlassian",
    Preset.LARK: "Lark",
}


def why(standing: Standing, language: str) -> str:
    """One or two sentences that show the calculation behind a status, and the rule that drew the line."""
    numbers = {
        "actual": format_percent(standing.actual, language),
        "expected": format_percent(standing.expected, language),
        "gap": format_percent(abs(standing.gap), language),
        "green": format_percent(standing.thresholds.green, language),
        "yellow": format_percent(standing.thresholds.yellow, language),
    }
    sentence = _SENTENCES[standing.rule](standing) % numbers
    if standing.preset is Preset.OURS:
        return sentence
    return _("%(sentence)s By the rule of %(system)s.") % {
        "sentence": sentence,
        "system": PRESET_NAMES[standing.preset],
    }


def _by_gap(standing: Standing) -> str:
    if standing.gap > ZERO:
        return _("Progress is %(actual)s where %(expected)s is expected by now: %(gap)s behind.")
    return _("Progress is %(actual)s where %(expected)s is expected by now: %(gap)s ahead.")


_SENTENCES: dict[Rule, Callable[[Standing], str]] = {
    Rule.NOT_BEGUN: lambda standing: _("No check-in yet, and nothing is expected by now."),
    Rule.COMPLETE: lambda standing: _("Progress is %(actual)s: the target is reached."),
    Rule.GRACE: lambda standing: _(
        "Progress is %(actual)s where %(expected)s is expected by now, but the first tenth of the time is never held against it."
    ),
    Rule.GAP: _by_gap,
    Rule.RATIO: lambda standing: _(
        "Progress is %(actual)s where %(expected)s is expected by now; %(green)s of that would be on track, less than %(yellow)s off track."
    ),
    Rule.SCORE: lambda standing: _(
        "Progress is %(actual)s; from %(green)s on it is on track, below %(yellow)s off track."
    ),
    Rule.TIME: lambda standing: _("Progress is %(actual)s, and the last day has passed."),
    Rule.BOUNDS: lambda standing: _("The number has been within its bounds for %(actual)s of what is asked."),
    Rule.FINAL: lambda standing: _("The last day has passed with %(actual)s."),
    Rule.RESULTS: lambda standing: _("It stands as its weakest key result does."),
}
