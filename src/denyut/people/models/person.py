"""The people, and what they are trusted with."""

from datetime import time
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from denyut.lib.colours import hue_of, initials
from denyut.people.languages import LANGUAGES, is_right_to_left
from denyut.people.models.places import Department, Site


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, viewer: "Person") -> "PersonQuerySet":
        """Colleagues see each other: everybody of the workspace, bots and those who left included."""
        return self if viewer.is_active else self.none()

    def active(self) -> "PersonQuerySet":
        """Those whose account is open, bots included."""
        return self.filter(is_active=True)

    def colleagues(self) -> "PersonQuerySet":
        """Human beings whose account is open: whom one may choose as a lead, an owner or a manager."""
        return self.filter(is_active=True, is_bot=False)

    def administrators(self) -> "PersonQuerySet":
        """The people who can still administer the workspace."""
        return self.colleagues().filter(role=Role.ADMINISTRATOR)


class PersonManager(BaseUserManager["Person"]):
    """Accounts, asked as their queryset is."""

    use_in_migrations = False

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: "Person") -> PersonQuerySet:
        return self.get_queryset().visible_to(viewer)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def colleagues(self) -> PersonQuerySet:
        return self.get_queryset().colleagues()

    def administrators(self) -> PersonQuerySet:
        return self.get_queryset().administrators()

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address, whatever its capitals. Raises Person.DoesNotExist."""
        return self.get(email=(username or "").lower())


class Role(models.TextChoices):
    """What a person is trusted with. An auditor reads everything that is not private talk and changes nothing."""

    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class Person(AbstractBaseUser):  # type: ignore[django-manager-missing]
    """Somebody with an account. A person who leaves is closed, never deleted: what they did stays theirs.

    From `quiet_from` to `quiet_to`, by the clock of their site, nobody wants to be called; where both are the same there is no such time.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        verbose_name=_("department"),
    )
    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="people", verbose_name=_("site")
    )
    manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports", verbose_name=_("manager")
    )
    is_active = models.BooleanField(default=True)
    is_bot = models.BooleanField(default=False)
    shows_presence = models.BooleanField(_("shows presence"), default=True)
    quiet_from = models.TimeField(_("quiet from"), default=time(20))
    quiet_to = models.TimeField(_("quiet until"), default=time(7))
    joined_at = models.DateTimeField()

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]
        indexes = [models.Index(fields=["department", "name"], name="person_department")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's word for an administrator, asked by libraries."""
        return self.is_administrator

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_auditor(self) -> bool:
        return self.role == Role.AUDITOR

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def hue(self) -> int:
        """The colour of the avatar, 0 to 11, from the name alone."""
        return hue_of(self.name)

    @property
    def is_right_to_left(self) -> bool:
        return is_right_to_left(self.language)

    @property
    def zone(self) -> ZoneInfo:
        """The clock of the person's site; UTC for whoever has none."""
        return ZoneInfo(self.site.zone if self.site else "UTC")

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email
