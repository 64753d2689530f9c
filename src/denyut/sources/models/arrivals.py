"""What came in: an uploaded file, or what another program sent."""

from django.db import models

from denyut.sources.models.sources import Source


class Arrival(models.Model):
    """A file in the storage, or rows that were sent. `number` is the sender's own for a message: the same one counts once."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="arrivals")
    name = models.CharField(max_length=200, blank=True)
    path = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=100)
    rows = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="arrival_once")]

    def __str__(self) -> str:
        return self.name or self.number
