"""Goal templates: versions, retiring, and goals begun from them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from denyut.drafting.actions import (
    change_template,
    make_template,
    restore_template,
    retire_template,
    start_from_example,
    start_from_template,
)
from denyut.drafting.library import examples
from denyut.drafting.models import GoalTemplate, TemplateUse, TemplateVersion
from denyut.okr.models import KeyResult, Objective, State
from denyut.spine.access import Conflict, Invalid, NotThere, Refused
from denyut.spine.events import Via
from denyut.spine.models import Event
from tests.closing import shut
from tests.goals import Goals
from tests.world import World

pytestmark = pytest.mark.django_db
SAID: Any = {"key_results": [{}, {"source": "Stock list"}]}


def content(**changes: Any) -> Any:
    """Two key results in English, the first also in Indonesian."""
    whole = {
        "ambition": "committed",
        "measures": [
            {"kind": "statistic", "unit": "minute", "baseline": "30", "target": "18", "setup": {"statistic": "median"}},
            {"kind": "range", "unit": "day", "target": "35", "setup": {"low": "20"}},
        ],
        "texts": {
            "en": {
                "title": "Customers get an answer",
                "why": "They wait too long.",
                "guide": "Name the customer.",
                "key_results": [{"title": "Median time", "source": "Help desk"}, {"title": "Days of stock"}],
            },
            "id": {"title": "Pelanggan mendapat jawaban", "key_results": [{"title": "Median waktu"}]},
        },
    }
    return {**whole, **changes}


@pytest.fixture
def template(world: World) -> GoalTemplate:
    return make_template(
        world.cem, name="Quick answers", content=content(), department=world.service, required_fields=["source"]
    )


def test_make_template_keeps_a_first_version(world: World, template: GoalTemplate) -> None:
    version = template.newest
    assert (template.name, template.department, template.is_retired) == ("Quick answers", world.service, False)
    assert (version.number, version.required_fields, version.cadence, version.made_by) == (
        1,
        ["source"],
        "",
        world.cem,
    )
    assert version.guide == {"en": "Name the customer."}
    assert version.content["measures"][1] == {
        "kind": "range",
        "unit": "day",
        "target": "35",
        "setup": {"low": "20"},
    }
    assert Event.objects.latest("id").verb == "drafting.template_made"


@pytest.mark.parametrize("name", ["mei", "bo", "dora", "robo", "aldo"])
def test_only_managers_make_change_and_retire_templates(world: World, template: GoalTemplate, name: str) -> None:
    somebody = getattr(world, name)
    with pytest.raises(Refused) as refusal:
        make_template(somebody, name="Mine", content=content())
    with pytest.raises(Refused):
        change_template(
            somebody,
            template,
            name="Mine",
            content=content(),
            department=None,
            required_fields=[],
            cadence="",
        )
    for deed in (retire_template, restore_template):
        with pytest.raises(Refused):
            deed(somebody, template)
    assert refusal.value.code == ("reads_only" if name == "aldo" else "not_manager")
    assert GoalTemplate.objects.get().newest.number == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ambition": "heroic"}, "ambition"),
        ({"measures": []}, "content"),
        ({"texts": {}}, "content"),
        ({"texts": {"en": {"title": "Only a title", "key_results": [{"title": "One"}]}}}, "content"),
        ({"texts": {"fr": {"title": "Bonjour"}}}, "content"),
        ({"measures": [{"kind": "metric", "baseline": "7", "target": "7"}]}, "kr1_target"),
        ({"measures": [{"kind": "range", "target": "7"}]}, "kr1_low"),
        ({"measures": [{"kind": "guess"}]}, "kr1_kind"),
        ({"measures": [{"kind": "metric", "unit": "u" * 21, "target": "7"}]}, "kr1_unit"),
        ({"measures": [{"kind": "statistic", "target": "7", "setup": {"statistic": "mode"}}]}, "kr1_setup"),
        ({"measures": [{"kind": "metric", "target": "many"}]}, "content"),
        ({"measures": [{"kind": "metric", "target": "1e30"}]}, "kr1_target"),
    ],
)
def test_make_template_is_refused_for_what_no_goal_would_take(world: World, changes: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_template(world.cem, name="Wrong", content=content(**changes))
    assert refusal.value.field == field
    assert GoalTemplate.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "length", "field"),
    [("title", 301, "en_title"), ("why", 2001, "en_why"), ("guide", 2001, "en_guide")],
)
def test_texts_of_a_template_have_their_lengths(world: World, place: str, length: int, field: str) -> None:
    long = content()
    long["texts"]["en"][place] = "x" * length
    with pytest.raises(Invalid) as refusal:
        make_template(world.cem, name="Long", content=long)
    assert refusal.value.field == field


@pytest.mark.parametrize(("place", "length"), [("title", 301), ("hypothesis", 501), ("source", 201)])
def test_texts_of_key_results_have_their_lengths(world: World, place: str, length: int) -> None:
    long = content()
    long["texts"]["en"]["key_results"][1][place] = "x" * length
    with pytest.raises(Invalid) as refusal:
        make_template(world.cem, name="Long", content=long)
    assert refusal.value.field == f"en_kr2_{place}"


def test_make_template_is_refused_for_name_cadence_requirement_and_example(
    world: World, template: GoalTemplate
) -> None:
    with pytest.raises(Invalid):
        make_template(world.cem, name=" ", content=content())
    with pytest.raises(Conflict):
        make_template(world.cem, name="quick ANSWERS", content=content())
    with pytest.raises(Invalid):
        make_template(world.cem, name="New", content=content(), cadence="daily")
    with pytest.raises(Invalid):
        make_template(world.cem, name="New", content=content(), required_fields=["colour"])
    with pytest.raises(Invalid):
        make_template(world.cem, name="New", content=content(), library_key="nothing")


def test_change_template_makes_a_version_and_alters_no_goal(world: World, goals: Goals, template: GoalTemplate) -> None:
    begun = start_from_template(world.mei, goals.quarter, template.newest, department=world.service, answers=SAID)
    before = list(KeyResult.objects.filter(objective=begun).values())
    changed = content()
    changed["texts"]["en"]["title"] = "Customers get an answer within the hour"
    changed["measures"][0]["target"] = "9"
    change_template(
        world.ada,
        template,
        name="Quicker answers",
        content=changed,
        department=None,
        required_fields=["source", "due_on"],
        cadence="month",
    )
    template = GoalTemplate.objects.get()
    assert (template.name, template.department, template.newest.number) == ("Quicker answers", None, 2)
    assert [version.number for version in template.versions.all()] == [2, 1]
    assert template.versions.get(number=1).content["measures"][0]["target"] == "18"
    assert Objective.objects.get(pk=begun.pk).title == "Customers get an answer"
    assert list(KeyResult.objects.filter(objective=begun).values()) == before
    assert TemplateUse.objects.get().version == template.versions.get(number=1)


def test_change_template_without_a_difference_makes_no_version(world: World, template: GoalTemplate) -> None:
    for name in ("Quick answers", "Fast answers"):
        change_template(
            world.cem,
            template,
            name=name,
            content=template.content,
            department=world.service,
            required_fields=["source"],
            cadence="",
        )
    assert (GoalTemplate.objects.get().name, TemplateVersion.objects.count()) == ("Fast answers", 1)


def test_a_retired_template_begins_nothing_until_it_is_restored(
    world: World, goals: Goals, template: GoalTemplate
) -> None:
    retire_template(world.cem, template)
    retire_template(world.cem, template)
    assert Event.objects.filter(verb="drafting.template_retired").count() == 1
    with pytest.raises(Refused) as refusal:
        start_from_template(world.mei, goals.quarter, template.newest, department=world.service)
    assert refusal.value.code == "retired"
    other = make_template(world.cem, name="Quick answers", content=content())
    with pytest.raises(Conflict):
        restore_template(world.cem, template)
    retire_template(world.cem, other)
    assert restore_template(world.cem, template).is_retired is False


def test_start_from_template_makes_a_draft_with_its_key_results(
    world: World, goals: Goals, template: GoalTemplate
) -> None:
    answers: Any = {"key_results": [{"baseline": Decimal(45)}, {"source": "Stock list", "due_on": date(2026, 12, 1)}]}
    begun = start_from_template(
        world.mei, goals.quarter, template.newest, department=world.service, owner=world.bo, answers=answers
    )
    assert (begun.title, begun.description, begun.owner) == ("Customers get an answer", "They wait too long.", world.bo)
    assert (begun.state, begun.ambition, begun.department) == (State.DRAFT, "committed", world.service)
    rows = begun.key_results.values_list("title", "kind", "unit", "baseline", "target", "source", "due_on")
    assert list(rows) == [
        ("Median time", "statistic", "min", Decimal(45), Decimal(18), "Help desk", None),
        ("Days of stock", "range", "days", Decimal(0), Decimal(35), "Stock list", date(2026, 12, 1)),
    ]
    assert [kr.how.low for kr in begun.key_results.all()] == [None, Decimal(20)]
    use = TemplateUse.objects.get()
    assert (use.objective, use.version, use.library_key, use.language) == (begun, template.newest, "", "en")
    event = Event.objects.latest("id")
    assert (event.verb, event.facts["version"], event.facts["cadence"]) == ("drafting.goal_begun", 1, "")


def test_start_from_template_asks_for_what_it_requires(world: World, goals: Goals, template: GoalTemplate) -> None:
    with pytest.raises(Invalid) as refusal:
        start_from_template(world.mei, goals.quarter, template.newest, department=world.service)
    assert (refusal.value.code, refusal.value.field) == ("required", "kr2_source")
    assert str(refusal.value) == "This template asks where the number of key result 2 comes from."
    assert (Objective.objects.count(), TemplateUse.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("required", "field"),
    [("why", "why"), ("hypothesis", "kr1_hypothesis"), ("due_on", "kr1_due_on"), ("baseline", "kr1_baseline")],
)
def test_each_requirement_is_asked_for(world: World, goals: Goals, required: str, field: str) -> None:
    bare = content()
    bare["texts"]["en"].pop("why")
    bare["measures"][0].pop("baseline")
    made = make_template(world.cem, name="Bare", content=bare, required_fields=[required])
    with pytest.raises(Invalid) as refusal:
        start_from_template(world.mei, goals.quarter, made.newest, department=world.service)
    assert refusal.value.field == field


def test_a_target_left_open_is_asked_for(world: World, goals: Goals) -> None:
    open_target = content()
    open_target["measures"][0].pop("target")
    made = make_template(world.cem, name="Open", content=open_target)
    with pytest.raises(Invalid) as refusal:
        start_from_template(world.mei, goals.quarter, made.newest, department=world.service)
    assert (refusal.value.field, Objective.objects.count()) == ("kr1_target", 2)


def test_words_missing_in_a_language_fall_back(world: World, goals: Goals, template: GoalTemplate) -> None:
    begun = start_from_template(
        world.mei, goals.quarter, template.newest, department=world.service, language="id", answers=SAID
    )
    assert begun.title == "Pelanggan mendapat jawaban"
    rows = list(begun.key_results.values_list("title", "unit"))
    assert rows == [("Median waktu", "menit"), ("Days of stock", "hari")]
    assert [template.newest.guide_in(language) for language in ("id", "en")] == ["Name the customer."] * 2


def test_start_from_template_twice_with_a_key_is_once(world: World, goals: Goals, template: GoalTemplate) -> None:
    start = start_from_template.via(Via("rest", "key-1"))
    begun = [start(world.mei, goals.quarter, template.newest, department=world.service, answers=SAID) for _ in range(2)]
    assert begun[0] == begun[1]
    assert (Objective.objects.count(), TemplateUse.objects.count(), begun[0].key_results.count()) == (3, 1, 2)


def test_start_from_example_in_two_languages(world: World, goals: Goals) -> None:
    english = start_from_example(world.mei, goals.quarter, example="first-answer", department=world.service)
    arabic = start_from_example(
        world.mei, goals.quarter, example="first-answer", department=world.service, language="ar"
    )
    assert english.title == "Customers get an answer while their question is still fresh"
    assert arabic.title == "يحصل العملاء على الجواب وسؤالهم لا يزال حاضرًا"
    assert [kr.unit for kr in arabic.key_results.all()] == ["دقيقة", "%", "%"]
    assert [kr.kind for kr in english.key_results.all()] == ["statistic", "coverage", "milestone"]
    assert [kr.how.sessions for kr in english.key_results.all()] == [1, 3, 1]
    assert all(kr.source and kr.hypothesis for kr in english.key_results.all())
    assert [step.title for step in english.key_results.get(kind="milestone").milestones.all()] == [
        "The most frequent requests are counted and named",
        "The rules are tried out on last month's requests",
        "The rules are live and their mistakes are reviewed daily",
    ]
    assert list(TemplateUse.objects.values_list("library_key", "version")) == [("first-answer", None)] * 2


def test_every_example_can_be_begun(world: World, goals: Goals) -> None:
    for key in examples():
        begun = start_from_example(world.cem, goals.quarter, example=key, department=world.service)
        assert begun.key_results.count() == 3


def test_start_is_refused_by_the_rules_of_goals(world: World, goals: Goals, template: GoalTemplate) -> None:
    def code(person: Any, **options: Any) -> str:
        with pytest.raises(Refused) as refusal:
            start_from_example(person, goals.quarter, example="first-answer", **options)
        return refusal.value.code

    assert code(world.dora, department=world.service) == "other_department"
    assert code(world.mei) == "not_manager"
    assert code(world.aldo, department=world.service) == "reads_only"
    assert code(world.mei, department=world.service, language="fr") == "not_a_choice"
    with pytest.raises(NotThere):
        start_from_example(world.mei, goals.quarter, example="nothing", department=world.service)
    shut(world.ada, goals.quarter)
    assert code(world.mei, department=world.service) == "cycle_closed"
    with pytest.raises(Refused):
        start_from_template(world.dora, goals.quarter, template.newest, department=world.service)
    assert (Objective.objects.count(), TemplateUse.objects.count()) == (2, 0)


def test_a_templates_cadence_is_that_of_its_key_results(world: World, goals: Goals) -> None:
    made = make_template(world.cem, name="Monthly", content=content(), cadence="month")
    begun = start_from_template(world.mei, goals.quarter, made.newest, department=world.service)
    assert [kr.cadence for kr in begun.key_results.all()] == ["month", "month"]
