"""Time that goes into asking how things stand, classified by rules and corrected by whoever spent it."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from denyut.people.models import Person


class ClassifiedQuerySet(models.QuerySet["Classified"]):
    def visible_to(self, viewer: Person) -> "ClassifiedQuerySet":
        """What somebody's time went into is seen by them alone; others see counts of groups."""
        return self.filter(person=viewer)

    def counted(self) -> "ClassifiedQuerySet":
        """Those that are supervision, as far as anybody knows."""
        return self.exclude(kind=Classified.Kind.NONE)


class Classified(models.Model):
    """One piece of somebody's work that seems to be supervision: what `kind`, how many `minutes` by which method, how sure (per cent).

    `source` names what it was read from ("line:12", "sitting:4"), never its words. Its person alone sees it and may correct it.
    """

    class Kind(models.TextChoices):
        CHASE = "chase", pgettext_lazy("supervision", "Asking how something stands")
        MEETING = "meeting", pgettext_lazy("supervision", "Status meeting")
        REPORT = "report", pgettext_lazy("supervision", "Writing a report")
        NONE = "none", pgettext_lazy("supervision", "Something else")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    minutes = models.FloatField()
    confidence = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)

    objects = ClassifiedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "source"], name="classified_once")]
        indexes = [models.Index(fields=["at"], name="classified_at")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
