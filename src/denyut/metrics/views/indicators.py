"""Indicators on the web: the list, the library, one indicator, and what is done with it."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.metrics import forms
from denyut.metrics.actions import (
    add_indicator,
    adopt_indicator,
    change_indicator,
    link_signal,
    unlink_signal,
)
from denyut.metrics.calculation import FORMULAS
from denyut.metrics.history import chart_of, entries_of, formula_words, readings_of, versions_of
from denyut.metrics.library import LIBRARY, SHELVES
from denyut.metrics.models import MEANING, Indicator, Signal
from denyut.metrics.rows import tile_of
from denyut.people.requests import new_key
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import may, require
from denyut.spine.events import Via
from denyut.spine.widgets import placed


class Indicators(Page):
    """All indicators."""

    def get(self, request: HttpRequest) -> HttpResponse:
        language = get_language() or "en"
        found = Indicator.objects.select_related("owner", "department")
        rows = [{"tile": tile_of(one, language), "owner": one.owner, "department": one.department} for one in found]
        return render(
            request, "metrics/indicators.html", {"rows": rows, "may_add": may(self.person, "metrics.add_indicator")}
        )


class Library(Page):
    """The indicators that one can adopt, by shelf; those of which there is one already are marked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "shelves": [
                (shelf, [{"known": one, "formula": formula_words(one.formula)} for one in known])
                for shelf, known in SHELVES
            ],
            "adopted": set(Indicator.objects.values_list("key", flat=True)),
            "may_add": may(self.person, "metrics.add_indicator"),
        }
        return render(request, "metrics/library.html", context)


class OneIndicator(Page):
    """Finds the indicator the address is about."""

    @cached_property
    def indicator(self) -> Indicator:
        """Raises Http404."""
        found = Indicator.objects.select_related("owner", "department")
        return get_object_or_404(found.prefetch_related("definitions__made_by"), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("metrics:indicator", args=[self.indicator.pk])


class IndicatorDeed(OneIndicator, DeedPage):
    """A form about one indicator, for those whom the rule `asks` lets in."""

    asks: ClassVar[str] = "metrics.change_indicator"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, self.asks, self.indicator)
        return super().dispatch(request, *args, **kwargs)


class IndicatorPage(OneIndicator):
    """One indicator: where it stands, what warns of it, what it means, and every reading."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        indicator, language = self.indicator, get_language() or "en"
        signals = [(s.pk, tile_of(s.leading, language)) for s in indicator.signals.select_related("leading")]
        about = {"indicator": indicator, "request": request}
        sections = placed("metrics.indicator", self.person, about)
        readings = readings_of(indicator)
        present, *earlier = versions_of(indicator, language)
        context = {
            "indicator": indicator,
            "tile": tile_of(indicator, language),
            "chart": chart_of(indicator, readings),
            "entries": entries_of(indicator, readings, self.person, language),
            "actions": [mark_safe(html) for html in placed("metrics.indicator_actions", self.person, about)],
            "origins": [mark_safe(html) for html in placed("metrics.indicator_origin", self.person, about)],
            "present": present,
            "earlier": earlier,
            "signals": signals,
            "warns_of": [tile_of(s.result, language) for s in indicator.warns_of.select_related("result")],
            "sections": [mark_safe(html) for html in sections],
            "is_autopsy": not (indicator.is_leading or signals or sections),
            "has_raw": indicator.formula in FORMULAS and bool(FORMULAS[indicator.formula].scores),
            "may_read": may(self.person, "metrics.read", indicator),
            "may_change": may(self.person, "metrics.change_indicator", indicator),
            "key": new_key(),
        }
        return render(request, "metrics/indicator.html", context)


class Adding(DeedPage):
    """A form from which a new indicator comes, whose page opens then."""

    rule = "metrics.add_indicator"
    submit = _("Add")
    made: Indicator

    def get_success_url(self) -> str:
        return reverse("metrics:indicator", args=[self.made.pk])


class NewIndicator(Adding):
    """Add an indicator of one's own."""

    form_class = forms.IndicatorForm
    heading = _("New indicator")

    def do(self, form: forms.IndicatorForm, via: Via) -> None:
        self.made = add_indicator.via(via)(self.person, **form.words())


class Adoption(Adding):
    """Add an indicator of the library."""

    form_class = forms.AdoptionForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if self.kwargs["known"] not in LIBRARY:
            raise Http404
        return super().get_context_data(**context, heading=LIBRARY[self.kwargs["known"]].name)

    def do(self, form: forms.AdoptionForm, via: Via) -> None:
        self.made = adopt_indicator.via(via)(self.person, known=self.kwargs["known"], **form.words())


class Change(IndicatorDeed):
    """Change what an indicator means."""

    form_class = forms.ChangeForm
    heading = _("Change the indicator")

    def get_initial(self) -> dict[str, Any]:
        one = self.indicator
        return {name: getattr(one, name) for name in MEANING} | {"owner": one.owner, "department": one.department_id}

    def do(self, form: forms.ChangeForm, via: Via) -> Indicator:
        return change_indicator.via(via)(self.person, self.indicator, **form.words())


class NewSignal(IndicatorDeed):
    """Say what warns of this result."""

    form_class = forms.SignalForm
    heading = _("Add a leading signal")
    submit = _("Add")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "indicator": self.indicator}

    def do(self, form: forms.SignalForm, via: Via) -> Signal:
        return link_signal.via(via)(self.person, self.indicator, leading=form.cleaned_data["leading"])


class SignalRemoval(DeedButton):
    """Take a signal from a result."""

    @cached_property
    def signal(self) -> Signal:
        """Raises Http404."""
        return get_object_or_404(Signal.objects.select_related("result"), pk=self.kwargs["pk"])

    def do(self, via: Via) -> None:
        unlink_signal.via(via)(self.person, self.signal)

    def get_success_url(self) -> str:
        return reverse("metrics:indicator", args=[self.signal.result_id])
