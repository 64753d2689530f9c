"""The pages of the library and of templates, and the same through REST."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.drafting.actions import make_template, retire_template, start_from_template
from denyut.drafting.blueprints import content_of
from denyut.drafting.library import examples
from denyut.drafting.models import GoalTemplate, TemplateUse
from denyut.okr.models import Objective, State
from denyut.people.models import Person
from tests.goals import Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


def whole(key: str = "first-answer", *languages: str) -> Any:
    content = content_of(examples()[key].blueprint)
    return {**content, "texts": {code: content["texts"][code] for code in languages or ("en",)}}


@pytest.fixture
def template(world: World) -> GoalTemplate:
    return make_template(
        world.cem, name="Service promise", content=whole(), department=world.service, required_fields=["due_on"]
    )


def queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_the_library_shows_every_example(world: World, signed_in: Browser) -> None:
    answer = signed_in(world.mei).get("/goal-library/")
    assert answer.context["count"] == 40
    assert answer.context["shelves"][0].department == "customer_service"
    assert b"Customers get an answer while their question is still fresh" in answer.content
    assert b"3 sessions for everybody" in answer.content


def test_the_library_speaks_the_readers_language(world: World, signed_in: Browser) -> None:
    Person.objects.filter(pk=world.mei.pk).update(language="ar")
    page = signed_in(world.mei).get("/goal-library/?q=المخزون").content.decode()
    assert "ما يقول النظام إنه على الرف موجود على الرف" in page
    assert "يحصل العملاء على الجواب" not in page


def test_the_library_is_searched_and_shelved(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    found = browser.get("/goal-library/?q=turnover").context
    assert [card.key for shelf in found["shelves"] for card in shelf.cards] == ["people-stay"]
    shelf = browser.get(f"/goal-library/?department=finance&cycle={goals.quarter.pk}")
    assert [one.department for one in shelf.context["shelves"]] == ["finance"]
    assert f"/goal-library/enough-cash/start/?cycle={goals.quarter.pk}".encode() in shelf.content
    nothing = browser.get("/goal-library/?q=xylophone")
    assert b"Nothing speaks of" in nothing.content
    assert [browser.get(f"/goal-library/?cycle={word}").status_code for word in ("x", "987654", "²")] == [404] * 3


def test_a_closed_cycle_is_not_offered(world: World, goals: Goals, signed_in: Browser) -> None:
    goals.quarter.closed_at = goals.quarter.starts_on and world.workspace.founded_at
    goals.quarter.save()
    assert signed_in(world.mei).get(f"/goal-library/?cycle={goals.quarter.pk}").context["cycle"] is None


def test_an_example_has_its_reasons(world: World, signed_in: Browser) -> None:
    page = signed_in(world.mei).get("/goal-library/true-stock/").content.decode()
    assert "Within these bounds we neither run out nor tie up money." in page
    assert "20\u00a0days to 35\u00a0days" in page
    assert "Make it our template" not in page
    assert "Make it our template" in signed_in(world.cem).get("/goal-library/true-stock/").content.decode()
    assert signed_in(world.mei).get("/goal-library/nothing/").status_code == 404


def test_a_goal_is_begun_from_an_example(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    address = f"/goal-library/first-answer/start/?cycle={goals.quarter.pk}"
    form = browser.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"kr1_baseline": "45.5", "kr1_target": "20"}
    said["cycle"] = goals.quarter.pk
    for _ in range(2):
        answer = browser.post(address, said)
    begun = Objective.objects.get(template_use__library_key="first-answer")
    assert answer.headers["Location"] == f"/objectives/{begun.pk}/"
    assert (begun.state, begun.owner, begun.department) == (State.DRAFT, world.mei, world.service)
    assert [str(kr.baseline.normalize()) for kr in begun.key_results.all()] == ["45.5", "0", "0"]
    assert "Where this goal began" in whole_page(browser, answer.headers["Location"])


def test_a_goal_is_begun_in_another_language_than_the_readers(world: World, goals: Goals, signed_in: Browser) -> None:
    page = signed_in(world.mei).get("/goal-library/first-answer/start/?language=ar")
    assert page.context["form"]["title"].value() == "يحصل العملاء على الجواب وسؤالهم لا يزال حاضرًا"
    assert b'<html lang="en" dir="ltr"' in page.content
    assert b'lang="ar" dir="rtl"' in page.content


def test_what_is_refused_stands_at_its_field(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    form = browser.get("/goal-library/first-answer/start/").context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"cycle": goals.quarter.pk, "kr1_target": "30"}
    answer = browser.post("/goal-library/first-answer/start/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kr1_target"])
    elsewhere = browser.post("/goal-library/first-answer/start/", said | {"department": world.warehouse.pk})
    assert list(elsewhere.context["form"].errors) == ["__all__"]
    assert TemplateUse.objects.count() == 0


def test_what_a_template_requires_is_asked_by_its_form(
    world: World, goals: Goals, template: GoalTemplate, signed_in: Browser
) -> None:
    browser, address = signed_in(world.mei), f"/goal-templates/{template.pk}/start/"
    form = browser.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"cycle": goals.quarter.pk}
    assert list(browser.post(address, said).context["form"].errors) == [f"kr{n}_due_on" for n in (1, 2, 3)]
    answer = browser.post(address, said | {f"kr{n}_due_on": "2026-12-20" for n in (1, 2, 3)})
    begun = Objective.objects.get(template_use__version=template.newest)
    assert answer.headers["Location"] == f"/objectives/{begun.pk}/"
    kr = begun.key_results.get(position=0)
    kr.due_on = None
    kr.save()
    page = whole_page(browser, answer.headers["Location"])
    assert f"Say when {kr.label} is due." in page
    assert "Service promise" in page


def test_a_retired_template_opens_no_form(
    world: World, goals: Goals, template: GoalTemplate, signed_in: Browser
) -> None:
    retire_template(world.cem, template)
    assert signed_in(world.mei).get(f"/goal-templates/{template.pk}/start/").status_code == 403
    assert b"This template is retired" in signed_in(world.mei).get(f"/goal-templates/{template.pk}/").content


def filled(form: Any) -> dict[str, Any]:
    """What a browser would send of this form as it stands."""
    said = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, "") and value is not False:
            said[name] = (
                form.fields[name].prepare_value(value) if hasattr(form.fields[name], "prepare_value") else value
            )
    return said


def test_a_template_is_made_from_an_example_and_changed(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.cem)
    said = filled(browser.get("/goal-templates/new/?example=first-answer").context["form"])
    made = browser.post("/goal-templates/new/?example=first-answer", said | {"name": "Promise"})
    template = GoalTemplate.objects.get()
    assert made.headers["Location"] == f"/goal-templates/{template.pk}/"
    assert (template.library_key, template.newest.blueprint.languages) == (
        "first-answer",
        frozenset(examples()["first-answer"].blueprint.words),
    )
    assert [measure["kind"] for measure in template.content["measures"]] == ["statistic", "coverage", "milestone"]
    assert template.content["measures"][0]["setup"] == {"least": 20}
    form = browser.get(f"/goal-templates/{template.pk}/edit/").context["form"]
    assert browser.post(f"/goal-templates/{template.pk}/edit/", filled(form)).status_code == 302
    template.refresh_from_db()
    assert template.newest.number == 1
    changed = filled(form) | {"en_title": "Ours", "en_guide": "Short.", "kr1_target": "12", "kr1_unit": "Menit"}
    for field in [name for name in changed if "kr2" in name]:
        changed.pop(field)
    changed |= {"kr2_kind": "metric"}
    assert browser.post(f"/goal-templates/{template.pk}/edit/", changed | {"key": "other"}).status_code == 302
    template.refresh_from_db()
    assert (template.newest.number, template.newest.guide) == (2, {"en": "Short."})
    assert [(m["kind"], m["unit"]) for m in template.content["measures"]] == [
        ("statistic", "minute"),
        ("milestone", "%"),
    ]
    assert b"Ours" in browser.get(f"/goal-templates/{template.pk}/").content


def test_a_wrong_measure_is_shown_at_its_own_row(world: World, signed_in: Browser) -> None:
    said = {
        "key": "k",
        "name": "Odd",
        "ambition": "committed",
        "en_title": "Something better",
        **{f"kr{n}_kind": "metric" for n in (1, 2, 3, 4, 5)},
        "en_kr1_title": "One",
        "kr1_target": "5",
        "en_kr4_title": "Two",
        "kr4_baseline": "3",
        "kr4_target": "3",
    }
    answer = signed_in(world.cem).post("/goal-templates/new/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kr4_target"])


@pytest.mark.parametrize("path", ["/goal-templates/new/", "/goal-templates/{pk}/edit/"])
def test_only_managers_open_the_editor(world: World, template: GoalTemplate, signed_in: Browser, path: str) -> None:
    address = path.format(pk=template.pk)
    people = (world.mei, world.dora, world.aldo, world.cem, world.ada)
    assert [signed_in(person).get(address).status_code for person in people] == [403, 403, 403, 200, 200]


def test_a_template_is_retired_and_offered_again(world: World, template: GoalTemplate, signed_in: Browser) -> None:
    address = f"/goal-templates/{template.pk}/retirement/"
    assert signed_in(world.mei).post(address).status_code == 403
    browser = signed_in(world.cem)
    browser.post(address)
    assert GoalTemplate.objects.get().is_retired
    assert [row[0].name for row in browser.get("/goal-templates/").context["retired"]] == ["Service promise"]
    browser.post(address, {"restore": "1"})
    assert not GoalTemplate.objects.get().is_retired


def test_private_goals_are_not_listed_among_the_uses(
    world: World, goals: Goals, template: GoalTemplate, signed_in: Browser
) -> None:
    due: Any = {"key_results": [{"due_on": goals.quarter.ends_on}] * 3}
    begun = start_from_template(world.mei, goals.quarter, template.newest, department=world.service, answers=due)
    address = f"/goal-templates/{template.pk}/"
    assert len(signed_in(world.dora).get(address).context["uses"]) == 1
    begun.visibility = "private"
    begun.save()
    assert [len(signed_in(one).get(address).context["uses"]) for one in (world.dora, world.mei)] == [0, 1]


def test_lists_take_the_same_queries_at_one_row_and_at_three(
    world: World, goals: Goals, template: GoalTemplate, signed_in: Browser
) -> None:
    rest = ("/api/v1/goal-templates", f"/api/v1/goal-templates/{template.pk}/uses")
    browser = signed_in(world.cem)
    pages = ("/goal-templates/", "/goal-library/", f"/goal-templates/{template.pk}/", *rest)
    due: Any = {"key_results": [{"due_on": goals.quarter.ends_on}] * 3}
    start_from_template(world.mei, goals.quarter, template.newest, department=world.service, answers=due)
    before = [queries(browser, page) for page in pages]
    for number in (2, 3):
        make_template(world.cem, name=f"Template {number}", content=whole())
        start_from_template(world.mei, goals.quarter, template.newest, department=world.service, answers=due)
    assert [queries(browser, page) for page in pages] == before


def test_a_cycle_leads_to_the_library(world: World, goals: Goals, signed_in: Browser) -> None:
    page = signed_in(world.mei).get(f"/cycles/{goals.quarter.pk}/").content.decode()
    assert f'href="/goal-library/?cycle={goals.quarter.pk}"' in page


def test_rest_lists_the_library(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    every = browser.get("/api/v1/goal-examples", headers={"Accept-Language": "en"}).json()["items"]
    assert len(every) == 40
    assert every[0]["key_results"][0] == {
        "title": "Median time to first answer",
        "hypothesis": "A customer who knows that somebody is on it does not ask again, so the queue gets shorter by itself.",
        "source": "Help desk: time from a request to the first reply by a person, automatic replies left out",
        "steps": [],
        "kind": "statistic",
        "unit": "min",
        "baseline": "30",
        "target": "18",
        "setup": {"least": 20},
    }
    found = browser.get("/api/v1/goal-examples?q=turnover&department=people").json()["items"]
    assert [one["key"] for one in found] == ["people-stay"]
    assert Client().get("/api/v1/goal-examples").status_code == 401


def test_rest_makes_changes_retires_and_begins(world: World, goals: Goals, signed_in: Browser) -> None:
    boss, member = signed_in(world.cem), signed_in(world.mei)

    def post(browser: Client, path: str, body: Any, method: str = "post", key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        send = getattr(browser, method)
        return send(f"/api/v1{path}", data=body, content_type="application/json", headers=headers)

    body = {"name": "Promise", "content": whole(), "required_fields": ["source"]}
    assert post(member, "/goal-templates", body).status_code == 403
    made = post(boss, "/goal-templates", body)
    template = made.json()
    assert (made.status_code, template["required_fields"], template["content"]["texts"]["en"]["title"]) == (
        201,
        ["source"],
        "Customers get an answer while their question is still fresh",
    )
    begin = {"version": template["version"], "department": world.service.pk, "answers": {"title": "Ours"}}
    path = f"/cycles/{goals.quarter.pk}/template-uses"
    twice = [post(member, path, begin, key="k1").json() for _ in range(2)]
    assert (twice[0]["id"], twice[0]["title"], twice[0]["state"]) == (twice[1]["id"], "Ours", "draft")
    changed = post(boss, f"/goal-templates/{template['id']}", {"cadence": "two_weeks"}, "patch").json()
    assert (changed["cadence"], changed["version"] != template["version"]) == ("two_weeks", True)
    versions = member.get(f"/api/v1/goal-templates/{template['id']}/versions").json()["items"]
    uses = member.get(f"/api/v1/goal-templates/{template['id']}/uses").json()["items"]
    assert ([one["number"] for one in versions], [one["objective"] for one in uses]) == ([1, 2], [twice[0]["id"]])
    retired = post(boss, f"/goal-templates/{template['id']}/retirement", {})
    assert retired.json()["retired_at"] is not None
    assert post(member, path, begin | {"version": changed["version"]}).json()["code"] == "retired"
    assert boss.delete(f"/api/v1/goal-templates/{template['id']}/retirement").json()["retired_at"] is None
    example = {"example": "home-safe", "department": world.service.pk, "language": "th"}
    assert (
        post(member, f"/cycles/{goals.quarter.pk}/example-uses", example).json()["title"] == "ทุกคนกลับบ้านอย่างปลอดภัยทุกวัน"
    )
    wrong = post(member, f"/cycles/{goals.quarter.pk}/example-uses", example | {"example": "none"})
    assert wrong.status_code == 404


def test_every_example_page_opens(world: World, signed_in: Browser) -> None:
    browser = signed_in(world.mei)
    for key in list(examples())[::8]:
        assert browser.get(f"/goal-library/{key}/start/").status_code == 200


def test_everybody_hears_of_templates_and_only_some_of_private_goals(
    world: World, goals: Goals, template: GoalTemplate, signed_in: Browser
) -> None:
    due: Any = {"key_results": [{"due_on": goals.quarter.ends_on}] * 3}
    begun = start_from_template(world.mei, goals.quarter, template.newest, department=world.service, answers=due)
    Objective.objects.filter(pk=begun.pk).update(visibility="private")

    def verbs(person: Person) -> set[str]:
        items = signed_in(person).get("/api/v1/events?limit=200").json()["items"]
        return {item["verb"] for item in items if item["verb"].startswith("drafting.")}

    assert verbs(world.dora) == {"drafting.template_made"}
    assert verbs(world.mei) == {"drafting.template_made", "drafting.goal_begun"}
