"""How goals are counted: an objective's explanation, its weights, the rates of currencies."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from denyut.okr.actions import set_rate, weigh_key_result
from denyut.okr.explanation import shown
from denyut.okr.models import Rate, Reason
from denyut.okr.rows import rows_of
from denyut.okr.views.forms import form_page
from denyut.okr.views.objectives import seen_objective
from denyut.people.forms.numbers import NumberField
from denyut.people.requests import attempt, new_key, person_of, via_web, wants_fragment
from denyut.people.times import company_now
from denyut.spine.access import may


class WeightForm(forms.Form):
    """The share of one key result: a number, or nothing to share it out again."""

    weight = NumberField(label=gettext_lazy("Weight"), required=False)
    reason = forms.ChoiceField(choices=[("", ""), *Reason.choices], required=False)


class RateForm(forms.Form):
    """What one unit of a currency is worth."""

    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3)
    from_on = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}), initial=date.today
    )
    rate = NumberField(label=gettext_lazy("Rate"))


@login_required
@require_GET
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """How an objective's progress is counted, line by line: a sheet, or a page."""
    objective = seen_objective(person_of(request), pk)
    language = get_language() or "en"
    template = "okr/_explanation.html" if wants_fragment(request) else "okr/explanation.html"
    return render(request, template, {"objective": objective, "shown": shown(objective, language)})


@login_required
@require_http_methods(["GET", "POST"])
def weights(request: HttpRequest, pk: int) -> HttpResponse:
    """The shares of an objective's key results; POST fixes one (`key_result`, `weight`), or frees it without a number."""
    viewer = person_of(request)
    objective = seen_objective(viewer, pk)
    form = WeightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = request.POST.get("key_result", "")
        kr = objective.key_results.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 18 else None
        weigh, given = weigh_key_result.via(via_web(request)), form.cleaned_data
        if kr and attempt(form, lambda: weigh(viewer, kr, weight=given["weight"], reason=given["reason"])):
            return redirect("okr:weights", pk)
    rows = rows_of([objective], language=get_language() or "en", moment=company_now())
    shares = {kr.pk: (kr.weight, kr.is_weight_fixed) for kr in objective.key_results.all()}
    context: dict[str, Any] = {
        "objective": objective,
        "rows": [(row, *shares[row.id]) for row in rows[pk].key_results],
        "form": form,
        "reasons": Reason.choices,
        "may_change": may(viewer, "okr.change_objective", objective),
        "key": new_key(),
    }
    return render(request, "okr/weights.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    """The rates by which money of several currencies is compared; POST enters one."""
    viewer = person_of(request)
    form = RateForm(request.POST or None)
    enter = set_rate.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: enter(viewer, **form.cleaned_data)):
        return redirect("okr:rates")
    return form_page(
        request,
        form,
        _("Rates of currencies"),
        template="okr/rates.html",
        rates=Rate.objects.all()[:200],
        may_manage=may(viewer, "okr.manage_cycles"),
    )
