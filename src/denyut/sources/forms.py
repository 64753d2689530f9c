"""Forms of data sources: what, how to reach it, what is read, and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.metrics.models import Indicator
from denyut.okr.models import KeyResult, Objective
from denyut.people.forms.choices import PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField
from denyut.people.models import Person, Role
from denyut.sources.connection_forms import FileForm
from denyut.sources.mapping_checks import FED
from denyut.sources.models import Kind, Source

ORDERS = [
    ("", _("Choose one")),
    ("dmy", _("The 3rd of April: the day comes first")),
    ("mdy", _("The 4th of March: the month comes first")),
]
AGGREGATES = [
    ("sum", _("Their sum")),
    ("mean", _("Their mean")),
    ("median", _("Their median")),
    ("p90", _("What nine of ten stay below (p90)")),
    ("count", _("How many rows there are")),
    ("last", _("The last of them")),
]
PERIODS = [("day", _("each day")), ("week", _("each week")), ("month", _("each month"))]


class SourceForm(KeyedForm):
    """What a source is called and where it comes from."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For example: Help desk export"))
    kind = forms.ChoiceField(label=_("Where do the numbers come from?"), choices=Kind.choices, widget=forms.RadioSelect)


class EditForm(KeyedForm):
    """Another name or owner."""

    name = forms.CharField(label=_("Name"), max_length=120)
    owner = PersonField(label=_("Owner"), help_text=_("Hears of it when the source breaks, and writes its numbers."))


class MappingForm(KeyedForm):
    """What is read from the columns that were seen, and where it goes."""

    date_column = forms.ChoiceField(label=_("Column with the day"))
    order = forms.ChoiceField(label=_("What is 03/04/2026 there?"), choices=ORDERS, required=False)
    aggregate = forms.ChoiceField(label=_("What becomes the number?"), choices=AGGREGATES)
    value_column = forms.ChoiceField(
        label=_("Column with the value"), required=False, help_text=_("Not needed to count rows.")
    )
    period = forms.ChoiceField(label=_("One number for"), choices=PERIODS)
    where_column = forms.ChoiceField(label=_("Only rows where"), required=False)
    equals = forms.CharField(label=_("says"), max_length=200, required=False)
    indicator = forms.ModelChoiceField(
        label=_("It goes to the indicator"), queryset=Indicator.objects.none(), required=False, empty_label=_("None")
    )
    key_result = forms.ModelChoiceField(
        label=_("Or, one by one, to the key result"),
        queryset=KeyResult.objects.none(),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, source: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        named = {
            kind: [(c["name"], c["name"]) for c in source.columns if c["kind"] == kind] for kind in ("date", "number")
        }
        fields: dict[str, Any] = self.fields
        fields["date_column"].choices = named["date"]
        fields["value_column"].choices = [*named["number"], ("", _("None"))]
        fields["where_column"].choices = [("", _("All rows")), *((c["name"], c["name"]) for c in source.columns)]
        fields["indicator"].queryset = _indicators_of(source.owner)
        fields["key_result"].queryset = _key_results_of(source.owner)
        fields["value_column"].initial = named["number"][0][0] if named["number"] else ""
        for name in ("order", "value_column", "indicator", "key_result"):
            fields[name].is_asked = True
        if not any(column["order"] == "ask" for column in source.columns):
            del fields["order"]


class ScheduleForm(KeyedForm):
    """When the source is read."""

    every = forms.ChoiceField(label=_("When is it read?"), choices=Source.Every.choices, widget=forms.RadioSelect)
    at = forms.TimeField(
        label=_("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By the company's clock. Left empty, at 06:00; every hour needs none."),
    )


class UploadForm(KeyedForm):
    """The next file."""

    file = FileForm.base_fields["file"]


class TargetForm(KeyedForm):
    """A machine that may be asked."""

    host = forms.CharField(label=_("Name of the machine"), max_length=253, help_text=_("For example data.example.com"))
    is_private = forms.BooleanField(
        label=_("It lies inside our own network"),
        required=False,
        help_text=_("Without this mark only public addresses are asked, and only by https."),
    )
    reason = forms.CharField(label=_("What for"), max_length=200, required=False)


class GoalForm(KeyedForm):
    """A key result out of an indicator."""

    objective = forms.ModelChoiceField(label=_("Objective"), queryset=Objective.objects.none())
    title = forms.CharField(label=_("Key result"), max_length=200)
    baseline = NumberField(label=_("From"))
    target = NumberField(label=_("To"))

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Objective.objects.visible_to(viewer).alive().filter(cycle__closed_at=None)
        mine = running if viewer.role in (Role.MANAGER, Role.ADMINISTRATOR) else running.filter(owner=viewer)
        self.fields["objective"].queryset = mine.select_related("cycle").order_by("-cycle__starts_on", "title")  # type: ignore[attr-defined]


def _indicators_of(owner: Person) -> Any:
    found = Indicator.objects.order_by("name")
    return found if owner.role in (Role.MANAGER, Role.ADMINISTRATOR) else found.filter(owner=owner)


def _key_results_of(owner: Person) -> Any:
    found = KeyResult.objects.visible_to(owner).alive().filter(kind__in=FED, objective__cycle__closed_at=None)
    return found.select_related("objective").order_by("title")
