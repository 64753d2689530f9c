"""Imports over REST: seen by whoever made them, taken back as a whole."""

from pathlib import Path

import pytest

from denyut.exchange.importing import carry_out
from denyut.exchange.lookup import Choices
from denyut.exchange.models import Import
from denyut.exchange.sources import open_sources
from denyut.okr.models import Objective
from denyut.people.models import Person


@pytest.fixture
def bring_in(tmp_path, cycle):
    """Imports an objective with one key result."""

    def imported(actor: Person) -> Import:
        path: Path = tmp_path / "goals.csv"
        path.write_text(f"Objective,Key Result,Target,Department,Quarter\nGrow,NPS,50,Customer Service,{cycle.name}\n")
        done = carry_out(actor, open_sources(path), Choices()).record
        assert done is not None
        return done

    return imported


def test_an_import_is_seen_and_undone(rest, cem, bring_in):
    done = bring_in(cem)
    told = rest(cem).get(f"/imports/{done.pk}").json()
    assert (told["file_name"], told["counts"]["key_results"]["new"], told["undone_at"]) == ("goals.csv", 1, None)

    undone = rest(cem).post(f"/imports/{done.pk}/undoing").json()
    assert (undone["undone_by"], undone["undoing"]) == (cem.pk, [])
    assert not Objective.objects.filter(title="Grow").exists()
    assert rest(cem).post(f"/imports/{done.pk}/undoing").json() == undone
    assert [one["id"] for one in rest(cem).get("/imports").json()["items"]] == [done.pk]


def test_an_import_of_somebody_else_is_not_there(rest, cem, mei, bring_in):
    done = bring_in(cem)

    assert rest(mei).get("/imports").json()["items"] == []
    assert rest(mei).post(f"/imports/{done.pk}/undoing").status_code == 404
    assert Objective.objects.filter(title="Grow").exists()
