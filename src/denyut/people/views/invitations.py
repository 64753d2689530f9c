"""Invitations: who is invited, and inviting somebody."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from denyut.people.actions import invite, invite_again, withdraw_invitation
from denyut.people.forms.persons import InvitationForm
from denyut.people.links import path_of
from denyut.people.models import Invitation
from denyut.people.requests import new_key
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine import clock
from denyut.spine.events import Via


class Invitations(Page):
    """Invitations that wait: an administrator sees all, a manager their own. Without mail, with the link to copy."""

    rule = "people.see_invitations"

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = (
            Invitation.objects.visible_to(self.person)
            .filter(accepted_at=None, withdrawn_at=None)
            .select_related("department", "invited_by")
        )
        rows = [
            {
                "invitation": invitation,
                "is_open": invitation.is_open(clock.now()),
                "link": "" if settings.HAS_MAIL else request.build_absolute_uri(path_of(invitation)),
                "key": new_key(),
            }
            for invitation in waiting
        ]
        return render(request, "people/invitations.html", {"rows": rows, "has_mail": settings.HAS_MAIL})


class NewInvitation(DeedPage):
    """Invite somebody."""

    rule = "people.see_invitations"
    form_class = InvitationForm
    heading = _("Invite somebody")
    submit = _("Send the invitation")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "inviter": self.person}

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.person.language, "department": self.person.department_id, "site": self.person.site_id}

    def do(self, form: InvitationForm, via: Via) -> Invitation:
        invitation = invite.via(via)(self.person, **form.words())
        if settings.HAS_MAIL:
            messages.success(
                self.request, gettext("The invitation is on its way to %(email)s.") % {"email": invitation.email}
            )
        return invitation

    def get_success_url(self) -> str:
        return reverse("people:invitations")


class InvitationButton(DeedButton):
    """A button beside an invitation."""

    rule = "people.see_invitations"

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation, if the viewer sees it. Raises Http404."""
        return get_object_or_404(Invitation.objects.visible_to(self.person), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("people:invitations")


class Sending(InvitationButton):
    """Send a letter once more."""

    done = _("The invitation was sent again.")

    def do(self, via: Via) -> Invitation:
        return invite_again.via(via)(self.person, self.invitation)


class Withdrawal(InvitationButton):
    """Make a link useless."""

    done = _("The invitation is withdrawn.")

    def do(self, via: Via) -> Invitation:
        return withdraw_invitation.via(via)(self.person, self.invitation)
