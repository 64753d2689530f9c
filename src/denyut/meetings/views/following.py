"""Following goals and teams, and reading digests."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from denyut.meetings.actions import open_digest, subscribe, unsubscribe
from denyut.meetings.forms import FollowForm
from denyut.meetings.models import Digest, Subscription
from denyut.meetings.report_rows import objectives_in
from denyut.meetings.wording import item_row
from denyut.okr.models import Objective
from denyut.people.requests import new_key, via_web
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.events import Via


class Following(DeedPage):
    """What the viewer and their rooms follow, the form to follow more, and the last digests."""

    form_class = FollowForm
    template_name = "meetings/following.html"
    submit = _("Follow")
    done = _("You will hear of it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "viewer": self.person}

    def get_initial(self) -> dict[str, Any]:
        return {"objective": self.request.GET.get("objective"), "department": self.request.GET.get("department")}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        about = Subscription.objects.visible_to(self.person).standing()
        rows = about.select_related("room", "objective", "department").order_by("room", "id")
        seen = Objective.objects.visible_to(self.person)
        digests = Digest.objects.visible_to(self.person).select_related(
            "subscription__room", "subscription__objective", "subscription__department"
        )[:12]
        shown = rows.filter(objective=None) | rows.filter(objective__in=seen)
        return super().get_context_data(**{"rows": shown, "digests": digests, "key": new_key(), **context})

    def do(self, form: FollowForm, via: Via) -> Subscription:
        return subscribe.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("meetings:following")


class End(DeedButton):
    """Follow no longer."""

    def do(self, via: Via) -> Subscription:
        own = Subscription.objects.visible_to(self.person).select_related("room")
        return unsubscribe.via(via)(self.person, get_object_or_404(own, pk=self.kwargs["pk"]))

    def get_success_url(self) -> str:
        return reverse("meetings:following")


class DigestPage(Page, TemplateView):
    """One digest. To open it is its receipt."""

    template_name = "meetings/digest.html"

    @cached_property
    def digest(self) -> Digest:
        """Raises Http404."""
        found = Digest.objects.visible_to(self.person).select_related("subscription__room")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        digest = self.digest
        if digest.opened_at is None:
            open_digest.via(via_web(self.request))(self.person, digest)
        named = {number for item in digest.items for number in objectives_in(item)}
        seen = set(Objective.objects.visible_to(self.person).filter(pk__in=named).values_list("pk", flat=True))
        rows = [item_row(item, get_language() or "en") for item in digest.items if objectives_in(item) <= seen]
        return super().get_context_data(**{"digest": digest, "section": {"items": rows}, **context})
