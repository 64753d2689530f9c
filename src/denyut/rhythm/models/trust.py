"""Whether people believe that their leaders follow these goals."""

from django.conf import settings
from django.db import models


class TrustAnswer(models.Model):
    """How much one person agreed in one month, 1 to 5. Nobody else ever reads it by itself: only the mean of five and more is shown."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    month_on = models.DateField()
    answer = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "month_on"], name="trust_once")]

    def __str__(self) -> str:
        return f"An answer of {self.month_on:%Y-%m}"
