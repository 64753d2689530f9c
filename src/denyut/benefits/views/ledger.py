"""The ledger, one measure of it, and the freezing of baselines."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.benefits.actions import freeze_baselines
from denyut.benefits.crew import is_small
from denyut.benefits.details import details_of
from denyut.benefits.forms import BaselineForm
from denyut.benefits.measures import MEASURES
from denyut.benefits.models import Baseline, Weekly
from denyut.benefits.rows import Counted, Entry, entries, entry_of, value_of
from denyut.benefits.unmeasured import UNMEASURED
from denyut.people.models import Person
from denyut.people.views.doors import DeedPage, Page
from denyut.spine.access import may
from denyut.spine.events import Via

WEEKS_SHOWN = 26


class Ledger(Page):
    """Every measure with its verdict; five queries, however many weeks there are."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found: list[Entry] = []
        if not is_small(Person.objects.colleagues().count()):
            found = entries(get_language() or "en")
        context = {
            "entries": [one for one in found if one.frozen],
            "waiting": [one for one in found if not one.frozen],
            "unmeasured": UNMEASURED,
            "is_small": not found,
            "may_freeze": may(self.person, "benefits.freeze_baselines"),
        }
        return render(request, "benefits/ledger.html", context)


class MeasurePage(Page):
    """One measure: its formula, its weeks, its baseline, and what is behind it."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        each, language = MEASURES.get(name), get_language() or "en"
        if each is None or is_small(Person.objects.colleagues().count()):
            raise Http404
        kept = Weekly.objects.filter(measure=name)
        weeks = [Counted(one.week_on, one.hits, one.of, one.samples) for one in kept]
        entry = entry_of(each, weeks, Baseline.objects.filter(measure=name).first(), language)
        context = {
            "entry": entry,
            "weeks": [(one.on, _plain(value_of(each, [one]))) for one in reversed(weeks[-WEEKS_SHOWN:])],
            "details": details_of(name, language),
        }
        return render(request, "benefits/measure.html", context)


class Freeze(DeedPage):
    """Freeze the weeks before a day as the baseline."""

    rule = "benefits.freeze_baselines"
    form_class = BaselineForm
    heading = _("Freeze the baseline")
    submit = _("Freeze")

    def do(self, form: Any, via: Via) -> Baseline:
        return freeze_baselines.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("benefits:benefits")


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
