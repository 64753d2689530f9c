"""Boards over REST."""

from denyut.boards.models import Board


def test_board_is_made_laid_out_and_put_away(rest, world):
    made = rest(world.mei).post("/boards", {"name": "Pulse", "audience": "all"})
    assert (made.status_code, made.json()["days"]) == (201, 90)
    at = f"/boards/{made.json()['id']}"
    assert rest(world.mei).patch(at, {"days": 30}).json()["days"] == 30
    tile = rest(world.mei).post(f"{at}/tiles", {"kind": "number", "subject": "tasks", "measure": "count"})
    assert (tile.status_code, tile.json()["position"]) == (201, 0)
    changed = rest(world.mei).put(f"/tiles/{tile.json()['id']}", {"subject": "tasks", "measure": "late"})
    assert changed.json()["measure"] == "late"
    assert rest(world.mei).put(f"/tiles/{tile.json()['id']}/position", {"position": 3}).status_code == 200
    sent = rest(world.dora).post(f"{at}/sendings", {"at": "08:00"})
    assert (sent.status_code, sent.json()["person"]) == (201, world.dora.pk)
    assert rest(world.dora).delete(f"/sendings/{sent.json()['id']}").json()["ended_at"] is not None
    assert rest(world.mei).delete(f"/tiles/{tile.json()['id']}").status_code == 200
    assert rest(world.dora).delete(at).status_code == 403
    assert rest(world.mei).delete(at).json()["archived_at"] is not None


def test_board_of_ones_own_is_not_there_for_others(rest, world):
    own = Board.objects.get(pk=rest(world.mei).post("/boards", {"name": "Own"}).json()["id"])
    assert rest(world.bo).get(f"/boards/{own.pk}").status_code == 404
    assert rest(world.bo).post(f"/boards/{own.pk}/tiles", {"kind": "goals"}).status_code == 404


def test_tile_that_cannot_be_drawn_is_refused_at_its_field(rest, world):
    own = rest(world.mei).post("/boards", {"name": "Own"}).json()["id"]
    refused = rest(world.mei).post(f"/boards/{own}/tiles", {"kind": "bar", "subject": "tasks", "measure": "count"})
    assert (refused.status_code, refused.json()["code"]) == (422, "missing")
