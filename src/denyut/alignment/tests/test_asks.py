"""Departments are asked how they support a goal, and answer with a goal or a reason."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from denyut.alignment.actions import ask_departments, respond
from denyut.alignment.models import Ask
from denyut.alignment.rows.asks import ask_rows
from denyut.okr.actions import add_objective, cancel_objective, change_objective
from denyut.okr.models import Edge, Objective
from denyut.people.models import Department, Person
from denyut.people.times import company_now
from denyut.spine.access import Refused
from denyut.spine.models import Event
from denyut.spine.outlets import catch_up
from denyut.spine.verbs import VERBS
from tests.goals import TODAY, Goals
from tests.pages import whole_page
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world: World, goals: Goals) -> Ask:
    """The warehouse, which Dora leads, is asked about the company's goal."""
    world.warehouse.lead = world.dora
    world.warehouse.save()
    ask_departments(world.ada, goals.company, departments=[world.warehouse], note="By Friday")
    return Ask.objects.get()


@pytest.fixture
def stock(world: World, goals: Goals) -> Objective:
    return add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)


def refused(code: str, deed: Callable[..., object], *args: object, **options: object) -> None:
    with pytest.raises(Refused) as refusal:
        deed(*args, **options)
    assert refusal.value.code == code


def test_the_lead_of_a_department_is_told(world: World, asked: Ask) -> None:
    event = Event.objects.latest("id")
    assert (event.verb, list(VERBS[event.verb].told(event))) == ("alignment.asked", [world.dora.pk])
    assert (asked.asked_by, asked.note, asked.is_answered) == (world.ada, "By Friday", False)


def test_asking_again_changes_nothing_unless_it_was_declined(world: World, goals: Goals, asked: Ask) -> None:
    ask_departments(world.ada, goals.company, departments=[world.warehouse], note="Really")
    assert Ask.objects.get().note == "By Friday"
    respond(world.dora, asked, reason="No hands left")
    ask_departments(world.ada, goals.company, departments=[world.warehouse], note="Really")
    again = Ask.objects.get()
    assert (again.note, again.is_answered, again.reason) == ("Really", False, "")


@pytest.mark.parametrize(("who", "code"), [("bo", "not_owner"), ("dora", "not_owner"), ("aldo", "reads_only")])
def test_strangers_ask_nobody(world: World, goals: Goals, who: str, code: str) -> None:
    refused(code, ask_departments, getattr(world, who), goals.company, departments=[world.warehouse])


def test_bad_asks_are_refused(world: World, goals: Goals) -> None:
    ask, warehouse = ask_departments, [world.warehouse]
    refused("nobody", ask, world.ada, goals.company, departments=[])
    refused("own", ask, world.mei, goals.speed, departments=[world.service, world.warehouse])
    refused("too_long", ask, world.ada, goals.company, departments=warehouse, note="x" * 501)
    with time_machine.travel(TODAY, tick=False):
        refused("past", ask, world.ada, goals.company, departments=warehouse, due_on=date(2026, 11, 14))
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    refused("private", ask, world.ada, goals.company, departments=warehouse)
    refused("not_there", ask, world.bo, goals.company, departments=warehouse)
    Objective.objects.filter(pk=goals.company.pk).update(visibility="public")
    cancel_objective(world.ada, goals.company, reason="Over")
    refused("gone", ask, world.ada, goals.company, departments=warehouse)
    assert not Ask.objects.exists()


def test_an_answer_offers_the_goal_as_a_support(world: World, goals: Goals, asked: Ask, stock: Objective) -> None:
    answered = respond(world.dora, asked, objective=stock)
    edge = Edge.objects.get()
    assert (answered.answer, answered.answered_by) == (stock, world.dora)
    assert (edge.state, edge.asked, edge.is_primary) == ("proposed", world.ada, True)
    event = Event.objects.latest("id")
    assert (event.verb, list(VERBS[event.verb].told(event))) == ("alignment.responded", [world.ada.pk])
    assert respond(world.dora, asked, objective=stock) == answered
    refused("answered", respond, world.dora, asked, reason="Rather not")
    assert Edge.objects.count() == 1


def test_an_objective_that_serves_already_is_not_offered_again(world: World, goals: Goals, asked: Ask) -> None:
    stock = add_objective(world.dora, goals.quarter, title="Shelves", department=world.warehouse, parent=goals.company)
    respond(world.dora, asked, objective=stock)
    assert not Edge.objects.exists()


def test_a_department_says_why_not(world: World, asked: Ask) -> None:
    declined = respond(world.dora, asked, reason=" No hands left ")
    assert (declined.is_declined, declined.reason, declined.answer) == (True, "No hands left", None)
    assert Event.objects.latest("id").verb == "alignment.not_supported"


@pytest.mark.parametrize(("who", "code"), [("mei", "not_lead"), ("bo", "not_lead"), ("aldo", "reads_only")])
def test_others_do_not_respond(world: World, asked: Ask, who: str, code: str) -> None:
    refused(code, respond, getattr(world, who), asked, reason="No")


def test_where_nobody_leads_everybody_in_it_responds(world: World, goals: Goals) -> None:
    ask_departments(world.ada, goals.company, departments=[world.warehouse])
    assert respond(world.dora, Ask.objects.get(), reason="No hands left").is_declined


def test_whoever_leads_above_responds(world: World, goals: Goals) -> None:
    ask_departments(world.ada, goals.company, departments=[world.chat_team])
    assert respond(world.cem, Ask.objects.get(), reason="Later").is_declined


def test_bad_answers_are_refused(world: World, goals: Goals, asked: Ask, stock: Objective) -> None:
    refused("no_answer", respond, world.dora, asked)
    refused("no_answer", respond, world.dora, asked, objective=stock, reason="Both")
    refused("other_department", respond, world.dora, asked, objective=goals.speed)
    refused("too_long", respond, world.dora, asked, reason="x" * 501)
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    refused("not_there", respond, world.dora, asked, reason="No")
    assert not Ask.objects.get().is_answered


def test_a_new_goal_under_it_is_an_answer(world: World, goals: Goals, asked: Ask) -> None:
    catch_up()
    stock = add_objective(world.dora, goals.quarter, title="Shelves", department=world.warehouse, parent=goals.company)
    catch_up()
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == (stock, world.dora)


def test_a_goal_that_comes_to_serve_it_is_an_answer(world: World, goals: Goals, asked: Ask, stock: Objective) -> None:
    change_objective(world.dora, stock, title="Shelves", department=world.warehouse, parent=goals.company)
    catch_up()
    asked.refresh_from_db()
    assert asked.answer == stock


def test_who_has_not_answered_stands_first_by_name_and_age(world: World, goals: Goals, asked: Ask) -> None:
    Ask.objects.update(asked_at=TODAY - timedelta(days=9), due_on=date(2026, 11, 14))
    with time_machine.travel(TODAY, tick=False):
        ask_departments(world.ada, goals.company, departments=[world.service, world.chat_team])
        respond(world.cem, Ask.objects.get(department=world.chat_team), reason="Later")
        rows = ask_rows(Ask.objects.with_people(), world.bo, company_now(), [goals.speed])
    assert [(row.department, row.lead, row.days, row.is_overdue) for row in rows] == [
        ("Warehouse", "Dora Putri", 9, True),
        ("Customer Service", "Cem Arslan", 0, False),
        ("Chat Team", "", 0, False),
    ]
    assert [[title for _label, title, _href in row.serving] for row in rows] == [[], ["Answer 40% faster"], []]


def test_an_answer_that_is_private_stays_unnamed(world: World, asked: Ask, stock: Objective) -> None:
    respond(world.dora, asked, objective=stock)
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    [row] = ask_rows(Ask.objects.with_people(), world.bo, company_now())
    assert (row.is_answered, row.answer) == (True, None)
    [row] = ask_rows(Ask.objects.with_people(), world.dora, company_now())
    assert row.answer is not None


def test_the_forms_ask_and_respond(
    world: World, goals: Goals, stock: Objective, signed_in: Callable[[Person], Client], ada: Person
) -> None:
    Department.objects.filter(pk=world.warehouse.pk).update(lead=world.dora)
    browser = signed_in(ada)
    page = browser.get(f"/objectives/{goals.company.pk}/asks/").content.decode()
    assert "Warehouse" in page
    empty = browser.post(f"/objectives/{goals.company.pk}/asks/", {"note": ""})
    assert (empty.status_code, "Choose at least one department." in empty.content.decode()) == (422, True)
    sent = browser.post(f"/objectives/{goals.company.pk}/asks/", {"departments": [world.warehouse.pk]})
    assert sent.status_code == 302
    ask = Ask.objects.get()
    assert "No answer for 0 days" in whole_page(browser, f"/objectives/{goals.company.pk}/")
    lead = signed_in(world.dora)
    assert "Respond" in lead.get(f"/alignment/asks/{ask.pk}/").content.decode()
    assert lead.post(f"/alignment/asks/{ask.pk}/", {"objective": "", "reason": ""}).status_code == 422
    assert lead.post(f"/alignment/asks/{ask.pk}/", {"objective": stock.pk}).status_code == 302
    assert Ask.objects.get().answer == stock
    assert "leads" not in signed_in(world.bo).get(f"/alignment/asks/{ask.pk}/").content.decode()


def test_asks_of_private_goals_are_not_there(
    world: World, goals: Goals, asked: Ask, signed_in: Callable[[Person], Client]
) -> None:
    Objective.objects.filter(pk=goals.company.pk).update(visibility="private")
    for who in (world.dora, world.bo):
        for method in ("get", "post"):
            assert getattr(signed_in(who), method)(f"/alignment/asks/{asked.pk}/").status_code == 404
            assert getattr(signed_in(who), method)(f"/objectives/{goals.company.pk}/asks/").status_code == 404
