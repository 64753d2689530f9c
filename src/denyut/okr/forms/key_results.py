"""The form of a key result: what is measured, from where to where, by whom, and why it should help."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from denyut.lib.numbers import format_number
from denyut.okr.forms.setups import SetupFields, first_setup
from denyut.okr.models import KINDS, Cadence, KeyResult, Reason
from denyut.okr.progress import Kind
from denyut.okr.relative import Means, Relative, Unreachable, question, target_of
from denyut.okr.setups import kept, setup_of
from denyut.people.forms.numbers import NumberField
from denyut.people.models import Person

MEANT = [
    ("", gettext_lazy("The target itself")),
    (Means.VALUE.value, gettext_lazy("Change of the value")),
    (Means.TIME.value, gettext_lazy("Change of the time it takes")),
    (Means.SPEED.value, gettext_lazy("Change of the speed")),
]
TRAVELS, HOLDS = "metric cumulative statistic", "range at_least at_most"
# Each group is a block; each of its fields is told with the kinds that it matters to ("" for all).
GROUPS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("title", ""),),
    (("kind", ""),),
    (
        ("baseline", TRAVELS),
        ("low", "range"),
        ("target", f"{TRAVELS} {HOLDS}"),
        ("unit", f"{TRAVELS} {HOLDS} baseline"),
        ("currency", f"{TRAVELS} {HOLDS} baseline"),
    ),
    (("change", "metric statistic"), ("means", "metric statistic")),
    (("hold", HOLDS), ("share", HOLDS), ("tolerance", HOLDS), ("is_strict", HOLDS)),
    (("statistic", "statistic"), ("window", "statistic"), ("least", "statistic"), ("judged_days", "statistic")),
    (("sessions", "coverage"), ("joined_days", "coverage"), ("is_soft", "coverage")),
    (("is_ordered", "milestone"), ("is_estimated", "tasks")),
    (("owner", ""), ("delegate", ""), ("weight", "")),
)
# These have no usual value: what is not written is not known.
ASKED = {"target": (*TRAVELS.split(), *HOLDS.split()), "low": ("range",)}
MORE = ("starts_on", "due_on", "cadence", "pace", "curve", "source", "baseline_on", "hypothesis", "effect", "counts_as")
WHY = ("reason", "note")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), required=False)


class KeyResultForm(SetupFields):
    """A key result. The setup's fields matter to the kinds that `GROUPS` names; others are left alone."""

    title = forms.CharField(label=gettext_lazy("Key result"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("How it is measured"), choices=KINDS, initial=Kind.METRIC.value)
    baseline = NumberField(label=gettext_lazy("Start value"), required=False)
    target = NumberField(label=gettext_lazy("Target"), required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, required=False, help_text=gettext_lazy("For money: IDR, USD …")
    )
    change = NumberField(
        label=gettext_lazy("Or a change in percent"),
        required=False,
        help_text=gettext_lazy("For example −40. The target is worked out from the start value."),
    )
    means = forms.ChoiceField(label=gettext_lazy("What changes by it"), choices=MEANT, required=False)
    owner = forms.ModelChoiceField(label=gettext_lazy("Owner"), queryset=Person.objects.none(), required=False)
    delegate = forms.ModelChoiceField(
        label=gettext_lazy("Also checks in"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody"),
    )
    weight = NumberField(
        label=gettext_lazy("Weight"),
        required=False,
        help_text=gettext_lazy("A share between 0 and 1. Left empty, it shares in what is left."),
    )
    starts_on = _day(gettext_lazy("From"))
    due_on = _day(gettext_lazy("Due"))
    pace = forms.ChoiceField(label=gettext_lazy("Expected progress"), choices=KeyResult.Pace.choices, required=False)
    cadence = forms.ChoiceField(
        label=gettext_lazy("Check-ins"),
        choices=[("", gettext_lazy("Like the cycle")), *Cadence.choices],
        required=False,
    )
    source = forms.CharField(label=gettext_lazy("Where the number comes from"), max_length=200, required=False)
    baseline_on = _day(gettext_lazy("Start value measured on"))
    hypothesis = forms.CharField(
        label=gettext_lazy("Why this should help"), max_length=500, required=False, widget=forms.Textarea
    )
    effect = forms.CharField(label=gettext_lazy("Expected effect"), max_length=200, required=False)
    counts_as = forms.ChoiceField(
        label=gettext_lazy("Counts as"),
        choices=[("", gettext_lazy("Not said")), *KeyResult.CountsAs.choices],
        required=False,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why it changes"),
        choices=[("", gettext_lazy("Choose a reason")), *Reason.choices],
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Note on the change"), max_length=500, required=False)

    def __init__(self, *args: Any, viewer: Person, of: KeyResult | None = None, **options: Any) -> None:
        options["initial"] = {**(first_setup(of) if of else {}), **options.get("initial", {})}
        super().__init__(*args, **options)
        for name in ("owner", "delegate"):
            self.fields[name].queryset = Person.objects.visible_to(viewer).active()  # type: ignore[attr-defined]
        for name in WHY if of is None else ("weight",):
            del self.fields[name]
        self.fields["target"].label = format_html(
            '<span data-for="{}">{}</span><span data-for="at_least">{}</span><span data-for="at_most range">{}</span>',
            TRAVELS,
            _("Target"),
            _("Lower bound"),
            _("Upper bound"),
        )
        for name in ASKED:
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    @property
    def place(self) -> str:
        """Where features may put something beside this form."""
        return "okr.key_result_form"

    def groups(self) -> Iterator[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """The groups of fields in order, each group and each field with the kinds that it matters to ("" for all)."""
        for group in GROUPS:
            kinds = "" if any(not own for _name, own in group) else " ".join(own for _name, own in group)
            yield kinds, [(own, self[name]) for name, own in group if name in self.fields]

    def more(self) -> list[forms.BoundField]:
        """What is good to say and may come later."""
        return [self[name] for name in MORE]

    def why(self) -> list[forms.BoundField]:
        """The reason of a change; none for a new one."""
        return [self[name] for name in WHY if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """The deed's arguments: a relative target worked out, the setup gathered; what was left empty takes its usual value."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        self._work_out(given)
        self._ask(given)
        given["setup"] = self.setup(given)
        for name in self.setup_names():
            given.pop(name, None)
        if not self.errors:
            try:
                kept(setup_of(given["setup"]))
            except (KeyError, ValueError, ArithmeticError, TypeError):
                self.add_error("curve", _("A curve is pairs of shares: 0 0, 0.5 0.2, 1 1."))
        return given

    def _ask(self, given: dict[str, Any]) -> None:
        for name, kinds in ASKED.items():
            if given.get("kind") in kinds and name not in given and not self.errors:
                self.add_error(name, _("Write the number that it is held against."))

    def _work_out(self, given: dict[str, Any]) -> None:
        change, start = given.get("change"), given.get("baseline")
        if change is None or ("means" in given and start is None):
            return
        if start is None:
            self.add_error("baseline", _("A change starts from somewhere. Write the start value."))
            return
        if "means" not in given:
            self.add_error("means", _which(start, change))
            return
        try:
            given["target"] = target_of(start, Relative(change, given["means"]))
        except Unreachable:
            self.add_error("change", _("Nothing would be left of it. Write a smaller change."))


def _which(start: Decimal, change: Decimal) -> str:
    """The question that a percentage leaves open, with both answers worked out."""
    asked, language = question(start, abs(change)), get_language() or "en"
    numbers = {
        "percent": format_number(abs(change), language),
        "time": "–" if asked.as_time is None else format_number(round(asked.as_time, 2), language),
        "speed": "–" if asked.as_speed is None else format_number(round(asked.as_speed, 2), language),
    }
    return (
        _(
            "Which is meant? %(percent)s%% less time is a target of %(time)s; %(percent)s%% more speed is a target of %(speed)s."
        )
        % numbers
    )
