"""Forms about influences."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.alignment.actions.chain import LONGEST_DELAY
from denyut.alignment.models import Influence
from denyut.metrics.library import SHELVES
from denyut.metrics.models import Indicator
from denyut.okr.ends import Goal
from denyut.okr.models import Objective
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField

KNOWN = "known:"


class ExpectationForm(KeyedForm):
    """What is expected of an indicator, and why."""

    direction = forms.ChoiceField(
        label=_("As the goal comes nearer, the indicator goes"),
        choices=[("", _("Choose")), *Influence.Way.choices],
    )
    size = NumberField(label=_("By how much"), required=False, help_text=_("In the indicator's unit."))
    delay_days = forms.IntegerField(
        label=_("After how many days"),
        required=False,
        min_value=0,
        max_value=LONGEST_DELAY,
        help_text=_("How long it takes until the indicator shows it: 0 means in the same week."),
    )
    reason = forms.CharField(
        label=_("Why do you expect this?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_delay_days(self) -> int:
        """Nothing said means no delay."""
        return self.cleaned_data["delay_days"] or 0


class InfluenceForm(ExpectationForm):
    """Which indicator a goal is expected to move: one in use, or for those who may adopt one, of the library."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    field_order = ("indicator",)

    def __init__(self, *args: Any, goal: Goal, may_adopt: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["indicator"].choices = [("", _("Choose")), *_in_use(goal), *(_known() if may_adopt else ())]  # type: ignore[attr-defined]
        if not may_adopt:
            self.fields["indicator"].help_text = _("Managers adopt more of them from the library.")

    def words(self) -> dict[str, Any]:
        """The deed's options: the chosen indicator, or the key of one of the library."""
        chosen: str = self.cleaned_data["indicator"]
        words = {name: value for name, value in super().words().items() if name != "indicator"}
        if chosen.startswith(KNOWN):
            return words | {"known": chosen.removeprefix(KNOWN)}
        return words | {"indicator": Indicator.objects.get(pk=chosen)}


class EndForm(KeyedForm):
    """What was learnt from a hypothesis that is given up."""

    note = forms.CharField(
        label=_("What did you learn?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The hypothesis stays readable, with this beside it."),
    )


def initial_of(influence: Influence) -> dict[str, Decimal | str | int | None]:
    """A form filled in with what is expected today."""
    return {name: getattr(influence, name) for name in ("direction", "size", "delay_days", "reason")}


def _in_use(goal: Goal) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    standing = Influence.objects.standing()
    own = standing.filter(objective=goal) if isinstance(goal, Objective) else standing.filter(key_result=goal)
    free = Indicator.objects.exclude(pk__in=own.values("indicator"))
    yield _("In use"), [(str(pk), name) for pk, name in free.values_list("pk", "name")]


def _known() -> Iterator[tuple[Any, list[tuple[str, Any]]]]:
    used = set(Indicator.objects.values_list("key", flat=True))
    for shelf, known in SHELVES:
        offered = [(f"{KNOWN}{one.key}", one.name) for one in known if one.key not in used]
        if offered:
            yield shelf, offered
