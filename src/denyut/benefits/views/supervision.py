"""A person's own supervision time, for them alone, to look at and to correct."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.benefits.actions import correct
from denyut.benefits.forms import CorrectionForm
from denyut.benefits.models import Classified
from denyut.benefits.supervision import own_weeks, places_of
from denyut.people.views.doors import DeedPage, Page
from denyut.spine import clock
from denyut.spine.events import Via

SHOWN, SPAN = 100, timedelta(weeks=8)


class Supervision(Page):
    """The viewer's own pieces and minutes by week."""

    def get(self, request: HttpRequest) -> HttpResponse:
        items = list(Classified.objects.visible_to(self.person).filter(at__gte=clock.now() - SPAN)[:SHOWN])
        context = {"items": places_of(self.person, items), "weeks": own_weeks(items)}
        return render(request, "benefits/supervision.html", context)


class Correct(DeedPage):
    """Say what it was."""

    form_class = CorrectionForm
    heading = _("What was it?")

    @cached_property
    def item(self) -> Classified:
        """Raises Http404 for anybody else's."""
        return get_object_or_404(Classified.objects.visible_to(self.person), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.item  # noqa: B018 whoever may not see it learns nothing from an empty form
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.item.kind, "minutes": round(self.item.minutes)}

    def do(self, form: CorrectionForm, via: Via) -> Classified:
        return correct.via(via)(self.person, self.item, **form.words())

    def get_success_url(self) -> str:
        return reverse("benefits:supervision")
