"""Invitations."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.people.languages import LANGUAGES
from denyut.people.models.person import Person, Role
from denyut.people.models.places import Department, Site


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, viewer: Person) -> "InvitationQuerySet":
        """Administrators and auditors see all, managers those they sent, others none."""
        if viewer.is_administrator or viewer.is_auditor:
            return self
        return self.filter(invited_by=viewer) if viewer.role == Role.MANAGER else self.none()


class Invitation(models.Model):
    """A letter to somebody who has no account yet. Its link's secret is derived from the id, so it is kept nowhere."""

    LIVES = timedelta(days=14)

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("department")
    )
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("site")
    )
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_waiting_once",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, moment: datetime) -> bool:
        """Whether the link still works at `moment`."""
        return self.accepted_at is None and self.withdrawn_at is None and moment < self.expires_at
