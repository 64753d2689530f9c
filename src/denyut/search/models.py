"""What can be found: one row for each thing that has words, in the order in which it came to be known."""

from django.conf import settings
from django.db import models


class Document(models.Model):
    """A thing of some `kind` with its `number`. Its words are in the index of the database, under this row's id; they are not kept here.

    `digest` tells whether what is indexed is still what the thing says. `at` is when it was said or made.
    """

    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Place(models.Model):
    """How far the log has been read for the index."""

    name = models.CharField(max_length=20, primary_key=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.position}"
