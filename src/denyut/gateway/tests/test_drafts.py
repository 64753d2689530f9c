"""Drafts over REST: one field at a time, merged with what others wrote meanwhile."""

from datetime import date

import pytest

from denyut.okr.actions import add_key_result, add_objective, open_cycle
from denyut.okr.models import Objective


@pytest.fixture
def draft(world):
    cycle = open_cycle(world.ada, name="Q1 2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    return add_objective(world.mei, cycle, title="Answer customers faster", department=world.service, state="draft")


def test_fields_are_written_merged_and_refused(rest, world, draft):
    path, was = f"/objectives/{draft.pk}/draft", draft.title
    first = rest(world.mei).patch(path, {"field": "title", "value": f"{was} today", "was": was})
    assert (first.status_code, first.json()["title"]) == (200, f"{was} today")
    both = rest(world.bo).patch(path, {"field": "title", "value": "Help customers faster", "was": was})
    assert both.json()["title"] == "Help customers faster today"
    clash = rest(world.bo).patch(path, {"field": "title", "value": "Serve customers faster", "was": was})
    assert (clash.status_code, clash.json()["code"]) == (409, "changed_meanwhile")
    assert rest(world.dora).patch(path, {"field": "title", "value": "Mine", "was": was}).status_code == 403


def test_key_results_are_written_and_placed(rest, world, draft):
    first, second = (add_key_result(world.mei, draft, title=title) for title in ("One", "Two"))
    path = f"/key-results/{first.pk}/draft"
    written = rest(world.bo).patch(path, {"field": "target", "value": "18", "was": "100"})
    assert (written.status_code, written.json()["target"]) == (200, "18")
    rest(world.bo)._call("PUT", f"{path}/place", {"to": "down"}, {})
    assert list(draft.key_results.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_a_set_is_proposed_and_published(rest, world, draft):
    path, body = f"/cycles/{draft.cycle_id}/drafts", {"department": world.service.pk}
    assert rest(world.bo).post(f"{path}/proposal", body).status_code == 200
    assert rest(world.bo).post(f"{path}/publication", body).status_code == 403
    assert Objective.objects.get(pk=draft.pk).state == "proposed"
    assert rest(world.cem).post(f"{path}/publication", body).status_code == 200
    assert Objective.objects.get(pk=draft.pk).state == "active"
    assert rest(world.cem).post(f"{path}/publication", body).json()["code"] == "nothing_drafted"
