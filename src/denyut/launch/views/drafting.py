"""Forms by which groups become goals, and the buttons of the agreement."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.launch.actions import draft_key_result, draft_objective, name_departments, take_position
from denyut.launch.forms import DepartmentsForm, KeyResultForm, ObjectiveForm
from denyut.launch.models import Group, Position, Workshop
from denyut.launch.views.cards import seen_group
from denyut.launch.views.workshops import RoomButton
from denyut.okr.models import KeyResult
from denyut.people.views.doors import DeedPage
from denyut.spine.access import require
from denyut.spine.events import Via


class GroupPage(DeedPage):
    """A form about a group."""

    @cached_property
    def group(self) -> Group:
        """Raises Http404."""
        return seen_group(self.person, self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        require(self.person, "launch.take_part", self.group.workshop)
        return {"title": self.group.title, "owner": self.person.pk}

    def get_success_url(self) -> str:
        return reverse("launch:workshop", args=[self.group.workshop_id])


class NewObjective(GroupPage):
    """Draft an objective from a group."""

    form_class = ObjectiveForm
    heading = _("Draft an objective")

    def do(self, form: Any, via: Via) -> Group:
        return draft_objective.via(via)(self.person, self.group, **form.words())


class NewKeyResult(GroupPage):
    """Draft a key result of the group's objective."""

    form_class = KeyResultForm
    heading = _("Draft a key result")

    def get_initial(self) -> dict[str, Any]:
        known = super().get_initial()
        invited = [department.pk for department in self.group.workshop.departments.all()]
        return {**known, "title": "", "departments": invited}

    def do(self, form: Any, via: Via) -> KeyResult:
        return draft_key_result.via(via)(self.person, self.group, **form.words())


class NameDepartments(DeedPage):
    """Name the departments that a key result needs. The address holds the workshop, and the key result."""

    form_class = DepartmentsForm
    heading = _("Who has to agree?")

    @cached_property
    def workshop(self) -> Workshop:
        """Raises Http404."""
        return get_object_or_404(Workshop.objects.visible_to(self.person), pk=self.kwargs["pk"])

    @cached_property
    def key_result(self) -> KeyResult:
        """Raises Http404."""
        return get_object_or_404(KeyResult.objects.visible_to(self.person), pk=self.kwargs["number"])

    def get_initial(self) -> dict[str, Any]:
        require(self.person, "launch.take_part", self.workshop)
        asked = Position.objects.filter(workshop=self.workshop, key_result=self.key_result)
        return {"departments": list(asked.values_list("department", flat=True))}

    def do(self, form: Any, via: Via) -> KeyResult:
        return name_departments.via(via)(self.person, self.workshop, self.key_result, **form.words())

    def get_success_url(self) -> str:
        return reverse("launch:workshop", args=[self.workshop.pk])


class TakePosition(RoomButton):
    """What a department says to a key result."""

    def do(self, via: Via) -> Workshop:
        found = Position.objects.visible_to(self.person).select_related("workshop")
        position = get_object_or_404(found, pk=self.kwargs["pk"])
        said, version = self.request.POST, self.request.POST.get("version", "")
        take_position.via(via)(
            self.person,
            position,
            stance=said.get("stance", ""),
            text=said.get("text", ""),
            version=int(version) if version.isdecimal() else None,
        )
        return position.workshop
