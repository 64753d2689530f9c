"""Keeping the calendar of a cycle."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.okr.models import Cycle
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.rhythm.actions import add_ritual, change_ritual, end_ritual, use_usual_calendar
from denyut.rhythm.forms import RitualForm
from denyut.rhythm.models import Ritual
from denyut.spine.access import require
from denyut.spine.events import Via


class OfCycle(Page):
    """Finds the cycle the address is about."""

    @cached_property
    def cycle(self) -> Cycle:
        """Raises Http404."""
        return get_object_or_404(Cycle, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("rhythm:cycle_calendar", args=[self.cycle.pk])


class UsualCalendar(OfCycle, DeedButton):
    """One click puts the usual rituals into a cycle's calendar."""

    done = _("The usual calendar is in place. Change whatever does not fit.")

    def do(self, via: Via) -> Cycle:
        return use_usual_calendar.via(via)(self.person, self.cycle)


class NewRitual(OfCycle, DeedPage):
    """Put a ritual into a cycle's calendar."""

    form_class = RitualForm
    heading = _("New ritual")
    submit = _("Add")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, "rhythm.manage", self.person.department)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"first_on": self.cycle.starts_on}

    def do(self, form: RitualForm, via: Via) -> Ritual:
        return add_ritual.via(via)(self.person, self.cycle, **form.words())


class OneRitual(Page):
    """Finds the ritual the address is about."""

    @cached_property
    def ritual(self) -> Ritual:
        """Raises Http404."""
        found = Ritual.objects.visible_to(self.person).standing().select_related("cycle", "department")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, "rhythm.manage_ritual", self.ritual)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("rhythm:cycle_calendar", args=[self.ritual.cycle_id])


class RitualPage(OneRitual, DeedPage):
    """Move a ritual, or give it to other people."""

    form_class = RitualForm
    heading = _("Change the ritual")

    def get_initial(self) -> dict[str, Any]:
        names = ("kind", "title", "first_on", "every", "at", "minutes")
        return {name: getattr(self.ritual, name) for name in names} | {"department": self.ritual.department_id}

    def do(self, form: RitualForm, via: Via) -> Ritual:
        return change_ritual.via(via)(self.person, self.ritual, **form.words())


class Removal(OneRitual, DeedButton):
    """Take a ritual off the calendar."""

    done = _("The ritual is off the calendar. What came of it stays.")

    def do(self, via: Via) -> Ritual:
        return end_ritual.via(via)(self.person, self.ritual)
