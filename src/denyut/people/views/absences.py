"""Absences: entering, changing and removing them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.actions import add_absence, change_absence, remove_absence
from denyut.people.forms.absences import AbsenceForm
from denyut.people.models import Absence
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.people.views.persons import OnePerson
from denyut.spine.access import require
from denyut.spine.events import Via


class NewAbsence(OnePerson, DeedPage):
    """Say that somebody is away."""

    form_class = AbsenceForm
    heading = _("New absence")
    submit = _("Add")

    def get_form_kwargs(self) -> dict[str, Any]:
        require(self.person, "people.add_absence", self.subject)
        return {**super().get_form_kwargs(), "person": self.subject}

    def do(self, form: AbsenceForm, via: Via) -> Absence:
        return add_absence.via(via)(self.person, self.subject, **form.words())


class OneAbsence(Page):
    """Finds the absence the address is about; one that the viewer may not see is nowhere."""

    @cached_property
    def absence(self) -> Absence:
        """Raises Http404."""
        seen = Absence.objects.visible_to(self.person).standing().select_related("person")
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("people:person", args=[self.absence.person_id])


class AbsencePage(OneAbsence, DeedPage):
    """Move an absence, or correct it."""

    form_class = AbsenceForm
    heading = _("Absence")

    def get_initial(self) -> dict[str, Any]:
        absence = self.absence
        days = {"first_on": absence.first_on, "last_on": absence.last_on}
        return days | {"kind": absence.kind, "stand_in": absence.stand_in_id, "note": absence.note}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.absence.person}

    def do(self, form: AbsenceForm, via: Via) -> Absence:
        return change_absence.via(via)(self.person, self.absence, **form.words())


class Removal(OneAbsence, DeedButton):
    """Take an absence back."""

    done = _("The absence is removed.")

    def do(self, via: Via) -> Absence:
        return remove_absence.via(via)(self.person, self.absence)
