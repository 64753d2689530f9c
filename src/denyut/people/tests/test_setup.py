from pathlib import Path

import pytest
from django.test import Client

from denyut.people import setup
from denyut.people.models import Person
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
WORDS = {
    "workspace": "Nusa",
    "name": "Ada",
    "email": "ada@example.com",
    "password": PASSWORD,
    "language": "en",
    "region": "ID",
}


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def test_on_a_machine_of_ones_own_no_code_is_needed(client: Client) -> None:
    assert "Set-up code" not in client.get("/welcome/").content.decode()
    client.post("/welcome/", {**WORDS, "zone": "Asia/Jakarta"})
    assert Person.objects.get().is_administrator


def test_the_code_is_one_until_the_workspace_stands() -> None:
    assert (setup.demand(), setup.wanted()) == (setup.demand(), setup.demand())


@pytest.mark.parametrize("code", ["", "wrong", "ß"])
def test_without_the_code_nobody_founds(client: Client, code: str) -> None:
    setup.demand()
    answer = client.post("/welcome/", {**WORDS, "zone": "Asia/Jakarta", "code": code})
    assert (answer.status_code, Person.objects.exists()) == (422, False)


def test_the_link_of_the_terminal_brings_the_code(client: Client) -> None:
    code = setup.demand()
    assert f'value="{code}"' in client.get(f"/welcome/?code={code}").content.decode()
    client.post("/welcome/", {**WORDS, "zone": "Asia/Jakarta", "code": code})
    assert Person.objects.get().is_administrator
