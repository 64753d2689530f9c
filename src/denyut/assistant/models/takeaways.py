"""Takeaways: what people take out of the talk for a goal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.chat.models import Line, Room
from denyut.okr.models import KeyResult
from denyut.people.models import Person


class TakeawayKind(models.TextChoices):
    EVIDENCE = "evidence", pgettext_lazy("a takeaway", "Evidence")
    SUGGESTION = "suggestion", pgettext_lazy("a takeaway", "Suggestion")
    HELP = "help", pgettext_lazy("a takeaway", "Request for help")
    OFFER = "offer", pgettext_lazy("a takeaway", "Offer of help")


class TakeawayState(models.TextChoices):
    KEPT = "kept", pgettext_lazy("a takeaway", "Kept")
    OPEN = "open", pgettext_lazy("a takeaway", "Open")
    ACCEPTED = "accepted", pgettext_lazy("a takeaway", "Accepted")
    DECLINED = "declined", pgettext_lazy("a takeaway", "Declined")
    RESOLVED = "resolved", pgettext_lazy("a takeaway", "Resolved")


# What is settled as soon as it is written down: nobody has to answer it.
SETTLED = (TakeawayKind.EVIDENCE,)


class TakeawayQuerySet(models.QuerySet["Takeaway"]):
    def visible_to(self, viewer: Person) -> "TakeawayQuerySet":
        """Seen by whoever sees its key result; one without, by whoever finds its room."""
        about = Q(key_result__in=KeyResult.objects.visible_to(viewer))
        return self.filter(about | Q(key_result=None, room__in=Room.objects.visible_to(viewer)))

    def open(self) -> "TakeawayQuerySet":
        """Those that wait for an answer."""
        return self.filter(state=TakeawayState.OPEN)

    def with_people(self) -> "TakeawayQuerySet":
        """The same, with everybody and everything that is shown of them loaded."""
        return self.select_related("by", "settled_by", "room", "key_result__owner", "key_result__objective__cycle")


class Takeaway(models.Model):
    """One piece of talk that was kept for a key result: evidence, a suggestion, or help that is asked for or offered.

    A refusal closes with a `resolution` alone. `line` is where it was said, if it was. Who wants another target challenges the goal.
    """

    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="takeaways")
    room = models.ForeignKey(Room, null=True, on_delete=models.SET_NULL, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="takeaways")
    kind = models.CharField(max_length=10, choices=TakeawayKind)
    text = models.CharField(_("what it says"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=TakeawayState)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    resolution = models.CharField(_("how it ended"), max_length=1000, blank=True)

    objects = TakeawayQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["key_result", "state", "id"], name="takeaway_goal"),
            models.Index(fields=["kind", "state", "at"], name="takeaway_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"
