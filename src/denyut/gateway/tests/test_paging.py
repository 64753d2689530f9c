"""Lists, a page at a time."""

import pytest

from denyut.okr.actions import add_objective


@pytest.fixture
def goals(mei, cycle, world):
    return [add_objective(mei, cycle, title=f"Goal {n}", department=world.service).pk for n in range(5)]


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_follow_each_other(rest, mei, goals, order):
    found, cursor = [], ""
    for _page in range(3):
        answer = rest(mei).get(f"/objectives?limit=2&order={order}{cursor}")
        found.append([item["id"] for item in answer.json()["items"]])
        cursor = f"&cursor={answer.json()['next']}"
    a, b, c, d, e = goals if order == "oldest" else reversed(goals)
    assert found == [[a, b], [c, d], [e]]
    assert answer.json()["next"] is None
    assert "Link" not in answer


def test_link_leads_to_the_next_page(rest, mei, goals):
    answer = rest(mei).get(f"/objectives?limit=3&owner={mei.pk}")
    link = f'<http://testserver/api/v1/objectives?limit=3&owner={mei.pk}&cursor={answer.json()["next"]}>; rel="next"'
    assert answer["Link"] == link
    path = link[1:].partition(">")[0].removeprefix("http://testserver/api/v1")
    assert [item["id"] for item in rest(mei).get(path).json()["items"]] == goals[3:]


def test_page_stays_the_same_when_something_is_added(rest, mei, goals, cycle, world):
    cursor = rest(mei).get("/objectives?limit=2").json()["next"]
    new = add_objective(mei, cycle, title="New", department=world.service)
    assert [i["id"] for i in rest(mei).get(f"/objectives?cursor={cursor}").json()["items"]] == [*goals[2:], new.pk]


@pytest.mark.parametrize("cursor", ["!!", "%00", "é", "a b"])
def test_cursor_that_was_not_made_here_is_refused(rest, mei, cursor):
    answer = rest(mei).get(f"/objectives?cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor")


def test_cursor_beyond_everything_finds_nothing(rest, mei, goals):
    assert rest(mei).get("/objectives?cursor=zzzzzzzzzzz").json() == {"items": [], "next": None}
    assert rest(mei).get("/objectives?cursor=" + "z" * 12).status_code == 422


def test_answer_that_has_not_changed_is_not_sent_again(rest, mei, goals):
    first = rest(mei).get(f"/objectives/{goals[0]}")
    assert rest(mei).get(f"/objectives/{goals[0]}", If_None_Match=first["ETag"]).status_code == 304
    rest(mei).patch(f"/objectives/{goals[0]}", {"title": "Other"})
    assert rest(mei).get(f"/objectives/{goals[0]}", If_None_Match=first["ETag"]).status_code == 200
