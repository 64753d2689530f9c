"""The meeting log: how much time meetings take, and the form for those that no review measured."""

from datetime import timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.meetings.actions import log_meeting, remove_meeting
from denyut.meetings.forms import HeldForm
from denyut.meetings.load import meeting_load
from denyut.meetings.models import Held
from denyut.people.requests import new_key
from denyut.people.times import company_now
from denyut.people.views.doors import DeedButton, DeedPage
from denyut.spine.events import Via

SHOWN, DAYS = 40, 28


class MeetingLog(DeedPage):
    """The load of the last four weeks beside that of the four before, the last meetings, and the form."""

    form_class = HeldForm
    template_name = "meetings/log.html"
    submit = _("Log it")
    done = _("Logged.")

    def get_initial(self) -> dict[str, Any]:
        return {"day": company_now().date(), "kind": Held.MeetingKind.STATUS, "people": [self.person]}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        today = company_now().date()
        now = meeting_load(today - timedelta(days=DAYS - 1), today)
        before = meeting_load(today - timedelta(days=2 * DAYS - 1), today - timedelta(days=DAYS))
        rows = Held.objects.visible_to(self.person).select_related("review").prefetch_related("people")[:SHOWN]
        kinds = [(Held.MeetingKind(kind).label, minutes) for kind, minutes in now.by_kind.items()]
        own = {"load": now, "before": before, "kinds": kinds, "rows": rows, "key": new_key(), "viewer": self.person}
        return super().get_context_data(**{**own, **context})

    def do(self, form: HeldForm, via: Via) -> Held:
        return log_meeting.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("meetings:log")


class Removal(DeedButton):
    """Take a meeting out of the log."""

    def do(self, via: Via) -> Held:
        held = get_object_or_404(Held.objects.visible_to(self.person), pk=self.kwargs["pk"])
        return remove_meeting.via(via)(self.person, held)

    def get_success_url(self) -> str:
        return reverse("meetings:log")
