from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from denyut.exchange.jobs import run_import
from denyut.exchange.models import Import, Upload
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult, Objective
from denyut.people.models import Person
from denyut.spine.events import Via
from denyut.spine.models import Event
from tests.goals import TODAY, Goals
from tests.world import World

type SignedIn = Callable[[Person], Client]

GOALS = "Objective,Key Result,Owner,Target,Extra,Quarter\nGrow,NPS,mei@example.com,50,7,Q4 2026\n,Churn,,soon,3,\n"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def send(client: Client, text: str = GOALS, name: str = "goals.csv") -> Upload:
    """Uploads a text as a file."""
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post(reverse("exchange:import"), {"file": file, "key": "k1"})
    kept = Upload.objects.latest("id")
    assert (answer.status_code, answer.url) == (302, reverse("exchange:upload", args=[kept.pk]))
    return kept


def fields_of(answer: object) -> dict[str, str]:
    """The selects of the preview as a browser would send them."""
    data = {"creates_cycles": "on"}
    for number, sheet in enumerate(answer.context["sheets"]):  # type: ignore[attr-defined]
        for name, options in sheet.settings.items():
            data[f"s{number}-{name}"] = next(value for value, _label, chosen in options if chosen)
        for column in sheet.columns:
            data[f"s{number}-c{column.index}"] = next(value for value, _label, chosen in column.options if chosen)
    return data


def test_a_file_is_looked_at_before_anything_is_written(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    kept = send(browser)
    page = browser.get(reverse("exchange:upload", args=[kept.pk]))

    (sheet,) = page.context["sheets"]
    assert (sheet.counts[1]["new"], sheet.counts[1]["refused"]) == (1, 1)
    assert sheet.problems == ["Row 3: “soon” in the column “Target” is not a number."]
    assert [column.field for column in sheet.columns] == [
        "Objective",
        "Key result",
        "Owner's e-mail",
        "Target value",
        "",
        "Cycle",
    ]
    assert not Objective.objects.filter(title="Grow").exists()


def test_a_column_is_corrected_and_looked_at_again(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    url = reverse("exchange:upload", args=[send(browser).pk])
    said = fields_of(browser.get(url)) | {"s0-c4": "target", "s0-c3": ""}
    page = browser.post(url, said)

    assert page.context["sheets"][0].counts[1] == {
        "noun": "Key results",
        "new": 2,
        "changed": 0,
        "same": 0,
        "refused": 0,
    }
    assert fields_of(page)["s0-c4"] == "target"


def test_an_import_runs_as_a_job_and_shows_its_result(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    kept = send(browser)
    url = reverse("exchange:upload", args=[kept.pk])
    said = fields_of(browser.get(url)) | {"s0-c4": "target", "s0-c3": "", "go": "1", "key": "k2"}
    answer = browser.post(url, said)
    waiting = browser.get(answer.url)
    run_import.func(kept.pk)
    done = browser.get(answer.url, headers={"HX-Request": "true"})
    kept.refresh_from_db()

    assert answer.url == reverse("exchange:progress", args=[kept.pk])
    assert "The import begins in a moment." in waiting.content.decode()
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert "To the board" in done.content.decode()
    assert (kept.done, kept.total, kept.path) == (3, 3, "")
    assert {kr.title: int(kr.target) for kr in KeyResult.objects.filter(objective__title="Grow")} == {
        "NPS": 7,
        "Churn": 3,
    }
    assert Import.objects.get().readings.get().corrections == {"target": "E"}


def test_the_same_click_twice_is_one_import(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    url = reverse("exchange:upload", args=[send(browser).pk])
    said = fields_of(browser.get(url)) | {"go": "1", "key": "k2"}
    answers = [browser.post(url, said).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert Event.objects.filter(verb="exchange.begun").count() == 1


def test_a_job_that_runs_again_changes_nothing(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    kept = send(browser)
    url = reverse("exchange:upload", args=[kept.pk])
    browser.post(url, fields_of(browser.get(url)) | {"go": "1", "key": "k2"})
    run_import.func(kept.pk)
    before = Event.objects.count()
    run_import.func(kept.pk)

    assert Event.objects.count() == before


def test_a_file_that_is_no_table_says_why(world: World, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    kept = send(browser, "no table", "goals.xlsx")
    answer = browser.get(reverse("exchange:upload", args=[kept.pk]))

    assert answer.status_code == 422
    assert "The file is not what its name says." in answer.content.decode()


def test_an_empty_form_is_refused(world: World, signed_in: SignedIn) -> None:
    assert signed_in(world.ada).post(reverse("exchange:import"), {}).status_code == 422


def test_an_upload_is_seen_by_its_owner_alone(world: World, goals: Goals, signed_in: SignedIn) -> None:
    kept = send(signed_in(world.mei))
    for page in ("upload", "progress"):
        url = reverse(f"exchange:{page}", args=[kept.pk])
        assert [signed_in(person).get(url).status_code for person in (world.bo, world.dora, world.ada)] == [404] * 3
        assert Client().get(url).status_code == 302


def test_an_auditor_uploads_nothing(world: World, signed_in: SignedIn) -> None:
    assert signed_in(world.aldo).get(reverse("exchange:import")).status_code == 403


def test_a_file_is_kept_for_a_day(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    old = send(browser)
    with time_machine.travel(TODAY.replace(day=17), tick=False):
        browser.force_login(world.ada)
        answer = browser.post(reverse("exchange:import"), {"file": SimpleUploadedFile("b.csv", b"a"), "key": "k3"})
        page = browser.get(reverse("exchange:progress", args=[old.pk]))

    assert answer.status_code == 302
    assert not default_storage.exists(old.path)
    assert "The file was kept for a day and is gone." in page.content.decode()


def test_looking_takes_as_many_queries_for_three_rows_as_for_one(
    world: World, goals: Goals, signed_in: SignedIn
) -> None:
    browser, counts = signed_in(world.ada), []
    for rows in (1, 3):
        lines = "".join(f"Goal {number},NPS,mei@example.com,50\n" for number in range(rows))
        file = SimpleUploadedFile("goals.csv", ("Objective,Key Result,Owner,Target\n" + lines).encode())
        url = browser.post(reverse("exchange:import"), {"file": file}).url
        browser.get(url)
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_file_mended_under_its_name_is_another_file(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    wrong, mended = send(browser), send(browser, GOALS.replace("soon", "3"))
    assert wrong.pk != mended.pk
    page = browser.get(reverse("exchange:upload", args=[mended.pk]))
    assert page.context["sheets"][0].problems == []


BETTERWORKS = (
    "name,type,progress,start_date,end_date,owner_email,categories,description\n"
    "Grow,goal,,2026-10-05,2026-12-31,mei@example.com,,\nNPS,milestone,37,2026-10-05,2026-12-31,mei@example.com,,\n"
)


def bring_in(browser: Client) -> Import:
    """Uploads and imports BETTERWORKS."""
    kept = send(browser, BETTERWORKS)
    url = reverse("exchange:upload", args=[kept.pk])
    browser.post(url, fields_of(browser.get(url)) | {"go": "1", "key": f"go-{kept.pk}"})
    run_import.func(kept.pk)
    return Import.objects.latest("id")


def test_the_program_is_named_before_and_after(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    page = browser.get(reverse("exchange:upload", args=[send(browser, BETTERWORKS).pk]))
    done = bring_in(browser)
    result = browser.get(reverse("exchange:progress", args=[Upload.objects.latest("id").pk]))

    assert "This looks like an export of Betterworks." in page.content.decode()
    assert f'href="{reverse("exchange:one", args=[done.pk])}"' in result.content.decode()
    assert (
        "This looks like an export of Betterworks."
        in browser.get(reverse("exchange:one", args=[done.pk])).content.decode()
    )


def test_an_import_is_undone_on_its_page(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    done = bring_in(browser)
    url = reverse("exchange:one", args=[done.pk])
    assert "Undo this import" in browser.get(url).content.decode()
    answer = browser.post(reverse("exchange:undoing", args=[done.pk]), {"key": "u1"}, follow=True)

    assert answer.redirect_chain == [(url, 302)]
    assert "The import was undone." in answer.content.decode()
    assert "Undo this import" not in answer.content.decode()
    assert not Objective.objects.filter(title="Grow").exists()


def test_what_stays_is_told(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    done = bring_in(browser)
    check_in.via(Via("web"))(world.mei, KeyResult.objects.get(title="NPS"), value=Decimal(40))
    answer = browser.post(reverse("exchange:undoing", args=[done.pk]), {"key": "u1"}, follow=True)

    assert "Somebody has worked on it since." in answer.content.decode()
    assert Objective.objects.filter(title="Grow").exists()


def test_imports_of_others_are_not_there(world: World, goals: Goals, signed_in: SignedIn) -> None:
    done = bring_in(signed_in(world.ada))
    browser = signed_in(world.mei)

    assert browser.get(reverse("exchange:one", args=[done.pk])).status_code == 404
    assert browser.post(reverse("exchange:undoing", args=[done.pk]), {"key": "u1"}).status_code == 404
    assert list(browser.get(reverse("exchange:past")).context["imports"]) == []


def test_an_auditor_sees_imports_and_undoes_none(world: World, goals: Goals, signed_in: SignedIn) -> None:
    done = bring_in(signed_in(world.ada))
    browser = signed_in(world.aldo)

    assert "Undo this import" not in browser.get(reverse("exchange:one", args=[done.pk])).content.decode()
    browser.post(reverse("exchange:undoing", args=[done.pk]), {"key": "u1"})
    assert Objective.objects.filter(title="Grow").exists()


def test_the_list_of_imports_asks_the_same_of_one_and_of_three(world: World, goals: Goals, signed_in: SignedIn) -> None:
    browser = signed_in(world.ada)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            bring_in(browser)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse("exchange:past"))
        counts.append((len(page.context["imports"]), len(queries)))

    assert [rows for rows, _queries in counts] == [1, 3]
    assert counts[0][1] == counts[1][1]
