"""Notices: what somebody is told of, and how each of them wants to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.people.models import Person
from denyut.spine.models import Event


class How(models.TextChoices):
    """By which way somebody is told: `APP` is the inbox alone; the letters come beside it."""

    APP = "app", pgettext_lazy("notifications", "In the inbox")
    MAIL = "mail", pgettext_lazy("notifications", "Inbox and e-mail at once")
    DIGEST = "digest", pgettext_lazy("notifications", "Inbox and daily e-mail")
    NOTHING = "nothing", pgettext_lazy("notifications", "Nothing")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer: Person) -> "NoticeQuerySet":
        """One's own, nobody else's."""
        return self.filter(person=viewer)

    def unread(self) -> "NoticeQuerySet":
        """Those that nobody has looked at yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """An event as it concerns one person. Its words are made when it is shown, from what that person may see then.

    `done_at` is when what it asked for was done; `how` says by which letter it goes out, `mailed_at` when it did.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=How, default=How.APP)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "read_at"], name="notice_unread"),
            models.Index(fields=["person", "kind", "-id"], name="notice_kind"),
            models.Index(fields=["how", "mailed_at", "person"], name="notice_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"


class NoticeWish(models.Model):
    """How a person wants to be told of one kind of thing, where it is not the usual way."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_wishes")
    kind = models.CharField(max_length=16)
    how = models.CharField(max_length=8, choices=How)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="notice_wish_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.how}"


class Post(models.Model):
    """A person's letters: the hour of the daily one by their own clock, and when the last one went out."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="post"
    )
    digest_hour = models.PositiveSmallIntegerField(_("hour of the daily letter"), default=8)
    mailed_at = models.DateTimeField(null=True)
    digested_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.person_id)
