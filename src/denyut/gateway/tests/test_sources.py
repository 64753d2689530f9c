"""Data sources over REST: set up, read, and what a stranger sees of them. Series of readings, and putting one right."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from denyut.metrics.actions import add_indicator
from denyut.sources.jobs import carry_out
from denyut.sources.models import Run

NOW = "2026-11-15T03:00:00Z"
FILE = b"when,amount\n03/04/2026,1\n05/06/2026,2.5\n"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sales(cem):
    return add_indicator(cem, name="Sales", owner=cem)


def test_source_is_set_up_read_and_removed(rest, signed_in, cem, dora, sales):
    program = rest(cem)
    made = program.post("/sources", {"name": "Shop", "kind": "file"})
    assert (made.status_code, made.json()["state"], made.json()["has_secret"]) == (201, "draft", False)
    path = f"/sources/{made.json()['id']}"
    assert program.put(f"{path}/connection", {"connection": {}}).status_code == 200
    assert program.post(f"{path}/look").json()["code"] == "no_file"
    sent = {"file": SimpleUploadedFile("shop.csv", FILE)}
    assert signed_in(cem).post(f"/api/v1{path}/file", sent, headers={"X-CSRFToken": "x"}).status_code == 201
    seen = program.post(f"{path}/look").json()
    assert [(one["name"], one["kind"]) for one in seen["columns"]] == [("when", "date"), ("amount", "number")]
    words = {"date_column": "when", "value_column": "amount", "indicator": sales.pk}
    assert program.put(f"{path}/mapping", words).json()["code"] == "ambiguous"
    assert program.put(f"{path}/mapping", {**words, "order": "mdy"}).json()["mapping"]["order"] == "mdy"
    assert program.put(f"{path}/schedule", {"every": "day", "at": "07:30"}).json()["next_at"] == "2026-11-16T00:30:00Z"
    assert program.post(f"{path}/runs").status_code == 201
    carry_out.call(Run.objects.get().pk)
    [run] = program.get(f"{path}/runs").json()["items"]
    assert (run["outcome"], run["rows"], run["written"]) == ("good", 2, 2)
    readings = program.get(f"/indicators/{sales.pk}/readings").json()["items"]
    assert {one["origin"] for one in readings} == {f"source:{run['id']}"}
    stranger = rest(dora)
    assert (stranger.get(path).status_code, stranger.get(f"{path}/runs").status_code) == (404, 404)
    assert (stranger.get("/sources").json()["items"], stranger.delete(path).status_code) == ([], 404)
    for what, state in (("pause", "paused"), ("resumption", "working")):
        assert program.post(f"{path}/{what}").json()["state"] == state
    assert (program.delete(path).status_code, program.get(path).status_code) == (204, 404)


def test_secrets_go_in_and_never_come_out(rest, ada, cem):
    assert rest(cem).post("/source-targets", {"host": "data.example.com"}).status_code == 403
    assert rest(ada).post("/source-targets", {"host": "data.example.com"}).status_code == 201
    assert rest(cem).get("/source-targets").json()["items"] == []
    path = f"/sources/{rest(cem).post('/sources', {'name': 'Shop', 'kind': 'http'}).json()['id']}"
    connection = {"url": "https://data.example.com/x.json", "headers": {"Authorization": "Bearer hunter2"}}
    told = rest(cem).put(f"{path}/connection", {"connection": connection})
    assert (told.status_code, told.json()["has_secret"], "hunter2" in told.content.decode()) == (200, True, False)
    other = {"connection": {"url": "https://elsewhere.example.com/"}}
    assert rest(cem).put(f"{path}/connection", other).json()["code"] == "not_allowed"


def test_series_is_taken_once_and_put_right(rest, cem, dora, sales):
    path = f"/indicators/{sales.pk}"
    readings = [{"at": f"2026-11-0{n}T05:00:00Z", "value": n, "n": 30} for n in (1, 2)]
    for _time in range(2):
        assert rest(cem).post(f"{path}/readings/series", {"readings": readings}).json()["value"] == "2"
    assert rest(dora).post(f"{path}/readings/series", {"readings": readings}).status_code == 403
    last = rest(cem).get(f"{path}/readings").json()["items"][-1]
    right = rest(cem).put(f"/readings/{last['id']}/correction", {"value": "5", "reason": "Late"}).json()
    assert (right["value"], right["is_corrected"]) == ("5", True)
    [kept] = rest(dora).get(f"/readings/{last['id']}/corrections").json()["items"]
    assert (kept["was"], kept["was_n"], kept["reason"]) == (str(last["value"]), 30, "Late")
    watched = rest(cem).put(f"{path}/watch", {"cadence": "day", "least": 20}).json()
    assert (watched["cadence"], watched["least"], watched["is_stale"]) == ("day", 20, True)


def test_indicator_becomes_a_key_result(rest, mei, goal, sales, dora):
    words = {"objective": goal.pk, "target": "40"}
    assert rest(dora).post(f"/indicators/{sales.pk}/key-results", words).status_code == 403
    made = rest(mei).post(f"/indicators/{sales.pk}/key-results", words)
    assert (made.status_code, made.json()["title"]) == (201, "Sales")
    [tie] = rest(mei).get("/ties").json()["items"]
    assert (tie["indicator"], tie["key_result"]) == (sales.pk, made.json()["id"])
    assert rest(mei).delete(f"/ties/{tie['id']}").status_code == 200
