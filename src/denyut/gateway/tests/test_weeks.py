"""Weeks over REST."""

from datetime import UTC, datetime

import pytest

from denyut.rhythm.models import Beat, Weekly
from denyut.spine import clock

NOW = datetime(2026, 11, 19, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with clock.at(NOW):
        yield


def test_a_week_is_written_and_filed(rest, mei, bo, world):
    made = rest(mei).post("/week-lines", {"kind": "plan", "text": "Call"})
    assert (made.status_code, made.json()["kind"]) == (201, "plan")
    path = f"/week-lines/{made.json()['id']}"
    assert rest(mei).patch(path, {"text": "Call both"}).json()["text"] == "Call both"
    assert rest(mei).put(f"{path}/done", {"is_done": True}).json()["done_at"] is not None
    assert rest(bo).put(f"{path}/done", {"is_done": False}).json()["code"] == "not_yours"
    assert rest(mei).post("/weeks/filing", {}).json()["week_on"] == "2026-11-16"
    assert "mood" not in rest(mei).put("/weeks/mood", {"mood": 4}).json()
    assert Weekly.objects.get().mood == 4
    assert [line["text"] for line in rest(bo).get(f"/week-lines?person={mei.pk}").json()["items"]] == ["Call both"]
    assert rest(mei).delete(path).status_code == 204


def test_answers_and_reminders_are_ones_own(rest, mei, bo, world):
    assert rest(mei).put("/trust-answers", {"answer": 3}).json()["month_on"] == "2026-11-01"
    assert rest(mei).put("/trust-answers", {"answer": 9}).status_code == 422
    assert rest(bo).get("/prompts").json()["items"] == []


def test_a_department_has_a_beat(rest, cem, mei, world):
    path = f"/departments/{world.service.pk}/beat"
    assert rest(mei).put(path, {"cadence": "month"}).status_code == 403
    assert rest(cem).put(path, {"cadence": "month", "due_at": "09:00"}).status_code == 200
    assert Beat.objects.get().cadence == "month"
    assert rest(cem).delete(path).status_code == 200
    assert not Beat.objects.exists()
