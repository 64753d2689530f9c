"""The form in which a template is worded: its key results once, its words in every language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.drafting.answers import Required
from denyut.drafting.blueprints import Content, blueprint_of
from denyut.drafting.checking import GUIDE, HYPOTHESIS, KEY_RESULTS_AT_MOST, SOURCE, TITLE, WHY
from denyut.drafting.library import unit_code, unit_word
from denyut.okr.forms.setups import SetupFields
from denyut.okr.models import KINDS, Cadence, Objective
from denyut.okr.setups import kept, setup_of
from denyut.people.forms.choices import DepartmentField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField
from denyut.people.languages import LANGUAGES, is_right_to_left

ROWS = range(1, KEY_RESULTS_AT_MOST + 1)
REQUIRED: list[tuple[str, str | Promise]] = [
    (Required.WHY.value, _("Why the goal matters")),
    (Required.BASELINE.value, _("A start value")),
    (Required.SOURCE.value, _("Where each number comes from")),
    (Required.HYPOTHESIS.value, _("Why each key result should help")),
    (Required.DUE_ON.value, _("A day on which each key result is due")),
]
SETUP = ("low", "statistic", "window", "sessions")
# Which setup fields a kind has; the page shows them when the kind is chosen.
KINDS_OF: Mapping[str, str] = {
    "baseline": "metric cumulative statistic",
    "target": "metric cumulative statistic at_least at_most range",
    "unit": "metric cumulative statistic at_least at_most range",
    "low": "range",
    "statistic": "statistic",
    "window": "statistic",
    "sessions": "coverage",
}


@dataclass(frozen=True)
class Words:
    """The fields of one language."""

    code: str
    name: str
    direction: str
    is_chosen: bool
    is_complete: bool
    goal: list[BoundField]


@dataclass(frozen=True)
class Row:
    """The fields of one key result: how it is measured, and its words by language. `shown_for` names the kinds that have a field."""

    number: int
    kind: BoundField
    numbers: list[tuple[BoundField, str]]
    words: list[tuple[Words, list[tuple[BoundField, str]]]]
    is_empty: bool


class TemplateForm(KeyedForm):
    """A template. Texts are fields "<language>_title", "<language>_kr2_source"; measures "kr2_kind", "kr2_target"."""

    name = forms.CharField(label=_("Name of the template"), max_length=120)
    department = DepartmentField(label=_("Department"), empty_label=_("Every department"))
    ambition = forms.ChoiceField(label=_("Ambition"), choices=Objective.Ambition.choices)
    cadence = forms.ChoiceField(
        label=_("Check-ins"), choices=[("", _("Like the cycle")), *Cadence.choices], required=False
    )
    required_fields = forms.MultipleChoiceField(
        label=_("Has to be filled in when a goal is begun"),
        choices=REQUIRED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, language: str, former: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.read_in, self.former = language, former or {}
        self.rows_said: list[int] = []
        super().__init__(
            *args, **{**options, "initial": {**_first(self.former, language), **options.get("initial", {})}}
        )
        for number in ROWS:
            self._add_measure(number)
        for code, _name in LANGUAGES:
            self._add_words(code)

    def about(self) -> list[BoundField]:
        """The fields that are no part of the goal."""
        return [self[name] for name in ("name", "department", "ambition", "cadence")]

    def languages(self) -> list[Words]:
        """The languages, the reader's own first and chosen."""
        done = blueprint_of(self.former).languages
        ordered = sorted(LANGUAGES, key=lambda one: one[0] != self.read_in)
        return [
            Words(
                code=code,
                name=name,
                direction="rtl" if is_right_to_left(code) else "ltr",
                is_chosen=code == self.read_in,
                is_complete=code in done,
                goal=[self[f"{code}_{part}"] for part in ("title", "why", "guide")],
            )
            for code, name in ordered
        ]

    def rows(self) -> Iterator[Row]:
        """The key results, empty ones for those that may be added."""
        languages = self.languages()
        for number in ROWS:
            numbers = [(self[f"kr{number}_{name}"], kinds) for name, kinds in KINDS_OF.items()]
            words = [(one, self._words_of(one.code, number)) for one in languages]
            is_empty = not any(bool(fields[0][0].value()) for _one, fields in words)
            yield Row(number, self[f"kr{number}_kind"], numbers, words, is_empty)

    def options(self) -> dict[str, Any]:
        """What was filled in, as the deeds take it."""
        plain = ("name", "department", "required_fields", "cadence")
        return {**{name: self.cleaned_data[name] for name in plain}, "content": self._content()}

    def add_error(self, field: str | None, error: Any) -> None:
        """Say what is wrong at the row that was filled in: the deeds count without empty rows."""
        place = re.fullmatch(r"(.*?)kr(\d)_(.+)", field or "")
        if place and self.rows_said:
            field = f"{place[1]}kr{self.rows_said[int(place[2]) - 1]}_{place[3]}"
        super().add_error(field, error)

    def _content(self) -> Content:
        said = self.cleaned_data
        rows = [row for row in ROWS if any(said[f"{code}_kr{row}_title"] for code, _name in LANGUAGES)]
        self.rows_said = rows
        texts: Any = {code: self._text(code, rows) for code, _name in LANGUAGES}
        return {"ambition": said["ambition"], "measures": [self._measure(row) for row in rows], "texts": texts}

    def _text(self, code: str, rows: Sequence[int]) -> dict[str, Any]:
        said = self.cleaned_data
        krs = [{name: said[f"{code}_kr{row}_{name}"] for name in ("title", "hypothesis", "source")} for row in rows]
        steps = [said[f"{code}_kr{row}_steps"].splitlines() for row in rows]
        goal = {part: said[f"{code}_{part}"] for part in ("title", "why", "guide")}
        return {**goal, "key_results": [{**kr, "steps": own} for kr, own in zip(krs, steps, strict=True)]}

    def _measure(self, row: int) -> Any:
        said = {name: self.cleaned_data[f"kr{row}_{name}"] for name in ("kind", *KINDS_OF)}
        given = {name: said[name] for name in SETUP if said["kind"] in KINDS_OF[name].split() and said[name]}
        setup = {**self._former_setup(row, said["kind"]), **given}
        numbers = {"baseline": said["baseline"], "target": said["target"]}
        return {"kind": said["kind"], "unit": unit_code(said["unit"]), **numbers, "setup": kept(setup_of(setup))}

    def _former_setup(self, row: int, kind: str) -> Mapping[str, Any]:
        """What the form does not ask for stays as it was, unless the kind is another one."""
        measures = self.former.get("measures", [])
        if row > len(measures) or measures[row - 1]["kind"] != kind:
            return {}
        return {name: word for name, word in measures[row - 1]["setup"].items() if name not in SETUP}

    def _words_of(self, code: str, number: int) -> list[tuple[BoundField, str]]:
        names = {"title": "", "hypothesis": "", "source": "", "steps": "milestone"}
        return [(self[f"{code}_kr{number}_{name}"], kinds) for name, kinds in names.items()]

    def _add_measure(self, number: int) -> None:
        setup = SetupFields()
        row: dict[str, forms.Field] = {
            "kind": forms.ChoiceField(label=_("How it is measured"), choices=KINDS, initial="metric"),
            "baseline": NumberField(label=_("Start value"), required=False),
            "target": NumberField(label=_("Target"), required=False),
            "unit": forms.CharField(label=_("Unit"), max_length=20, required=False),
            **{name: setup.fields[name] for name in SETUP},
        }
        self.fields |= {f"kr{number}_{name}": field for name, field in row.items()}

    def _add_words(self, code: str) -> None:
        self.fields[f"{code}_title"] = _text(_("Objective"), TITLE)
        self.fields[f"{code}_why"] = _text(_("Why it matters"), WHY, is_long=True)
        self.fields[f"{code}_guide"] = _text(_("How to word it well"), GUIDE, is_long=True)
        for number in ROWS:
            self.fields |= {
                f"{code}_kr{number}_title": _text(_("Key result"), TITLE),
                f"{code}_kr{number}_hypothesis": _text(_("Why this should help"), HYPOTHESIS, is_long=True),
                f"{code}_kr{number}_source": _text(_("Where the number comes from"), SOURCE),
                f"{code}_kr{number}_steps": _text(_("Milestones, one in each line"), WHY, is_long=True),
            }


def _text(label: Any, letters: int, *, is_long: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput()
    return forms.CharField(label=label, max_length=letters, required=False, widget=widget)


def _first(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The fields as a content fills them."""
    found: dict[str, Any] = {"ambition": content["ambition"]} if content else {}
    for number, (row, measure) in enumerate(
        zip(content.get("measures", ()), blueprint_of(content).measures, strict=True), 1
    ):
        own = {"kind": row["kind"], "baseline": measure.baseline, "target": measure.target}
        own["unit"] = unit_word(row["unit"], language)
        setup = setup_of(row["setup"])
        own |= {name: getattr(setup, name) for name in SETUP}
        found |= {f"kr{number}_{name}": value for name, value in own.items()}
    for code, text in content.get("texts", {}).items():
        found |= {f"{code}_{part}": text.get(part, "") for part in ("title", "why", "guide")}
        for number, kr in enumerate(text.get("key_results", ()), 1):
            words = {**kr, "steps": "\n".join(kr.get("steps", ()))}
            found |= {f"{code}_kr{number}_{name}": text for name, text in words.items()}
    return found
