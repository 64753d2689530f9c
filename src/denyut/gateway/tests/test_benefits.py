"""The ledger of benefits and the week's focus over REST."""

from datetime import UTC, date, datetime, timedelta

import pytest

from denyut.benefits.models import Classified, Weekly
from denyut.tasks.actions import add_focus

NOON = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)


@pytest.fixture
def weeks(world):
    first = date(2026, 8, 3)
    for number in range(12):
        Weekly.objects.create(
            measure="link_coverage", week_on=first + timedelta(weeks=number), hits=10 + number % 2, of=20
        )


def test_measures_are_read_and_baselines_frozen(rest, world, weeks):
    found = {one["name"]: one for one in rest(world.dora).get("/measures").json()["items"]}
    assert (found["link_coverage"]["verdict"], found["link_coverage"]["value"]) == ("unmeasured", "")
    assert rest(world.mei).post("/baselines", {"before_on": "2026-09-28"}).status_code == 403
    frozen = rest(world.ada).post("/baselines", {"before_on": "2026-09-28"})
    assert (frozen.status_code, frozen.json()["measure"], frozen.json()["is_whole"]) == (201, "link_coverage", True)
    found = {one["name"]: one for one in rest(world.dora).get("/measures").json()["items"]}
    assert found["link_coverage"]["value"] != ""


def test_ones_own_time_is_read_and_corrected_by_oneself(rest, world):
    item = Classified.objects.create(person=world.cem, source="line:1", kind="chase", minutes=2, confidence=75, at=NOON)
    assert rest(world.ada).get("/sync-time").json()["items"] == []
    assert rest(world.ada).patch(f"/sync-time/{item.pk}", {"kind": "none"}).status_code == 404
    answer = rest(world.cem).patch(f"/sync-time/{item.pk}", {"kind": "none"})
    assert (answer.status_code, answer.json()["kind"], answer.json()["minutes"]) == (200, "none", 2)


def test_ease_is_answered(rest, world):
    assert rest(world.mei).post("/ease", {"ease": 4}).json()["ease"] == 4
    assert rest(world.mei).post("/ease", {"ease": 9}).status_code == 422


def test_focus_is_added_done_and_dropped(rest, world, goals):
    path = f"/key-results/{goals.median.pk}/focus"
    made = rest(world.mei).post(path, {"text": "Call Budi"})
    assert (made.status_code, made.json()["text"]) == (201, "Call Budi")
    number = made.json()["id"]
    assert rest(world.bo).delete(f"/focus/{number}").status_code == 403
    assert rest(world.mei).post(f"/focus/{number}/completion", {}).json()["done_at"] is not None
    for name in range(4):
        add_focus(world.mei, goals.median, text=str(name))
    assert rest(world.mei).post(path, {"text": "sixth"}).json()["code"] == "focus_full"
    assert rest(world.mei).post(path, {"text": "sixth", "drop": number}).status_code == 201
    assert rest(world.mei).delete(f"/focus/{number}").status_code == 200
