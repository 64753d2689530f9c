"""Forms of the importer: a file, and the decisions about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.exchange.sources import Source
from denyut.exchange.wishes import Wishes
from denyut.okr.models import Cycle, Reason

MAX_BYTES = 50 * 1024 * 1024
KINDS = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.json,.zip"


class ExportForm(forms.Form):
    """Which goals, and how they are written."""

    form = forms.ChoiceField(
        choices=[
            ("xlsx", gettext_lazy("Excel workbook")),
            ("csv", gettext_lazy("CSV files in one .zip")),
            ("json", "JSON"),
        ],
        label=gettext_lazy("Form"),
    )
    cycle = forms.ModelMultipleChoiceField(
        Cycle.objects.all(),
        label=gettext_lazy("Cycles"),
        help_text=gettext_lazy("All cycles when you choose none."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class UploadForm(forms.Form):
    """A file of a few megabytes."""

    file = forms.FileField(label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": KINDS}))

    def clean_file(self) -> Any:
        """The file, unless it is too big."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB. Split it."))
        return file


class WishesForm(forms.Form):
    """Where goals go, and what may be created for them."""

    cycle = forms.ModelChoiceField(
        Cycle.objects.filter(closed_at=None),
        label=gettext_lazy("Cycle"),
        required=False,
        empty_label=gettext_lazy("As the file says"),
    )
    reason = forms.ChoiceField(
        choices=[("", gettext_lazy("They do not change")), *Reason.choices],
        label=gettext_lazy("Why promised numbers change"),
        help_text=gettext_lazy("Targets, starts and weights of goals that were promised more than a day ago."),
        required=False,
    )
    creates_cycles = forms.BooleanField(label=gettext_lazy("Create cycles that are missing"), required=False)
    creates_people = forms.BooleanField(
        label=gettext_lazy("Create accounts for unknown addresses"),
        help_text=gettext_lazy("They get no letter. Each chooses a password by “Forgot your password?”."),
        required=False,
    )
    creates_departments = forms.BooleanField(label=gettext_lazy("Create departments that are missing"), required=False)

    def keep_newcomers(self) -> None:
        """Leave only what a complete export leaves open: who and what may be created for it."""
        for name in ("cycle", "reason", "creates_cycles"):
            del self.fields[name]

    def wishes(self, by_sheet: dict[str, dict[str, str]]) -> Wishes:
        """The decisions, with the corrections of each sheet. The form has to be valid."""
        said: dict[str, Any] = self.cleaned_data
        cycle: Cycle | None = said["cycle"]
        return Wishes(
            by_sheet=by_sheet,
            cycle=cycle.pk if cycle else None,
            reason=said["reason"],
            creates_people=said["creates_people"],
            creates_departments=said["creates_departments"],
            creates_cycles=said["creates_cycles"],
        )


def corrections_in(data: dict[str, str], number: int, source: Source) -> dict[str, str]:
    """What the page's selects say about sheet `number`, as far as it differs from how the sheet was read.

    A changed kind has other fields: then only the kind counts, and the columns are guessed anew.
    """
    if source.table is None or f"s{number}-kind" not in data:
        return source.corrections
    mapping, read = source.table.mapping, source.mapping()
    settings = {name: data.get(f"s{number}-{name}", read[name]) for name in ("kind", "numbers", "dates")}
    if settings["kind"] != mapping.kind:
        return {"kind": settings["kind"]}
    wanted = {name: index for index in range(len(source.table.names)) if (name := data.get(f"s{number}-c{index}", ""))}
    dropped = {name: "" for name in mapping.columns if name not in wanted}
    placed = {name: source.column(index) for name, index in wanted.items() if mapping.columns.get(name) != index}
    changed = {name: value for name, value in settings.items() if value != read[name]}
    return {**source.corrections, **changed, **dropped, **placed}
