"""Goal templates, their versions, and which goal was begun from which."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from denyut.drafting.blueprints import FALLBACKS, Blueprint, blueprint_of
from denyut.okr.models import Cadence, Objective
from denyut.people.models import Department, Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class GoalTemplateQuerySet(models.QuerySet["GoalTemplate"]):
    def visible_to(self, viewer: Person) -> "GoalTemplateQuerySet":
        """Everybody of the workspace begins goals from templates."""
        return self if viewer.is_active else self.none()

    def offered(self) -> "GoalTemplateQuerySet":
        """Those that goals can be begun from."""
        return self.filter(retired_at=None)


class GoalTemplate(models.Model):
    """A goal as the company words it. What it says stands in its versions, of which `current` is the newest.

    `library_key` names the example of the library that it came from.
    """

    name = models.CharField(_("name"), max_length=120)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("department")
    )
    library_key = models.CharField(max_length=60, blank=True)
    current = models.ForeignKey("TemplateVersion", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = GoalTemplateQuerySet.as_manager()
    versions: "RelatedManager[TemplateVersion]"

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(retired_at=None), name="goal_template_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    @property
    def newest(self) -> "TemplateVersion":
        """The newest version. Raises TemplateVersion.DoesNotExist while a template is only being made."""
        if self.current is None:
            raise TemplateVersion.DoesNotExist
        return self.current

    @property
    def content(self) -> dict[str, Any]:
        """The newest version's content, guides included: what `change_template` takes."""
        return self.newest.whole_content

    @property
    def required_fields(self) -> list[str]:
        required: list[str] = self.newest.required_fields
        return required

    @property
    def cadence(self) -> str:
        return self.newest.cadence


class TemplateVersion(models.Model):
    """What a template said from one moment on; never changed afterwards, so that a goal can be held against it.

    `content` is a blueprint; `guide` tells by language how to word the goal well; `cadence` is how often its key results want a
    check-in, empty where they follow the cycle.
    """

    template = models.ForeignKey(GoalTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    guide = models.JSONField(default=dict)
    required_fields = models.JSONField(_("required"), default=list)
    cadence = models.CharField(
        _("check-ins"), max_length=10, choices=[("", _("Like the cycle")), *Cadence.choices], blank=True
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_once")]

    def __str__(self) -> str:
        return f"{self.template_id}/{self.number}"

    @property
    def blueprint(self) -> Blueprint:
        return blueprint_of(self.content)

    @property
    def whole_content(self) -> dict[str, Any]:
        """The content with each guide among the words of its language."""
        texts = {code: dict(text) for code, text in self.content["texts"].items()}
        for code, guide in self.guide.items():
            texts.setdefault(code, {})["guide"] = guide
        return {**self.content, "texts": texts}

    def guide_in(self, language: str) -> str:
        """The guide for a reader of this language, in another one where it has not been written in theirs."""
        return next((self.guide[code] for code in (language, *FALLBACKS) if self.guide.get(code)), "")


class TemplateUseQuerySet(models.QuerySet["TemplateUse"]):
    def visible_to(self, viewer: Person) -> "TemplateUseQuerySet":
        """A use is seen by whoever sees its goal."""
        return self.filter(objective__in=Objective.objects.visible_to(viewer))


class TemplateUse(models.Model):
    """That a goal was begun from a version of a template, or straight from an example of the library, and in which language."""

    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="template_use")
    version = models.ForeignKey(TemplateVersion, null=True, on_delete=models.PROTECT, related_name="uses")
    library_key = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10)
    begun_at = models.DateTimeField()

    objects = TemplateUseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(version=None) ^ Q(library_key=""), name="template_use_has_one_origin")
        ]

    def __str__(self) -> str:
        return f"{self.objective_id} from {self.version_id or self.library_key}"
