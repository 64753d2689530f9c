"""One time a ritual takes place: attendance and output."""

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.faces import face_of
from denyut.people.requests import new_key
from denyut.people.times import zone_of
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.rhythm.actions import attend, close_sitting, reopen_sitting, take_back_attendance, write_output
from denyut.rhythm.forms import OutputForm
from denyut.rhythm.models import Ritual, Sitting
from denyut.rhythm.opening import window_for
from denyut.spine import clock
from denyut.spine.access import NotThere, may
from denyut.spine.events import Via


class OneSitting(Page):
    """Finds the ritual and the day the address is about; a day on which nothing is planned and nothing was, is nowhere."""

    @cached_property
    def day(self) -> date:
        """The planned day. Raises Http404."""
        try:
            return date.fromisoformat(self.kwargs["day"])
        except ValueError as error:
            raise Http404 from error

    @cached_property
    def ritual(self) -> Ritual:
        """Raises Http404."""
        found = Ritual.objects.visible_to(self.person).select_related("cycle", "department")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def sitting(self) -> Sitting | None:
        """What was said of that day so far. Raises Http404."""
        found = self.ritual.sittings.filter(day=self.day).prefetch_related("attended").first()
        if found is None and (self.ritual.ended_at or not self.ritual.is_planned_on(self.day)):
            raise Http404
        return found

    def begun(self) -> Sitting:
        """What was said of that day. Raises NotThere when nothing was."""
        if self.sitting is None:
            raise NotThere(_("Nothing was said about that day yet."), code="not_begun")
        # The way back to the ritual that is loaded with its cycle and department.
        self.sitting.ritual = self.ritual
        return self.sitting

    def get_success_url(self) -> str:
        return reverse("rhythm:sitting", args=[self.ritual.pk, self.day.isoformat()])


class SittingPage(OneSitting, DeedPage):
    """When it opens for the viewer, who was there, and what came of it; the form writes that down."""

    form_class = OutputForm
    template_name = "rhythm/sitting.html"
    done = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {
            "output": self.sitting.output if self.sitting else "",
            "version": self.sitting.version if self.sitting else 0,
        }

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        ritual, sitting, now, zone = self.ritual, self.sitting, clock.now(), zone_of(self.person)
        window = window_for(self.person, ritual, self.day)
        people = list(sitting.attended.all()) if sitting else []
        own = {
            "ritual": ritual,
            "day": self.day,
            "sitting": sitting,
            "opens_at": window.opens_at.astimezone(zone),
            "closes_at": window.closes_at.astimezone(zone),
            "state": "ahead" if now < window.opens_at else "open" if window.is_open(now) else "over",
            "people": [face_of(person) for person in people],
            "has_attended": any(person.pk == self.person.pk for person in people),
            "may_attend": may(self.person, "rhythm.attend", ritual),
            "may_manage": may(self.person, "rhythm.manage_ritual", ritual),
            "key": new_key(),
        }
        return super().get_context_data(**{**own, **context})

    def do(self, form: OutputForm, via: Via) -> Sitting:
        return write_output.via(via)(self.person, self.ritual, day=self.day, **form.words())


class Attendance(OneSitting, DeedButton):
    """Say that one is there; with `back` that one was not."""

    def do(self, via: Via) -> Sitting:
        if self.request.POST.get("back"):
            return take_back_attendance.via(via)(self.person, self.begun())
        return attend.via(via)(self.person, self.ritual, day=self.day)


class Closure(OneSitting, DeedButton):
    """Close a sitting; with `reopen` open it again."""

    def do(self, via: Via) -> Sitting:
        deed = reopen_sitting if self.request.POST.get("reopen") else close_sitting
        return deed.via(via)(self.person, self.begun())
