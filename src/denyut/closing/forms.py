"""What people type at the close, as clean values."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from denyut.closing.models import Lesson
from denyut.closing.words import shown
from denyut.okr.models import Cycle, KeyResult, Objective
from denyut.okr.offers import Offer
from denyut.okr.scores import Start
from denyut.people.forms.choices import PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.forms.numbers import NumberField

LONG = forms.Textarea(attrs={"rows": 3})
STARTS = [
    (Start.CURRENT.value, _("From where it is now: progress begins at 0 again")),
    (Start.BASELINE.value, _("From where it began: the start value and what was reached stay")),
    (Start.REMAINING.value, _("Only what is left: from 0 to the rest")),
]


def _about(offered: Offer) -> str:
    language = get_language() or "en"
    scores = {"score": shown(offered.score, language), "original": shown(offered.original, language)}
    if offered.original in (None, offered.score):
        return gettext("Suggested: %(score)s. Left empty, that is taken.") % scores
    return (
        gettext("Suggested: %(score)s; %(original)s by the targets first promised. Left empty, %(score)s is taken.")
        % scores
    )


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=500, widget=LONG)


class ScoreForm(KeyedForm):
    """A score and why it differs from the suggested one. Left empty, the suggested one is taken."""

    score = NumberField(label=_("Score from 0 to 1"), required=False)
    reason = _reason(_("Why, if it differs from the suggested one"))

    def __init__(self, *args: Any, offered: Offer | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["score"]
        field.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        if offered is not None:
            field.widget.attrs["placeholder"] = shown(offered.score, get_language() or "en")
            field.help_text = _about(offered)


class AmendForm(KeyedForm):
    """A score that changes after the close."""

    score = NumberField(label=_("Score from 0 to 1"))
    reason = forms.CharField(label=_("Why it changes now"), max_length=500, widget=LONG)


class PostponementForm(KeyedForm):
    """Why a key result is put off."""

    reason = _reason(_("Why it is put off"))


class VerdictForm(KeyedForm):
    """Whether a key result did what was expected of it."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=KeyResult.Verdict.choices, widget=forms.RadioSelect)
    note = _reason(_("How one can tell"))


class LessonForm(KeyedForm):
    """What a goal taught."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[choice for choice in Lesson.LessonKind.choices if choice[0] != Lesson.LessonKind.POST_MORTEM],
        initial=Lesson.LessonKind.LEARNED.value,
    )
    text = forms.CharField(label=_("Lesson"), max_length=4000, widget=LONG)
    key_result = forms.ModelChoiceField(
        label=_("About"),
        queryset=KeyResult.objects.none(),
        required=False,
        empty_label=_("The whole objective"),
    )

    def __init__(self, *args: Any, objective: Objective | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if objective is None:
            del self.fields["key_result"]
        else:
            self.fields["key_result"].queryset = KeyResult.objects.filter(objective=objective)  # type: ignore[attr-defined]


class PostMortemForm(KeyedForm):
    """Why a promise was not kept, and what follows."""

    text = forms.CharField(label=_("What happened, and what will be different next time"), max_length=4000, widget=LONG)
    cause = forms.ChoiceField(
        label=_("Main cause"), choices=[("", _("Not one of these")), *Lesson.Cause.choices], required=False
    )


class CarryForm(KeyedForm):
    """Into which cycle a goal goes, from where in its numbers, and whose it is."""

    cycle = forms.ModelChoiceField(label=_("Into the cycle"), queryset=Cycle.objects.none(), empty_label=None)
    start = forms.ChoiceField(
        label=_("Its numbers begin"), choices=STARTS, widget=forms.RadioSelect, initial=Start.CURRENT.value
    )
    owner = PersonField(label=_("Owner"))
    with_children = forms.BooleanField(label=_("Take along what serves it, as far as it is yours"), required=False)
    is_sure = forms.BooleanField(label=_("It was carried over before, and it is still the right goal"), required=False)

    def __init__(self, *args: Any, objective: Objective, is_asked: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        later = Cycle.objects.filter(closed_at=None, ends_on__gt=objective.cycle.ends_on)
        self.fields["cycle"].queryset = later.order_by("starts_on", "id")  # type: ignore[attr-defined]
        if not is_asked:
            del self.fields["is_sure"]
        if not objective.children.exists():
            del self.fields["with_children"]


class ExecutionNoteForm(KeyedForm):
    """What happened in a cycle."""

    text = forms.CharField(label=_("Note"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
