"""The addresses that sources may ask: for administrators."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.people.requests import new_key
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.sources.actions import allow_target, withdraw_target
from denyut.sources.forms import TargetForm
from denyut.sources.models import Target
from denyut.spine.access import may
from denyut.spine.events import Via


class Targets(DeedPage):
    """The list, and a form for the next one. Nobody else finds it."""

    template_name = "sources/targets.html"
    form_class = TargetForm
    submit = _("Allow")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may(self.person, "sources.allow"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(targets=Target.objects.select_related("made_by"), fresh=new_key(), **context)

    def do(self, form: Any, via: Via) -> Target:
        return allow_target.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("sources:targets")


class TargetRemoval(DeedButton):
    """Take a host from the list."""

    def do(self, via: Via) -> None:
        if not may(self.person, "sources.allow"):
            raise Http404
        withdraw_target.via(via)(self.person, get_object_or_404(Target, pk=self.kwargs["pk"]))

    def get_success_url(self) -> str:
        return reverse("sources:targets")
