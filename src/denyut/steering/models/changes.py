"""A change of plan, and the cards by which the owners of what it affects answer."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from denyut.okr.models import KeyResult, Objective
from denyut.okr.models.objectives import State
from denyut.people.models import Person

HOURS = 48


class ChangeKind(models.TextChoices):
    MARKET = "market", pgettext_lazy("a change of plan", "The market changed")
    RESOURCES = "resources", pgettext_lazy("a change of plan", "Resources changed")
    STRATEGY = "strategy", pgettext_lazy("a change of plan", "The strategy changed")
    OTHER = "other", pgettext_lazy("a change of plan", "Something else changed")


class Answer(models.TextChoices):
    OPEN = "", pgettext_lazy("an answer", "No answer yet")
    VALID = "valid", pgettext_lazy("an answer", "Still valid")
    ADJUST = "adjust", pgettext_lazy("an answer", "Adjust")
    STOP = "stop", pgettext_lazy("an answer", "Stop")


class ChangeEventQuerySet(models.QuerySet["ChangeEvent"]):
    def visible_to(self, viewer: Person) -> "ChangeEventQuerySet":
        """Seen by who declared it and who is asked; else by whoever sees all objectives that it names."""
        if not viewer.is_active:
            return self.none()
        hidden = Objective.objects.exclude(pk__in=Objective.objects.visible_to(viewer).values("pk"))
        named = ChangeEvent.objectives.through.objects.filter(changeevent=OuterRef("pk"), objective__in=hidden)
        asked = ChangeCard.objects.filter(event=OuterRef("pk"), person=viewer)
        return self.filter(Q(declared_by=viewer) | Q(Exists(asked)) | ~Q(Exists(named)))

    def standing(self) -> "ChangeEventQuerySet":
        """Those that nobody called off."""
        return self.filter(called_off_at=None)


class ChangeEvent(models.Model):
    """That the market, the resources or the strategy changed, and which objectives are affected, with all below them.

    Whoever is asked has `hours` to answer, counted on the days on which they work.
    """

    kind = models.CharField(_("what changed"), max_length=9, choices=ChangeKind)
    text = models.CharField(_("what happened, and what follows from it"), max_length=1000)
    objectives = models.ManyToManyField(Objective, related_name="+")
    hours = models.PositiveSmallIntegerField(_("hours to answer"), default=HOURS)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    called_off_reason = models.CharField(max_length=500, blank=True)

    objects = ChangeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"

    @property
    def is_standing(self) -> bool:
        return self.called_off_at is None


class ChangeCardQuerySet(models.QuerySet["ChangeCard"]):
    def visible_to(self, viewer: Person) -> "ChangeCardQuerySet":
        """Seen by whoever is asked, and by whoever sees the goal it is about."""
        if not viewer.is_active:
            return self.none()
        seen = Q(key_result__in=KeyResult.objects.visible_to(viewer))
        whole = Q(objective__in=Objective.objects.visible_to(viewer))
        return self.filter(Q(person=viewer) | seen | whole)

    def waiting(self) -> "ChangeCardQuerySet":
        """Those without an answer, of changes that stand."""
        return self.filter(answer=Answer.OPEN, event__called_off_at=None)

    def overdue(self, moment: datetime) -> "ChangeCardQuerySet":
        """Those that wait longer than their time."""
        return self.waiting().filter(due_at__lt=moment)

    def with_people(self) -> "ChangeCardQuerySet":
        """The same cards with all that their rows show. No query of its own."""
        return self.select_related(
            "event__declared_by",
            "person__manager",
            "person__department",
            "answered_by",
            "objective__owner",
            "key_result__owner",
            "key_result__objective__cycle",
        )


class ChangeCard(models.Model):
    """The question to the owner of a key result, or of an objective that has none: still valid, adjust, or stop?

    `state_before` is the state that an answer "stop" took the key result from, empty where it took it from none.
    """

    event = models.ForeignKey(ChangeEvent, on_delete=models.CASCADE, related_name="cards")
    key_result = models.ForeignKey(KeyResult, null=True, on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="change_cards")
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default=Answer.OPEN)
    note = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=10, choices=State, blank=True)

    objects = ChangeCardQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["person", "answer"], name="card_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["event", "key_result"], name="card_of_key_result"),
            models.UniqueConstraint(fields=["event", "objective"], name="card_of_objective"),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.answer or 'open'}"

    @property
    def goal(self) -> KeyResult | Objective:
        """What it is about. Raises ValueError for a card about nothing."""
        found = self.key_result or self.objective
        if found is None:
            raise ValueError("a card is about a key result or an objective")
        return found
