"""Loading on other days, and where it is refused."""

from dataclasses import replace

import pytest

from denyut.demo import shapes
from denyut.demo.content import read_company
from denyut.demo.load import is_loaded, load
from denyut.demo.load.goals import reports_of
from denyut.demo.load.times import Almanac
from denyut.demo.tests.telling import ARTICLE, FIRST_WEEK, LAST_DAY, MIDDLE, part_of, scene_of, silent, told
from denyut.okr.models import CheckIn, Cycle, Objective
from denyut.okr.rows import objective_rows
from denyut.people import passwords
from denyut.people.actions import found_workspace
from denyut.people.models import Department, Person, Workspace
from denyut.spine.access import Conflict, Invalid
from denyut.spine.events import breaks


@pytest.fixture(scope="module")
def company() -> shapes.Company:
    return read_company()


def test_loading_is_refused_where_somebody_lives(db: None) -> None:
    password = passwords.unusable()
    found_workspace(None, workspace="Nusa", name="Mei", email="mei@example.com", password=password, language="en")
    with pytest.raises(Conflict) as refusal:
        load(MIDDLE, say=silent)
    assert refusal.value.code == "not_empty"
    assert (Person.objects.count(), is_loaded()) == (1, False)


def test_loading_is_refused_in_a_language_the_company_does_not_write(db: None) -> None:
    with pytest.raises(Invalid) as refusal:
        load(MIDDLE, language="th", say=silent)
    assert refusal.value.field == "language"
    assert not Workspace.objects.exists()


def test_nothing_stays_when_loading_fails(db: None, company: shapes.Company) -> None:
    part = part_of(company)
    broken = replace(part, messages=(replace(part.messages[0], text=" "),))
    with pytest.raises(Invalid):
        load(FIRST_WEEK, say=silent, company=broken)
    assert not Workspace.objects.exists()


def test_first_week_of_a_quarter_has_begun_with_nothing_yet(db: None, company: shapes.Company) -> None:
    part = part_of(company)
    load(FIRST_WEEK, say=silent, company=part)
    current = Cycle.objects.get(name="Kuartal 2 2027")
    assert CheckIn.objects.filter(surface="web").count() == told(part, FIRST_WEEK)
    assert not CheckIn.objects.filter(key_result__objective__cycle=current).exists()
    assert [cycle.name for cycle in Cycle.objects.order_by("starts_on") if cycle.is_closed] == [
        "Kuartal 4 2026",
        "Kuartal 1 2027",
    ]
    row = objective_rows(
        [Objective.objects.get(title=ARTICLE).pk], language="id", moment=Almanac(part, FIRST_WEEK).until
    )
    assert [kr.status for one in row.values() for kr in one.key_results] == ["not_started"] * 3


def test_last_day_of_a_quarter_is_nearly_done(db: None, company: shapes.Company) -> None:
    part = part_of(company)
    load(LAST_DAY, language="en", say=silent, company=part)
    scene = scene_of(part, LAST_DAY)
    objective = Objective.objects.get(title="Improve customer response speed by 40% this quarter")
    content = next(o for o in part.objectives if o.key == "respons-cepat")
    wanted = [[*reports_of(scene, "current", kr)][-1].check_in.value for kr in content.key_results]
    assert [kr.value for kr in objective.key_results.all()] == wanted
    assert objective.cycle.name == "Q4 2026"
    assert not objective.cycle.is_closed
    assert Department.objects.filter(name="Customer Service").exists()
    assert Person.objects.get(name="Dewi Kartikasari").language == "en"
    assert [*breaks()] == []
