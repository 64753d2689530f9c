"""The ways in, as a browser walks them."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from denyut.people.actions import close_person, invite, withdraw_invitation
from denyut.people.links import secret_of
from denyut.people.models import Person, Workspace
from denyut.spine.models import Event
from tests.world import PASSWORD, World

FOUNDING = {
    "workspace": "Nusa Niaga",
    "name": "Ada",
    "email": "ada@example.com",
    "password": "a pulse in every goal",
    "language": "id",
    "region": "ID",
    "zone": "Asia/Jakarta",
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def refusals(answer: Any) -> list[str]:
    """The codes of what the form as a whole refuses."""
    return [error.code for error in answer.context["form"].non_field_errors().as_data()]


def person_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.django_db
def test_empty_installation_leads_everything_to_its_first_page(client: Client) -> None:
    answer = client.get("/people/")
    assert answer.url == "/accounts/login/?next=/people/"
    assert client.get(answer.url).url == "/welcome/"
    assert client.get("/welcome/").status_code == 200


@pytest.mark.django_db
def test_welcome_founds_the_workspace_and_goes_in(client: Client) -> None:
    answer = client.post("/welcome/", FOUNDING)
    assert (answer.status_code, answer.url) == (302, "/")
    assert person_in(client) == str(Person.objects.get().pk)
    assert UserSession.objects.get().user == Person.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("email", "ada"), ("password", "short"), ("zone", "Moon"), ("name", "")])
def test_welcome_shows_what_is_wrong_and_keeps_the_rest(client: Client, field: str, value: str) -> None:
    answer = client.post("/welcome/", {**FOUNDING, field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Nusa Niaga" in answer.content.decode()
    assert not Workspace.objects.exists()


def test_welcome_is_over_once_there_is_a_workspace(client: Client, world: World) -> None:
    assert client.get("/welcome/").url == "/accounts/login/"
    assert client.post("/welcome/", {**FOUNDING, "email": "eve@example.com"}).url == "/accounts/login/"
    assert not Person.objects.filter(email="eve@example.com").exists()


def test_sign_in_by_e_mail_and_password(client: Client, world: World) -> None:
    assert client.get("/accounts/login/").status_code == 200
    assert sign_in(client, "MEI@example.com").status_code == 302
    assert person_in(client) == str(world.mei.pk)


@pytest.mark.parametrize(("email", "password"), [("mei@example.com", "wrong"), ("nobody@example.com", PASSWORD)])
def test_sign_in_says_the_same_for_a_wrong_password_and_an_unknown_address(
    client: Client, world: World, email: str, password: str
) -> None:
    answer = sign_in(client, email, password)
    assert refusals(answer) == ["email_password_mismatch"]
    assert person_in(client) is None


def test_sign_in_is_closed_to_a_closed_account(client: Client, world: World) -> None:
    close_person(world.ada, world.bo)
    sign_in(client, "bo@example.com")
    assert person_in(client) is None


def test_sign_in_is_limited_after_five_wrong_passwords(client: Client, world: World) -> None:
    for _try in range(5):
        sign_in(client, "mei@example.com", "wrong")
    answer = sign_in(client, "mei@example.com")
    assert refusals(answer) == ["too_many_login_attempts"]
    assert person_in(client) is None


def test_sign_out_ends_the_session_and_its_streams(client: Client, world: World) -> None:
    sign_in(client, "mei@example.com")
    assert client.get("/accounts/logout/").status_code == 200
    assert person_in(client) == str(world.mei.pk)
    client.post("/accounts/logout/")
    assert person_in(client) is None
    assert not UserSession.objects.exists()
    assert (Event.objects.get().verb, Event.objects.get().actor) == ("people.session_ended", world.mei)


def test_nobody_signs_up_alone(client: Client, world: World) -> None:
    client.post("/accounts/signup/", {"email": "eve@example.com", "password1": "a pulse in every goal"})
    assert not Person.objects.filter(email="eve@example.com").exists()


def test_forgotten_password_comes_by_mail_and_ends_old_sessions(client: Client, world: World) -> None:
    world.mei.language = "en"
    world.mei.save()
    phone = Client()
    sign_in(phone, "mei@example.com")
    client.post("/accounts/password/reset/", {"email": "mei@example.com"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link[1], follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "another pulse entirely", "password2": "another pulse entirely"}
    )
    assert phone.get("/settings/").status_code == 302
    assert sign_in(Client(), "mei@example.com", "another pulse entirely").status_code == 302
    assert "people.password_changed" in Event.objects.values_list("verb", flat=True)


def test_forgotten_password_goes_out_in_the_reader_s_words(client: Client, world: World) -> None:
    client.post("/accounts/password/reset/", {"email": "mei@example.com"}, headers={"Accept-Language": "ar"})
    (letter,) = mail.outbox
    assert letter.subject == "A new password for Nusa Niaga"
    assert letter.body.startswith("Hello Mei Lin,")


def test_forgotten_password_answers_the_same_when_the_mail_server_fails(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: EmailMessage, **_options: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", fail)
    known = client.post("/accounts/password/reset/", {"email": "mei@example.com"})
    assert (known.status_code, known.url) == (302, "/accounts/password/reset/done/")


def test_forgotten_password_of_nobody_sends_nothing_and_tells_nothing(client: Client, world: World) -> None:
    known = client.post("/accounts/password/reset/", {"email": "mei@example.com"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1


def test_password_change_keeps_this_browser_signed_in(client: Client, world: World) -> None:
    sign_in(client, "mei@example.com")
    new = {"oldpassword": PASSWORD, "password1": "another pulse entirely", "password2": "another pulse entirely"}
    client.post("/accounts/password/change/", new)
    assert client.get("/settings/").status_code == 200
    assert Person.objects.get(pk=world.mei.pk).check_password("another pulse entirely")


def test_reauthentication_needs_no_address_book(client: Client, world: World) -> None:
    EmailAddress.objects.all().delete()
    sign_in(client, "mei@example.com")
    assert client.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_sign_in_with_a_second_step(client: Client, world: World) -> None:
    secret = generate_totp_secret()
    TOTP.activate(world.mei, secret)
    assert sign_in(client, "mei@example.com").url == "/accounts/2fa/authenticate/"
    assert person_in(client) is None
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert person_in(client) is None
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert person_in(client) == str(world.mei.pk)


def test_two_step_pages_open(client: Client, world: World) -> None:
    sign_in(client, "mei@example.com")
    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        assert client.get(f"/accounts/2fa/{path}", follow=True).status_code == 200


def test_address_is_changed_by_nobody_alone(client: Client, world: World) -> None:
    sign_in(client, "mei@example.com")
    assert client.get("/accounts/email/").url == "/settings/profile/"


def test_invitation_shows_who_invites_and_opens_the_account(client: Client, world: World) -> None:
    secret = secret_of(invite(world.cem, email="eka@example.com", name="Eka", department=world.service))
    page = client.get(f"/invitation/{secret}/")
    assert (page.status_code, page.context["is_open"]) == (200, True)
    assert "Cem Arslan" in page.content.decode()
    answer = client.post(f"/invitation/{secret}/", {"name": "Eka Sari", "password": "a pulse in every goal"})
    assert answer.url == "/"
    assert person_in(client) == str(Person.objects.get(email="eka@example.com").pk)


def test_invitation_says_what_became_of_it(client: Client, world: World) -> None:
    invitation = invite(world.ada, email="eka@example.com")
    withdraw_invitation(world.ada, invitation)
    url = f"/invitation/{secret_of(invitation)}/"
    assert client.get(url).context["is_open"] is False
    answer = client.post(url, {"name": "Eka", "password": "a pulse in every goal"})
    assert answer.status_code == 409
    assert person_in(client) is None


def test_invitation_refuses_a_weak_password(client: Client, world: World) -> None:
    url = f"/invitation/{secret_of(invite(world.ada, email='eka@example.com'))}/"
    answer = client.post(url, {"name": "Eka", "password": "password123"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password"]


@pytest.mark.parametrize("secret", ["1", "1.forged", "x"])
def test_invitation_is_nowhere_with_a_forged_secret(client: Client, world: World, secret: str) -> None:
    invite(world.ada, email="eka@example.com")
    assert client.get(f"/invitation/{secret}/").status_code == 404


def test_demo_is_nowhere_outside_the_demo(client: Client, world: World) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": world.mei.pk}).status_code == 404
    assert person_in(client) is None


def test_demo_signs_in_with_one_click(client: Client, world: World, settings: Any) -> None:
    settings.IS_DEMO = True
    page = client.get("/demo/")
    groups = [(str(department), [p.name for p in members]) for department, members in page.context["groups"]]
    assert ("Customer Service", ["Bo Santoso", "Mei Lin", "Cem Arslan"]) in groups
    assert "Robo" not in page.content.decode()
    assert client.post("/demo/", {"person": world.mei.pk}).url == "/"
    assert person_in(client) == str(world.mei.pk)


@pytest.mark.parametrize("number", ["", "x", "0", "99999"])
def test_demo_knows_no_other_people(client: Client, world: World, settings: Any, number: str) -> None:
    settings.IS_DEMO = True
    assert client.post("/demo/", {"person": number}).status_code == 404
    assert client.post("/demo/", {"person": world.robo.pk}).status_code == 404


def test_language_before_sign_in_is_a_cookie(client: Client, world: World) -> None:
    answer = client.post("/accounts/language/", {"language": "th", "next": "/accounts/login/"})
    assert (answer.url, answer.cookies["django_language"].value) == ("/accounts/login/", "th")
    assert client.get("/accounts/login/").headers["Content-Language"] == "th"


def test_language_of_a_person_is_kept(client: Client, world: World) -> None:
    client.force_login(world.mei)
    client.post("/accounts/language/", {"language": "vi", "next": "https://evil.example/"})
    assert Person.objects.get(pk=world.mei.pk).language == "vi"


@pytest.mark.parametrize(
    ("words", "url"),
    [({"language": "fr", "next": "/x/"}, "/x/"), ({"language": "th", "next": "https://evil.example/"}, "/"), ({}, "/")],
)
def test_language_goes_nowhere_else(client: Client, world: World, words: dict[str, str], url: str) -> None:
    assert client.post("/accounts/language/", words).url == url
