"""/goal-templates with their versions and uses, /goal-examples, and goals begun from either."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema
from ninja.params.functions import Query
from pydantic import Field

from denyut.drafting import models
from denyut.drafting.actions import (
    change_template,
    make_template,
    restore_template,
    retire_template,
    start_from_example,
    start_from_template,
)
from denyut.drafting.answers import Required
from denyut.drafting.blueprints import Content
from denyut.drafting.cards import answers, example_cards
from denyut.drafting.library import examples, unit_word
from denyut.gateway.auth import caller_of
from denyut.gateway.description import about_reading
from denyut.gateway.operations import offer_deed, offer_list, offer_one
from denyut.gateway.resource import Resource
from denyut.gateway.resources.cycles import CYCLES
from denyut.gateway.resources.objectives import OBJECTIVES
from denyut.gateway.values import Number, Reference
from denyut.lib.tokens import tokenise
from denyut.okr.setups import SetupWords
from denyut.people.models import Person

CONTENT = {
    "ambition": "committed",
    "measures": [{"kind": "metric", "unit": "minute", "baseline": "30", "target": "18"}],
    "texts": {
        "en": {
            "title": "Customers get an answer while their question is still fresh",
            "why": "Whoever waits writes twice.",
            "guide": "Name the customer, not the ticket.",
            "key_results": [{"title": "Median time to first answer", "source": "Help desk"}],
        }
    },
}
TEMPLATE = {
    "name": "Service promise",
    "department": 2,
    "content": CONTENT,
    "required_fields": ["source", "due_on"],
    "cadence": "month",
}
ANSWERS = {"key_results": [{"baseline": "45", "target": "20", "due_on": "2027-03-31"}]}


class GoalTemplate(Schema):
    """A goal as the company words it, in its newest version. `content` has its words by language and its measures."""

    id: int
    name: str
    department: int | None = Field(alias="department_id")
    library_key: str
    version: int = Field(alias="current_id", description="The id of the newest version, from which goals are begun.")
    content: Content
    required_fields: list[Required]
    cadence: str
    made_at: datetime
    retired_at: datetime | None


class TemplateVersion(Schema):
    """What a template said from one moment on; never changed afterwards."""

    id: int
    template: int = Field(alias="template_id")
    number: int
    content: Content = Field(alias="whole_content")
    required_fields: list[Required]
    cadence: str
    made_by: int = Field(alias="made_by_id")
    made_at: datetime


class TemplateUse(Schema):
    """That a goal was begun from a version of a template, and in which language."""

    id: int
    objective: int = Field(alias="objective_id")
    version: int | None = Field(alias="version_id")
    language: str
    begun_at: datetime


class ExampleKeyResult(Schema):
    """A key result of an example, in the reader's language."""

    title: str
    hypothesis: str
    source: str
    steps: list[str]
    kind: str
    unit: str
    baseline: Number | None
    target: Number | None
    setup: SetupWords


class GoalExample(Schema):
    """A goal of the library, in the reader's language (`Accept-Language`). `department` is a kind of department."""

    key: str
    department: str
    title: str
    why: str
    ambition: str
    key_results: list[ExampleKeyResult]


class GoalExamples(Schema):
    """All examples that were found, in the order of the library."""

    items: list[GoalExample]


def visible(_caller: Person) -> QuerySet[models.GoalTemplate]:
    """Templates are open to everybody who is signed in."""
    return models.GoalTemplate.objects.select_related("current", "department")


def visible_versions(_caller: Person) -> QuerySet[models.TemplateVersion]:
    """So are their versions."""
    return models.TemplateVersion.objects.all()


def visible_uses(caller: Person) -> QuerySet[models.TemplateUse]:
    """Uses are seen by whoever sees the goal."""
    return models.TemplateUse.objects.visible_to(caller)


def list_goal_examples(
    request: HttpRequest, q: str = Query("", max_length=200), department: str = Query("", max_length=40)
) -> dict[str, Any]:
    """The examples of the library in the reader's language. `q` looks for words, `department` for a kind of department."""
    caller_of(request)
    language, words = get_language() or "en", tokenise(q)
    cards = example_cards(language).values()
    keys = [card.key for card in cards if department in ("", card.department) and answers(card.tokens, words)]
    return {"items": [_example(key, language) for key in keys]}


def _example(key: str, language: str) -> dict[str, Any]:
    example = examples()[key]
    words = example.blueprint.in_language(language)
    rows = zip(words.key_results, example.blueprint.measures, strict=True)
    krs = [
        {
            "title": kr.title,
            "hypothesis": kr.hypothesis,
            "source": kr.source,
            "steps": list(kr.steps),
            "kind": measure.kind,
            "unit": unit_word(measure.unit, language),
            "baseline": measure.baseline,
            "target": measure.target,
            "setup": _spoken(measure.setup),
        }
        for kr, measure in rows
    ]
    whole = {"key": key, "department": example.department, "ambition": example.blueprint.ambition}
    return {**whole, "title": words.title, "why": words.why, "key_results": krs}


def _spoken(setup: Any) -> dict[str, Any]:
    return {name: Decimal(word) if name == "low" else word for name, word in setup.items()}


TEMPLATES = Resource("goal-templates", GoalTemplate, visible, {"department": (Reference, "department")})
VERSIONS = Resource("versions", TemplateVersion, visible_versions, parent=TEMPLATES, below="template")
USES = Resource("uses", TemplateUse, visible_uses, parent=TEMPLATES, below="version__template")
router = Router()
router.get(
    "/goal-examples",
    response=GoalExamples,
    operation_id="list_goal_examples",
    summary="List goal examples",
    **about_reading(has_id=False),
)(list_goal_examples)
offer_list(router, TEMPLATES)
offer_one(router, TEMPLATES)
offer_list(router, VERSIONS)
offer_list(router, USES)
offer_deed(router, "POST", "/goal-templates", make_template, answers=TEMPLATES, status=201, example=TEMPLATE)
offer_deed(
    router,
    "PATCH",
    "/goal-templates/{int:id}",
    change_template,
    answers=TEMPLATES,
    subject=TEMPLATES,
    is_partial=True,
    example={"cadence": "two_weeks"},
)
offer_deed(router, "POST", "/goal-templates/{int:id}/retirement", retire_template, answers=TEMPLATES, subject=TEMPLATES)
offer_deed(
    router, "DELETE", "/goal-templates/{int:id}/retirement", restore_template, answers=TEMPLATES, subject=TEMPLATES
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/template-uses",
    start_from_template,
    answers=OBJECTIVES,
    subject=CYCLES,
    status=201,
    example={"version": 4, "department": 2, "owner": 3, "language": "en", "answers": ANSWERS},
)
offer_deed(
    router,
    "POST",
    "/cycles/{int:id}/example-uses",
    start_from_example,
    answers=OBJECTIVES,
    subject=CYCLES,
    status=201,
    example={"example": "first-answer", "department": 2, "language": "id"},
)
