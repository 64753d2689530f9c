"""Access tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.people.models.person import Person


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
