"""The workshop room: one page for everybody, and the buttons on it."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.launch.actions import end_workshop, move_phase, open_workshop, write_input
from denyut.launch.forms import WorkshopForm
from denyut.launch.models import Phase, Workshop
from denyut.launch.models.workshops import PHASES
from denyut.launch.rows.workshops import room_of
from denyut.okr.models import Cycle
from denyut.people.models import Person
from denyut.people.requests import new_key, via_web, wants_fragment
from denyut.people.views.doors import DeedPage, Page
from denyut.spine import clock
from denyut.spine.access import may
from denyut.spine.events import Via, head

# From here there is no way back into the silence.
SILENT_BEFORE = (Phase.GROUPS, Phase.OVER)


class OneWorkshop(Page):
    """Finds the workshop that the address is about."""

    @cached_property
    def workshop(self) -> Workshop:
        """Raises Http404."""
        return found_workshop(self.person, self.kwargs["pk"])


class WorkshopPage(OneWorkshop):
    """The room as its viewer sees it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the phase asks for; cards of others only once they are told."""
        return drawn(request, self.person, self.workshop)


class NewWorkshop(DeedPage):
    """Open a workshop."""

    form_class = WorkshopForm
    rule = "launch.lead"
    heading = _("Open a workshop")
    submit = _("Open it")
    made: Workshop

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("cycle", "")
        cycle = Cycle.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
        return {"facilitator": self.person.pk, "cycle": cycle}

    def do(self, form: Any, via: Via) -> Workshop:
        self.made = open_workshop.via(via)(self.person, form.cleaned_data["cycle"], **form.words())
        return self.made

    def get_success_url(self) -> str:
        return reverse("launch:workshop", args=[self.made.pk])


class RoomButton(Page, ABC):
    """A button or a small form in the room. It answers with the room as it is then; a refusal becomes a sentence beside it."""

    http_method_names = ["post"]

    @abstractmethod
    def do(self, via: Via) -> Workshop:
        """Do the deed; returns the workshop. Raises Refused."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, and draw the room anew."""
        workshop = self.do(via_web(request))
        if wants_fragment(request):
            return drawn(request, self.person, found_workshop(self.person, workshop.pk))
        return redirect("launch:workshop", workshop.pk)


class MovePhase(OneWorkshop, RoomButton):
    """Lead everybody to another phase."""

    def do(self, via: Via) -> Workshop:
        return move_phase.via(via)(self.person, self.workshop, to=self.request.POST.get("to", ""))


class End(OneWorkshop, RoomButton):
    """End the workshop: the minutes are written."""

    def do(self, via: Via) -> Workshop:
        return end_workshop.via(via)(self.person, self.workshop)


class Input(OneWorkshop, RoomButton):
    """Write down the vision."""

    def do(self, via: Via) -> Workshop:
        said, version = self.request.POST.get("vision", ""), self.request.POST.get("version", "")
        number = int(version) if version.isdecimal() else None
        return write_input.via(via)(self.person, self.workshop, vision=said, version=number)


def found_workshop(viewer: Person, pk: int) -> Workshop:
    """The workshop with all that its page and its rules ask. Raises Http404."""
    found = Workshop.objects.visible_to(viewer).select_related("cycle", "facilitator", "room")
    return get_object_or_404(found.prefetch_related("departments__lead"), pk=pk)


def drawn(request: HttpRequest, viewer: Person, workshop: Workshop) -> HttpResponse:
    """The page of a workshop."""
    since = head()
    ends_at, place = workshop.phase_ends_at, workshop.place
    context = {
        "workshop": workshop,
        "room": room_of(workshop, viewer, get_language() or "en"),
        "may_lead": may(viewer, "launch.lead_workshop", workshop),
        "may_take_part": may(viewer, "launch.take_part", workshop),
        "next": PHASES[place + 1] if place + 1 < len(PHASES) - 1 else None,
        "before": PHASES[place - 1] if place and Phase(workshop.phase) not in SILENT_BEFORE else None,
        "ends_at": ends_at,
        "is_over_time": ends_at is not None and ends_at < clock.now(),
        "key": new_key(),
        "topic": f"workshop:{workshop.pk}",
        "topics": f"workshop:{workshop.pk}",
        "since": since,
    }
    return render(request, "launch/workshop.html", context)
