import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from denyut.exchange.complete.forms import FORMS
from denyut.exchange.complete.gathering import gathered
from denyut.exchange.complete.tables import TABLES, Bundle
from denyut.exchange.jobs import run_import
from denyut.exchange.models import Upload
from denyut.exchange.tests.whole_goals import furnish, lose_everything
from denyut.okr.actions import add_key_result, add_objective, check_in
from denyut.okr.models import Objective
from denyut.people.models import Person
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db

type SignedIn = Callable[[Person], Client]

PRIVATE = "Find a new office"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY + timedelta(days=4), tick=False):
        yield


@pytest.fixture
def rich(world: World, goals: Goals) -> Goals:
    furnish(world, goals)
    return goals


def downloaded(browser: Client, query: str = "form=json") -> Bundle:
    answer = browser.get(f"{reverse('exchange:goals_file')}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    told: Bundle = json.loads(b"".join(answer.streaming_content))
    return told


def titles(told: Bundle) -> set[str]:
    return {str(row["title"]) for row in told["objectives"]}


@pytest.mark.parametrize(("form", "name"), [("xlsx", "q4-2026.xlsx"), ("csv", "q4-2026.zip"), ("json", "q4-2026.json")])
def test_the_page_of_a_cycle_leads_to_its_goals(
    world: World, rich: Goals, signed_in: SignedIn, form: str, name: str
) -> None:
    page = signed_in(world.dora).get(reverse("okr:cycle", args=[rich.quarter.pk])).content.decode()
    link = f"{reverse('exchange:goals_file')}?form={form}&cycle={rich.quarter.pk}"
    assert link.replace("&", "&amp;") in page
    answer = signed_in(world.dora).get(link)
    assert answer["Content-Disposition"] == f'attachment; filename="denyut-goals-{name}"'
    expected = BytesIO()
    FORMS[form].write(gathered(world.dora, [rich.quarter]).rows, expected)
    assert b"".join(answer.streaming_content) == expected.getvalue()


def test_everybody_takes_along_only_what_they_see(world: World, rich: Goals, signed_in: SignedIn) -> None:
    everything = downloaded(signed_in(world.ada))
    assert titles(everything) - titles(downloaded(signed_in(world.dora))) == {PRIVATE}
    for seeing in (world.mei, world.cem, world.aldo):
        assert PRIVATE in titles(downloaded(signed_in(seeing)))
    hidden = {row["key"] for row in everything["objectives"] if row["title"] == PRIVATE}
    hidden |= {row["key"] for row in everything["key_results"] if row["objective"] in hidden}
    text = json.dumps(downloaded(signed_in(world.dora)))
    assert [key for key in hidden if str(key) in text] == []


def test_a_cycle_alone_is_told_without_the_others(world: World, rich: Goals, signed_in: SignedIn) -> None:
    told = downloaded(signed_in(world.ada), f"form=json&cycle={rich.quarter.pk}")
    assert ({row["name"] for row in told["cycles"]}, {row["cycle"] for row in told["objectives"]}) == (
        {"Q4 2026"},
        {"Q4 2026"},
    )
    assert {row["name"] for row in downloaded(signed_in(world.ada))["cycles"]} == {"Q3 2026", "Q4 2026"}


def test_a_form_that_is_none_is_refused(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.mei)
    assert browser.get(f"{reverse('exchange:goals_file')}?form=pdf").status_code == 422
    assert browser.get(f"{reverse('exchange:goals_file')}?form=json&cycle=99").status_code == 422
    assert browser.get(reverse("exchange:export")).status_code == 200


def test_the_number_of_queries_stays_the_same(world: World, goals: Goals) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            gathered(world.mei)
        return len(asked)

    once = queries()
    for title in "abc":
        objective = add_objective(world.mei, goals.quarter, title=title, department=world.service)
        check_in(world.mei, add_key_result(world.mei, objective, title=title), value=Decimal(1))
    assert queries() == once == len(TABLES) + 8


@pytest.mark.parametrize("form", FORMS)
def test_the_web_brings_back_what_it_gave(world: World, rich: Goals, signed_in: SignedIn, form: str) -> None:
    browser = signed_in(world.ada)
    answer = browser.get(f"{reverse('exchange:goals_file')}?form={form}")
    content = b"".join(answer.streaming_content)
    lose_everything()
    file = SimpleUploadedFile(f"goals{FORMS[form].ending}", content)
    address = browser.post(reverse("exchange:import"), {"file": file}).url
    page = browser.get(address)
    (sheet,) = page.context["sheets"]
    assert (sheet.title, sheet.format) == (file.name, "This looks like an export of Denyut.")
    assert [count["noun"] for count in sheet.counts if count["new"] and not count["refused"]] == [
        "Cycles",
        "Objectives",
        "Key results",
        "Check-ins",
        "What belongs to them",
    ]
    assert list(page.context["form"].fields) == ["creates_people", "creates_departments"]
    browser.post(address, {"go": "1", "key": "k1"})
    kept = Upload.objects.latest("id")
    run_import.func(kept.pk)
    kept.refresh_from_db()
    assert (kept.result["failure"], kept.done, kept.total > 60) == ("", kept.total, True)
    again = browser.get(f"{reverse('exchange:goals_file')}?form={form}")
    assert b"".join(again.streaming_content) == content


def test_only_administrators_bring_in_what_others_said(
    world: World, rich: Goals, signed_in: SignedIn, tmp_path: Path
) -> None:
    path = tmp_path / "goals.json"
    call_command("export", str(path), "--goals", "--as", "cem@example.com", stdout=StringIO())
    lose_everything()
    browser = signed_in(world.cem)
    address = browser.post(reverse("exchange:import"), {"file": SimpleUploadedFile("g.json", path.read_bytes())}).url
    assert browser.get(address).status_code == 403
    with pytest.raises(CommandError, match="Only administrators bring it in"):
        call_command("import", str(path), "--yes", "--as", "cem@example.com", stdout=StringIO())
    assert Objective.objects.count() == 0


def test_the_command_writes_and_brings_back(world: World, rich: Goals, tmp_path: Path) -> None:
    out = StringIO()
    path, again = tmp_path / "goals.xlsx", tmp_path / "again.xlsx"
    call_command("export", str(path), "--goals", stdout=out)
    assert (out.getvalue(), path.stat().st_mode & 0o777) == (f"{path} is written.\n", 0o600)
    lose_everything()
    call_command("import", str(path), "--yes", stdout=out, stderr=StringIO())
    call_command("export", str(again), "--goals", stdout=out)
    assert again.read_bytes() == path.read_bytes()
    call_command("import", str(path), "--yes", stdout=out, stderr=StringIO())
    assert "Nothing changed: all of it was here already." in out.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [["goals.pdf", "--goals"], ["goals.json", "--goals", "--cycle", "Q9"], ["folder", "--cycle", "Q4 2026"]],
)
def test_a_command_that_asks_for_what_is_not_there(world: World, tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("export", str(tmp_path / arguments[0]), *arguments[1:], stdout=StringIO())
    assert (refusal.value.returncode, list(tmp_path.iterdir())) == (2, [])


def test_what_is_refused_is_told_with_its_table(world: World, rich: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    told = downloaded(browser)
    told["milestones"][0]["title"] = None
    lose_everything()
    file = SimpleUploadedFile("goals.json", json.dumps(told).encode())
    page = browser.get(browser.post(reverse("exchange:import"), {"file": file}).url)
    assert page.context["sheets"][0].problems == [
        "milestones: Row 2: “None” is nothing that the column “title” can hold."
    ]
