"""The workspace, its sites and departments, and the people in them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from denyut.lib.colours import hue_of, initials
from denyut.people.languages import LANGUAGES, is_right_to_left

if TYPE_CHECKING:
    from django.db.models.manager import RelatedManager


class Workspace(models.Model):
    """The company: one installation is one workspace, and this is its one row. The fixed key makes a second one impossible."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=120)
    region = models.CharField(_("region"), max_length=2, default="ID")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Jakarta")
    week_starts_on = models.PositiveSmallIntegerField(_("week starts on"), default=1)
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="workspace_one")]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place where people work, with its time zone and its working week."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    zone = models.CharField(_("time zone"), max_length=60, default="Asia/Jakarta")
    working_days = models.CharField(_("working days"), max_length=7, default="12345", help_text=_("Digits from 1 (Monday) to 7 (Sunday)."))
    hours_per_day = models.DecimalField(_("hours a day"), max_digits=4, decimal_places=2, default=Decimal(8))

    holidays: "RelatedManager[Holiday]"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_working_day(self, day: date) -> bool:
        """Whether people of this site work on `day`: a day of the working week that is no holiday here."""
        return str(day.isoweekday()) in self.working_days and not any(h.day == day for h in self.holidays.all())


class Holiday(models.Model):
    """A day on which a site does not work."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="holidays")
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Department(TreeNode):
    """A part of the company, inside another or at the top. It is moved and renamed, never deleted: goals hang on it."""

    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField(default=0)
    lead = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="leads", verbose_name=_("lead"))

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="department_once", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.name


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


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address, whatever its capitals. Raises Person.DoesNotExist."""
        return self.get(email=(username or "").lower())


class Role(models.TextChoices):
    """What a person is trusted with. An auditor reads everything that is not private talk and changes nothing."""

    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class Person(AbstractBaseUser):
    """Somebody with an account. A person who leaves is closed, never deleted: what they did stays theirs."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="people", verbose_name=_("department"))
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="people", verbose_name=_("site"))
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports", verbose_name=_("manager"))
    is_active = models.BooleanField(default=True)
    is_bot = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects: ClassVar[PersonManager] = PersonManager()
    tokens: "RelatedManager[AccessToken]"

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


class Invitation(models.Model):
    """A letter to somebody who has no account yet. The secret in its link is derived from the id, so it is kept nowhere."""

    LIVES = timedelta(days=14)

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="id")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("department"))
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("site"))
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=models.Q(accepted_at=None, withdrawn_at=None), name="invitation_waiting_once"
            )
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, moment: datetime) -> bool:
        """Whether the link still works at `moment`."""
        return self.accepted_at is None and self.withdrawn_at is None and moment < self.expires_at


class AccessToken(models.Model):
    """A key for programs that act as a person. Only its hash is kept.

    `secret` is filled on the one object that came out of making it, and can never be read again.
    """

    secret: str = ""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
