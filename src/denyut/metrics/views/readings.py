"""Readings on the web: entering one, working one out, putting one right, and how they are watched."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.metrics import forms
from denyut.metrics.actions import calculate_indicator, correct_reading, read_indicator, watch_indicator
from denyut.metrics.calculation import FORMULAS
from denyut.metrics.models import Indicator, Reading
from denyut.metrics.views.indicators import IndicatorDeed
from denyut.spine.events import Via


class NewReading(IndicatorDeed):
    """Enter a value."""

    asks = "metrics.read"
    form_class = forms.ReadingForm
    heading = _("New reading")

    def do(self, form: forms.ReadingForm, via: Via) -> Reading:
        return read_indicator.via(via)(self.person, self.indicator, value=form.cleaned_data["value"], at=form.moment())


class NewCalculation(IndicatorDeed):
    """Work a value out by the formula; `?raw=1` takes the raw scores."""

    asks = "metrics.read"
    form_class = forms.CalculationForm
    heading = _("New reading")

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.indicator.formula not in FORMULAS:
            raise Http404
        options = {"formula": self.indicator.formula, "is_raw": "raw" in self.request.GET}
        return {**super().get_form_kwargs(), **options}

    def do(self, form: forms.CalculationForm, via: Via) -> Reading:
        return calculate_indicator.via(via)(self.person, self.indicator, inputs=form.inputs(), at=form.moment())


class Correction(IndicatorDeed):
    """Put a reading right."""

    asks = "metrics.read"
    form_class = forms.CorrectionForm
    heading = _("Put the reading right")

    @cached_property
    def reading(self) -> Reading:
        """Raises Http404."""
        return get_object_or_404(Reading.objects.select_related("indicator"), pk=self.kwargs["pk"])

    @cached_property
    def indicator(self) -> Indicator:
        """That of the reading."""
        return self.reading.indicator

    def get_initial(self) -> dict[str, Any]:
        one = self.reading
        return {"value": one.value, "n": one.n, "is_estimated": one.quality == Reading.Quality.ESTIMATED}

    def do(self, form: forms.CorrectionForm, via: Via) -> Reading:
        return correct_reading.via(via)(self.person, self.reading, **form.words())


class Watch(IndicatorDeed):
    """How often readings are expected, and how many cases one needs."""

    form_class = forms.WatchForm
    heading = _("How it is watched")

    def get_initial(self) -> dict[str, Any]:
        return {"cadence": self.indicator.cadence, "least": self.indicator.least}

    def do(self, form: forms.WatchForm, via: Via) -> Indicator:
        return watch_indicator.via(via)(self.person, self.indicator, **form.words())
