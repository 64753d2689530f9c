"""The pages: who comes in, what they show, how many queries they take, and one deed a form."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from denyut.people.actions import add_holiday, invite, make_token
from denyut.people.models import AccessToken, Department, Holiday, Invitation, Person, Site, Workspace
from denyut.spine.models import Event
from tests.world import World, make_person

SignedIn = Callable[[Person], Client]
PAGES = {
    "people:people": "mei cem ada aldo",
    "people:departments": "mei cem ada aldo",
    "people:sites": "mei cem ada aldo",
    "people:settings": "mei cem ada aldo",
    "people:profile": "mei cem ada aldo",
    "people:tokens": "mei cem ada aldo",
    "usersessions_list": "mei cem ada aldo",
    "people:invitations": "cem ada",
    "people:new_invitation": "cem ada",
    "people:workspace": "ada",
    "people:new_department": "ada",
    "people:new_site": "ada",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_for_whom_it_should(world: World, signed_in: SignedIn, name: str) -> None:
    people = {who: getattr(world, who) for who in ("mei", "cem", "ada", "aldo")}
    answers = {who: signed_in(person).get(reverse(name)).status_code for who, person in people.items()}
    assert answers == {who: 200 if who in PAGES[name].split() else 403 for who in answers}


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_a_stranger_to_sign_in(world: World, client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", ["person", "person_profile", "place", "role", "department", "site", "new_holiday"])
def test_page_of_nothing_is_nowhere(world: World, signed_in: SignedIn, name: str) -> None:
    if name != "new_holiday":
        assert signed_in(world.ada).get(reverse(f"people:{name}", args=[99_999])).status_code == 404
    assert signed_in(world.ada).post(reverse(f"people:{name}", args=[99_999]), {}).status_code in (404, 405, 422)


@pytest.mark.parametrize("name", ["place", "role", "closure", "reopening", "person_profile"])
def test_what_an_administrator_does_is_refused_to_others(world: World, signed_in: SignedIn, name: str) -> None:
    words = {"key": "k1", "role": "administrator", "name": "Nobody", "language": "en"}
    for who in (world.cem, world.mei, world.aldo):
        assert signed_in(who).post(reverse(f"people:{name}", args=[world.bo.pk]), words).status_code in (403, 409)
    assert not Event.objects.exists()


def test_people_list_takes_the_same_queries_for_one_and_three(
    world: World, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser = signed_in(world.mei)
    browser.get("/people/?q=robo")
    for words, found in (("robo", 1), ("santoso", 1), ("o", 6)):
        with django_assert_num_queries(7):
            page = browser.get(f"/people/?q={words}")
        assert len(page.context["people"]) == found


def test_people_list_finds_by_every_word_and_by_department(world: World, signed_in: SignedIn) -> None:
    inside = make_person("Eka Sari", department=world.chat_team)
    make_person("Fay Closed", is_active=False)
    browser = signed_in(world.mei)

    def found(query: str) -> list[str]:
        return [person.name for person in browser.get(f"/people/?{query}").context["people"]]

    assert found("q=lin+mei") == ["Mei Lin"]
    assert found("q=head+of+service") == ["Cem Arslan"]
    assert found(f"department={world.service.pk}") == ["Bo Santoso", "Cem Arslan", inside.name, "Mei Lin"]
    assert found(f"department={world.chat_team.pk}") == ["Eka Sari"]
    assert found("closed=1") == ["Fay Closed"]
    assert found("q=%25") == []
    assert len(found("department=x")) == 8


def test_person_page_takes_the_same_queries_however_many_report(
    world: World, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser = signed_in(world.dora)
    browser.get(f"/people/{world.cem.pk}/")
    for name in ("Eka Sari", "Fay Sari"):
        with django_assert_num_queries(9):
            page = browser.get(f"/people/{world.cem.pk}/")
        make_person(name, manager=world.cem, department=world.service)
        assert "Mei Lin" in page.content.decode()


def test_departments_page_takes_one_query_for_the_tree(
    world: World, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    browser = signed_in(world.mei)
    browser.get("/departments/")
    for number in range(2):
        with django_assert_num_queries(5):
            page = browser.get("/departments/")
        assert "Chat Team" in page.content.decode()
        Department.objects.create(name=f"Team {number}", parent=world.chat_team, lead=world.bo)


def test_form_sent_twice_counts_once(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    key = browser.get("/departments/new/").context["form"]["key"].value()
    for _time in range(2):
        answer = browser.post("/departments/new/", {"key": key, "name": "Finance"})
        assert (answer.status_code, answer.url) == (302, "/departments/")
    assert Department.objects.filter(name="Finance").count() == 1
    assert Event.objects.get().surface == "web"


def test_form_shows_a_refusal_at_its_field(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    words = {"key": "k1", "name": "Customer Service", "parent": world.chat_team.pk}
    answer = browser.post(f"/departments/{world.service.pk}/", words)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["parent"]


def test_form_in_a_sheet_comes_without_the_page_around_it(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    sheet = browser.get("/departments/new/", headers={"HX-Request": "true"})
    assert [t.name for t in sheet.templates][:1] == ["people/_form_sheet.html"]
    wrong = browser.post("/departments/new/", {"key": "k1", "name": "Warehouse"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, [t.name for t in wrong.templates][:1]) == (422, ["people/_form.html"])
    done = browser.post("/departments/new/", {"key": "k2", "name": "Finance"}, headers={"HX-Request": "true"})
    assert (done.status_code, done.headers["HX-Redirect"]) == (200, "/departments/")


def test_invitation_page_shows_the_link_only_without_mail(world: World, signed_in: SignedIn, settings: Any) -> None:
    browser = signed_in(world.cem)
    words = {"key": "k1", "email": "eka@example.com", "department": world.service.pk, "language": "en"}
    assert browser.post("/invitations/new/", words).url == "/invitations/"
    assert "/invitation/" in browser.get("/invitations/").context["rows"][0]["link"]
    settings.HAS_MAIL = True
    assert browser.get("/invitations/").context["rows"][0]["link"] == ""


def test_invitation_form_of_a_manager_has_no_role(world: World, signed_in: SignedIn) -> None:
    assert "role" not in signed_in(world.cem).get("/invitations/new/").context["form"].fields
    place = {"department": world.warehouse.pk, "role": "administrator"}
    words = {"key": "k1", "email": "eka@example.com", "language": "en", **place}
    answer = signed_in(world.cem).post("/invitations/new/", words)
    assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_invitation_buttons(world: World, signed_in: SignedIn) -> None:
    invitation = invite(world.ada, email="eka@example.com")
    assert signed_in(world.cem).post(f"/invitations/{invitation.pk}/withdrawal/", {"key": "k1"}).status_code == 404
    assert signed_in(world.ada).post(f"/invitations/{invitation.pk}/sending/", {"key": "k1"}).status_code == 302
    assert signed_in(world.ada).post(f"/invitations/{invitation.pk}/withdrawal/", {"key": "k2"}).status_code == 302
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_profile_and_place_and_role(world: World, signed_in: SignedIn) -> None:
    words = {
        "key": "k1",
        "name": "Mei Ling",
        "title": "Owner",
        "language": "ar",
        "quiet_from": "21:30",
        "quiet_to": "06:00",
    }
    assert signed_in(world.mei).post("/settings/profile/", words).url == "/settings/profile/"
    ada = signed_in(world.ada)
    place = {"key": "k2", "department": world.warehouse.pk, "site": world.makassar.pk, "manager": world.dora.pk}
    assert ada.post(f"/people/{world.mei.pk}/place/", place).url == f"/people/{world.mei.pk}/"
    assert ada.post(f"/people/{world.mei.pk}/role/", {"key": "k3", "role": "manager"}).status_code == 302
    mei = Person.objects.get(pk=world.mei.pk)
    assert (mei.name, mei.language, mei.department, mei.manager) == ("Mei Ling", "ar", world.warehouse, world.dora)
    assert (mei.role, mei.shows_presence) == ("manager", False)
    page = signed_in(mei).get("/settings/").content.decode()
    assert 'dir="rtl"' in page


def test_last_administrator_sees_why_not(world: World, signed_in: SignedIn) -> None:
    ada = signed_in(world.ada)
    page = ada.get(f"/people/{world.ada.pk}/").content.decode()
    assert "This is the last administrator." in page
    answer = ada.post(f"/people/{world.ada.pk}/role/", {"key": "k1", "role": "member"})
    assert answer.status_code == 403
    assert "This is the last administrator." in str(answer.context["form"].non_field_errors())
    assert ada.post(f"/people/{world.ada.pk}/closure/", {"key": "k2"}).status_code == 403


def test_closing_and_reopening(world: World, signed_in: SignedIn) -> None:
    ada, bo = signed_in(world.ada), signed_in(world.bo)
    assert bo.get("/people/").status_code == 200
    assert ada.post(f"/people/{world.bo.pk}/closure/", {"key": "k1"}).status_code == 302
    assert bo.get("/people/").status_code == 302
    assert ada.post(f"/people/{world.bo.pk}/reopening/", {"key": "k2"}).status_code == 302
    assert Person.objects.get(pk=world.bo.pk).is_active


def test_workspace_site_and_holiday_forms(world: World, signed_in: SignedIn) -> None:
    ada = signed_in(world.ada)
    formats = {"language": "en", "region": "SG", "zone": "Asia/Singapore", "week_starts_on": 7, "ding_budget": 3}
    words = {"key": "k1", "name": "Nusa", **formats}
    assert ada.post("/settings/workspace/", words).status_code == 302
    assert (Workspace.objects.get().region, Workspace.objects.get().week_starts_on) == ("SG", 7)
    site = {"key": "k2", "name": "Bandung", "zone": "Asia/Jakarta", "working_days": ["6", "1"], "hours_per_day": "7.5"}
    assert ada.post("/sites/new/", site).url == "/sites/"
    bandung = Site.objects.get(name="Bandung")
    assert (bandung.working_days, str(bandung.hours_per_day)) == ("16", "7.50")
    assert ada.post(f"/sites/{bandung.pk}/", {**site, "key": "k3", "working_days": []}).status_code == 422
    assert ada.post(f"/sites/{bandung.pk}/", {**site, "key": "k4", "name": "Bdg"}).status_code == 302
    day = {"key": "k5", "day": "2026-08-17", "name": "Merdeka"}
    assert ada.post(f"/sites/{bandung.pk}/holidays/new/", day).url == f"/sites/{bandung.pk}/"
    assert "Merdeka" in ada.get(f"/sites/{bandung.pk}/").content.decode()
    assert ada.post(f"/holidays/{Holiday.objects.get().pk}/removal/", {"key": "k6"}).status_code == 302
    assert not Holiday.objects.exists()


def test_holiday_removal_is_refused_to_others(world: World, signed_in: SignedIn) -> None:
    holiday = add_holiday(world.ada, world.jakarta, day=date(2026, 1, 1), name="New Year")
    assert signed_in(world.mei).post(f"/holidays/{holiday.pk}/removal/", {"key": "k1"}).status_code == 403
    assert Holiday.objects.exists()


def test_token_page_shows_the_secret_once(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    made = browser.post("/settings/tokens/", {"key": "k1", "name": "Sheet sync"})
    secret = made.context["made"].secret
    assert secret in made.content.decode()
    again = browser.post("/settings/tokens/", {"key": "k1", "name": "Sheet sync"})
    assert (again.status_code, AccessToken.objects.count()) == (302, 1)
    page = browser.get("/settings/tokens/").content.decode()
    assert "Sheet sync" in page
    assert secret not in page


def test_token_of_another_person_is_nowhere(world: World, signed_in: SignedIn) -> None:
    token = make_token(world.bo, world.bo, name="sync")
    assert signed_in(world.mei).post(f"/settings/tokens/{token.pk}/end/", {"key": "k1"}).status_code == 404
    assert signed_in(world.bo).post(f"/settings/tokens/{token.pk}/end/", {"key": "k1"}).status_code == 302


def test_sessions_page_ends_one_or_all_others(world: World, client: Client) -> None:
    words = {"login": "mei@example.com", "password": "a pulse in every goal"}
    phone, hall = Client(), Client()
    for browser in (client, phone, hall):
        browser.post("/accounts/login/", words)
    rows = client.get("/accounts/sessions/").context["rows"]
    assert [row["is_this"] for row in rows].count(True) == 1
    ended = next(row["session"].pk for row in rows if row["session"].session_key == phone.session.session_key)
    client.post("/accounts/sessions/", {"key": "k1", "session": ended})
    assert [browser.get("/people/").status_code for browser in (client, phone, hall)] == [200, 302, 200]
    client.post("/accounts/sessions/", {"key": "k2"})
    assert [browser.get("/people/").status_code for browser in (client, hall)] == [200, 302]


def test_session_of_another_person_is_nowhere(world: World, client: Client, signed_in: SignedIn) -> None:
    client.post("/accounts/login/", {"login": "mei@example.com", "password": "a pulse in every goal"})
    number = client.get("/accounts/sessions/").context["rows"][0]["session"].pk
    for wrong in (number, "x", 0):
        assert signed_in(world.bo).post("/accounts/sessions/", {"key": "k1", "session": wrong}).status_code == 404


def test_a_refused_form_comes_back_with_a_new_key(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    browser.post("/departments/new/", {"key": "k1", "name": "Finance"})
    refused = browser.post("/departments/new/", {"key": "k1", "name": "Legal"})
    key = refused.context["form"]["key"].value()
    assert (refused.status_code, refused.context["form"]["name"].value()) == (409, "Legal")
    browser.post("/departments/new/", {"key": key, "name": "Legal"})
    assert Department.objects.filter(name="Legal").exists()
