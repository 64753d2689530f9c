"""My focus: five things a week, the team's load and where it overlaps."""

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from denyut.people.requests import person_of, via_web
from denyut.people.views.doors import DeedPage
from denyut.spine.access import may
from denyut.spine.events import Via
from denyut.tasks.actions import add_focus, drop_focus, finish_focus
from denyut.tasks.focusing import Mine, focus_of, offered, overlaps, team_of
from denyut.tasks.forms import FocusForm
from denyut.tasks.models import Focus

DEEDS = {"done": finish_focus, "drop": drop_focus}


class Focuses(DeedPage):
    """The viewer's week with the form for one more; with five of them it asks what to drop."""

    template_name = "tasks/focus.html"
    form_class = FocusForm
    submit = _("Focus on it")

    @cached_property
    def mine(self) -> Mine:
        """The week as it was when the page was asked for."""
        return focus_of(self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"viewer": self.person, "offered": offered(self.person), "standing": self.mine}
        return {**super().get_form_kwargs(), **more}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        team = team_of(self.person)
        more = {
            "focus": self.mine,
            "team": team,
            "overlaps": overlaps(team),
            "may_add": may(self.person, "tasks.add_focus"),
        }
        return super().get_context_data(**context, **more)

    def do(self, form: Any, via: Via) -> Focus:
        said = form.cleaned_data
        drop = Focus.objects.filter(person=self.person, pk=said["drop"]).first() if said.get("drop") else None
        return add_focus.via(via)(self.person, said["key_result"], text=said["text"], drop=drop)

    def get_success_url(self) -> str:
        return reverse("tasks:focus")


@login_required
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one of one's own things is done, or drop it (`to`)."""
    viewer = person_of(request)
    focus = get_object_or_404(Focus.objects.visible_to(viewer).select_related("key_result"), pk=pk)
    chosen = DEEDS.get(request.POST.get("to", ""))
    if chosen is not None:
        chosen.via(via_web(request))(viewer, focus)
    return redirect("tasks:focus")
