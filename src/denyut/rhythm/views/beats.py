"""How often a department checks in."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.rhythm.actions import set_beat, take_off_beat
from denyut.rhythm.forms import BeatForm
from denyut.rhythm.models import Beat
from denyut.rhythm.models.beats import USUAL_TIME
from denyut.spine.access import require
from denyut.spine.events import Via


class OfDepartment(Page):
    """Finds the department the address is about."""

    @cached_property
    def department(self) -> Department:
        """Raises Http404, and Refused for whoever does not keep its calendar."""
        found = get_object_or_404(Department, pk=self.kwargs["pk"])
        require(self.person, "rhythm.manage", found)
        return found

    def get_success_url(self) -> str:
        return reverse("rhythm:board")


class DepartmentBeat(OfDepartment, DeedPage):
    """Give a department a cadence of its own."""

    form_class = BeatForm
    heading = _("How often this department checks in")

    def get_initial(self) -> dict[str, Any]:
        own = Beat.objects.filter(department=self.department).first()
        if own is None:
            return {"cadence": "week", "due_weekday": 5, "due_at": USUAL_TIME}
        return {"cadence": own.cadence, "due_weekday": own.due_weekday, "due_at": own.due_at}

    def do(self, form: BeatForm, via: Via) -> Department:
        return set_beat.via(via)(self.person, self.department, **form.words())


class BeatRemoval(OfDepartment, DeedButton):
    """Let it check in as the cycle says again."""

    def do(self, via: Via) -> Department:
        return take_off_beat.via(via)(self.person, self.department)
