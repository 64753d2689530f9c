"""Which language and clock a page gets."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from denyut.people.backend import PersonBackend
from denyut.people.middleware import PersonMiddleware
from denyut.people.models import Person
from tests.world import World


def seen_by(person: Person | None, *, cookie: str = "", **headers: str) -> tuple[str, str, HttpResponse]:
    """Language, zone and answer of a page."""
    found: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        found.extend([translation.get_language() or "", timezone.get_current_timezone_name()])
        return HttpResponse()

    request: Any = RequestFactory().get("/", headers=headers)
    request.user = person or AnonymousUser()
    if cookie:
        request.COOKIES["django_language"] = cookie
    response = PersonMiddleware(page)(request)
    return found[0], found[1], response


def test_person_gets_their_language_and_their_site_s_clock(world: World) -> None:
    world.dora.language = "th"
    language, zone, response = seen_by(world.dora, cookie="ar")
    assert (language, zone, response.headers["Content-Language"]) == ("th", "Asia/Makassar", "th")


def test_person_without_a_site_gets_the_workspace_s_clock(world: World) -> None:
    assert seen_by(world.robo)[1] == "Asia/Jakarta"
    assert world.robo.zone == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("cookie", "header", "language"),
    [
        ("vi", "th", "vi"),
        ("fr", "th", "th"),
        ("", "fr, zh-CN;q=0.8, en;q=0.5", "zh-hans"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "ar-EG", "ar"),
        ("", "fr", "id"),
        ("", "*", "id"),
        ("", "", "id"),
        ("", "x" * 5000, "id"),
    ],
)
def test_stranger_gets_cookie_then_header_then_workspace(world: World, cookie: str, header: str, language: str) -> None:
    found, _zone, response = seen_by(None, cookie=cookie, **{"accept-language": header})
    assert found == language
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.django_db
def test_stranger_gets_english_before_there_is_a_workspace() -> None:
    assert seen_by(None)[0] == "en"


def test_page_costs_no_query_beyond_the_session_s_person(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        person = PersonBackend().get_user(world.mei.pk)
        assert person is not None
        assert seen_by(person)[1] == "Asia/Jakarta"
        assert (person.department, person.site) == (world.service, world.jakarta)


def test_closed_person_has_no_session(world: World) -> None:
    Person.objects.filter(pk=world.bo.pk).update(is_active=False)
    assert PersonBackend().get_user(world.bo.pk) is None
