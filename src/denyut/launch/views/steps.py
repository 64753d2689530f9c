"""The five steps, and the forms about them."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.launch.actions import (
    begin_start,
    choose_sponsor,
    finish_step,
    plan_step,
    publish_commitment,
    release_sponsor,
    reopen_step,
)
from denyut.launch.evidence import company_objectives
from denyut.launch.forms import CommitmentForm, SponsorForm, StartForm, StepForm
from denyut.launch.leads import leads, passed
from denyut.launch.models import Sponsor, Start, Step, Vision, Workshop
from denyut.launch.rows.steps import sponsors_of, steps_of
from denyut.okr.models import Cycle
from denyut.people.requests import new_key
from denyut.people.times import company_now
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import may, require
from denyut.spine.events import Via


class Steps(Page):
    """How far the start is, for everybody; the newest one, or `?start=`."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The steps with their evidence, the sponsors, workshops and the vision."""
        starts = list(Start.objects.visible_to(self.person).select_related("cycle"))
        start = _asked(starts, request.GET.get("start", ""))
        context: dict[str, Any] = {
            "starts": starts,
            "start": start,
            "may_lead": may(self.person, "launch.lead"),
            "may_write": not self.person.is_auditor,
            "may_begin": startable().exists(),
            "key": new_key(),
        }
        if start is not None:
            steps = steps_of(start, self.person, company_now().date())
            context |= {
                "steps": steps,
                "done": sum(step.is_done for step in steps),
                "bar": sum(step.evidence.percent for step in steps) // len(steps),
                "sponsors": sponsors_of(start, self.person),
                "objectives": list(company_objectives(start.cycle).select_related("owner")[:5]),
                "workshops": list(Workshop.objects.visible_to(self.person).filter(cycle=start.cycle)[:5]),
                "vision": Vision.objects.first(),
                "has_passed": self.person.pk in passed(),
                "is_asked": leads().filter(pk=self.person.pk).exists(),
            }
        return render(request, "launch/steps.html", context)


def startable() -> QuerySet[Cycle]:
    """Cycles in which the steps may begin."""
    return Cycle.objects.filter(closed_at=None, start=None)


class Begin(DeedPage):
    """Begin the five steps in a cycle."""

    form_class = StartForm
    rule = "launch.lead"
    heading = _("Start with OKR")
    submit = _("Begin the five steps")

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["cycle"].queryset = startable()
        return form

    def do(self, form: Any, via: Via) -> Start:
        return begin_start.via(via)(self.person, form.cleaned_data["cycle"])

    def get_success_url(self) -> str:
        return reverse("launch:steps")


class OneStep(Page):
    """Finds the step that the address is about."""

    @cached_property
    def step(self) -> Step:
        """Raises Http404."""
        found = Step.objects.visible_to(self.person).select_related("start__cycle", "owner")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return f"{reverse('launch:steps')}?start={self.step.start_id}#step-{self.step.position}"


class Plan(OneStep, DeedPage):
    """Who answers for a step, until when."""

    form_class = StepForm

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.step.get_name_display(), **context)

    def get_initial(self) -> dict[str, Any]:
        require(self.person, "launch.lead")
        return {"owner": self.step.owner_id, "due_on": self.step.due_on}

    def do(self, form: Any, via: Via) -> Step:
        return plan_step.via(via)(self.person, self.step, **form.words())


class Finish(OneStep, DeedButton):
    """Say that a step is done; with `reopen` take it up again."""

    def do(self, via: Via) -> Step:
        deed = reopen_step if self.request.POST.get("reopen") else finish_step
        return deed.via(via)(self.person, self.step)


class NewSponsor(DeedPage):
    """Ask somebody to stand for the start."""

    form_class = SponsorForm
    rule = "launch.lead"
    heading = _("Choose a sponsor")
    submit = _("Ask them")

    @cached_property
    def start(self) -> Start:
        """Raises Http404."""
        return get_object_or_404(Start.objects.visible_to(self.person), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        # The address is looked at before the form is shown.
        return {"person": None, "start": self.start.pk}

    def do(self, form: Any, via: Via) -> Sponsor:
        return choose_sponsor.via(via)(self.person, self.start, **form.words())

    def get_success_url(self) -> str:
        return f"{reverse('launch:steps')}?start={self.start.pk}#step-1"


class OneSponsor(Page):
    """Finds the sponsor that the address is about."""

    @cached_property
    def sponsor(self) -> Sponsor:
        """Raises Http404."""
        return get_object_or_404(Sponsor.objects.visible_to(self.person).standing(), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return f"{reverse('launch:steps')}?start={self.sponsor.start_id}#step-1"


class Commit(OneSponsor, DeedPage):
    """Write and publish a commitment."""

    form_class = CommitmentForm
    heading = _("Your commitment")
    submit = _("Publish for everybody")

    def get_initial(self) -> dict[str, Any]:
        require(self.person, "launch.commit", self.sponsor)
        newest = self.sponsor.commitments.first()
        return {"text": newest.text if newest else ""}

    def do(self, form: Any, via: Via) -> Any:
        return publish_commitment.via(via)(self.person, self.sponsor, **form.words())


class Release(OneSponsor, DeedButton):
    """Let a sponsor go."""

    def do(self, via: Via) -> Sponsor:
        return release_sponsor.via(via)(self.person, self.sponsor)


def _asked(starts: list[Start], number: str) -> Start | None:
    return next((start for start in starts if str(start.pk) == number), starts[0] if starts else None)
