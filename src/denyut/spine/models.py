"""The log of everything that happened, and the small books kept beside it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.tasks import TaskResultStatus


class Event(models.Model):
    """Something that happened: verb, actor, subject, place and plain facts. Appended, never changed.

    `id` is the sequence: on both databases ids become visible in their own order. `hash` chains each row to the one before it.
    """

    id = models.BigAutoField(primary_key=True)
    verb = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    place = models.CharField(max_length=60, blank=True)
    surface = models.CharField(max_length=20)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["verb", "id"], name="event_verb"),
            models.Index(fields=["actor", "id"], name="event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.subject_kind}:{self.subject_id}"


class EventText(models.Model):
    """The personal words of an event, beside it, so that they can be erased and the chain still verifies."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()
    salt = models.CharField(max_length=32)


class Outcome(models.Model):
    """What came of a request that carried an idempotency key, so that saying it again gives the same answer."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    deed = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    model = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="outcome_once")]
        indexes = [models.Index(fields=["at"], name="outcome_at")]


class OutletCursor(models.Model):
    """How far an outlet has read the log."""

    name = models.CharField(max_length=80, primary_key=True)
    position = models.BigIntegerField(default=0)


class OutletFailure(models.Model):
    """An event that an outlet could not digest, kept until it can."""

    outlet = models.CharField(max_length=80)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=1)
    error = models.TextField()
    next_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "event"], name="outlet_failure_once")]
        indexes = [models.Index(fields=["next_at"], name="outlet_failure_next")]


class Job(models.Model):
    """A task that waits, runs or has run; `status` is one of django.tasks.TaskResultStatus.

    `lease` grows with each claim: a worker that holds an older number has lost the job. `workers` has an entry for each
    attempt, `errors` one for each that failed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    status = models.CharField(max_length=10, default=TaskResultStatus.READY)
    max_attempts = models.PositiveSmallIntegerField()
    backoff = models.FloatField()
    lease = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    workers = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    result = models.JSONField(null=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    last_attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["status", "-priority", "run_after"], name="job_ready"),
            models.Index(fields=["status", "leased_until"], name="job_lost"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"

    @property
    def attempts(self) -> int:
        """How often a worker has taken it on."""
        return len(self.workers)


class CronTick(models.Model):
    """The newest moment at which a schedule queued its task: moving it on is the right to queue the task once."""

    name = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField()


def is_erased(event: Event) -> bool:
    """Whether the event once had personal words that have been erased since."""
    return bool(event.facts.get("_words")) and not EventText.objects.filter(event=event).exists()


def words_of(event: Event) -> str:
    """The personal words of an event, empty when there were none or they were erased."""
    words: Any = getattr(event, "words", None) if event.facts.get("_words") else None
    return words.text if words else ""
