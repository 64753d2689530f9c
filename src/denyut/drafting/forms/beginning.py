"""The form with which a goal is begun: where it belongs, and the words and numbers in which it differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from denyut.drafting.answers import Answers, Required
from denyut.drafting.blueprints import Blueprint, KeyResultWords, Measure
from denyut.drafting.library import unit_word
from denyut.drafting.linting.draft import WITHOUT_START
from denyut.drafting.measures import Way, way_of
from denyut.okr.models import Cycle
from denyut.okr.progress import Kind
from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField

PLACE = ("cycle", "department", "owner")
PER_KEY_RESULT = ("title", "baseline", "target", "source", "hypothesis", "due_on")
LABELS: dict[str, Any] = {
    "title": _("Key result"),
    "baseline": _("Start value"),
    "target": _("Target"),
    "source": _("Where the number comes from"),
    "hypothesis": _("Why this should help"),
    "due_on": _("Due"),
}


@dataclass(frozen=True)
class Row:
    """The fields of one key result, with how it is measured."""

    number: int
    way: Way
    title: BoundField
    numbers: list[BoundField]
    words: list[BoundField]


class BeginningForm(KeyedForm):
    """A goal that is begun from a blueprint. What the template requires has to be filled in."""

    cycle = forms.ModelChoiceField(label=_("Cycle"), queryset=Cycle.objects.filter(closed_at=None))
    department = DepartmentField(label=_("Department"), empty_label=_("Whole company"))
    owner = PersonField(label=_("Owner"))
    language = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Objective"), max_length=300)
    why = forms.CharField(label=_("Why it matters"), required=False, max_length=2000, widget=forms.Textarea)

    def __init__(
        self, *args: Any, blueprint: Blueprint, language: str, required: Sequence[str] = (), **options: Any
    ) -> None:
        words = blueprint.in_language(language)
        initial = {"language": language, "title": words.title, "why": words.why, **options.get("initial", {})}
        super().__init__(*args, **{**options, "initial": initial})
        self.fields["why"].required = Required.WHY in required
        self.blueprint, self.goal_words, self.read_in = blueprint, words, language
        for number, (kr, measure) in enumerate(zip(words.key_results, blueprint.measures, strict=True), 1):
            self._add_row(number, kr, measure, required)

    def place(self) -> list[BoundField]:
        """The fields that say where the goal belongs."""
        return [self[name] for name in PLACE]

    def goal(self) -> list[BoundField]:
        """The fields of the objective itself."""
        return [self["title"], self["why"]]

    def rows(self) -> Iterator[Row]:
        """The key results."""
        for number, (kr, measure) in enumerate(
            zip(self.goal_words.key_results, self.blueprint.measures, strict=True), 1
        ):
            own = {name: self[f"kr{number}_{name}"] for name in PER_KEY_RESULT if f"kr{number}_{name}" in self.fields}
            numbers = [own[name] for name in ("baseline", "target", "due_on") if name in own]
            way = way_of(measure, kr, self.read_in)
            yield Row(number, way, own["title"], numbers, [own["source"], own["hypothesis"]])

    def words_of_place(self) -> dict[str, Any]:
        """Whose goal it is and in which language, as the deeds take it."""
        return {name: self.cleaned_data[name] for name in ("department", "owner", "language")}

    def answers(self) -> Answers:
        """What was filled in, as the deeds take it."""
        given, rows = self.cleaned_data, range(1, len(self.blueprint.measures) + 1)
        names = [[name for name in PER_KEY_RESULT if f"kr{row}_{name}" in self.fields] for row in rows]
        answers: Any = [{name: given[f"kr{row}_{name}"] for name in own} for row, own in zip(rows, names, strict=True)]
        return {"title": given["title"], "why": given["why"], "key_results": answers}

    def _add_row(self, number: int, kr: KeyResultWords, measure: Measure, required: Sequence[str]) -> None:
        kind, unit = Kind(measure.kind), unit_word(measure.unit, self.read_in)
        row: dict[str, forms.Field] = {"title": forms.CharField(max_length=300, initial=kr.title)}
        if kind.travels:
            is_asked = Required.BASELINE in required and kind not in WITHOUT_START
            row["baseline"] = NumberField(required=is_asked, initial=measure.baseline, help_text=unit)
        if kind.travels or kind.is_control:
            row["target"] = NumberField(initial=measure.target, help_text=unit)
        row["source"] = forms.CharField(max_length=200, required=Required.SOURCE in required, initial=kr.source)
        row["hypothesis"] = forms.CharField(
            max_length=500, required=Required.HYPOTHESIS in required, initial=kr.hypothesis, widget=forms.Textarea
        )
        if Required.DUE_ON in required:
            row["due_on"] = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
        for name, field in row.items():
            field.label = LABELS[name]
            self.fields[f"kr{number}_{name}"] = field
