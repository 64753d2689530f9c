"""The health page: findings by kind, narrowed, left alone and taken up again."""

from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from denyut.alignment.health.checkup import checkup
from denyut.alignment.health.findings import Code, Finding
from denyut.alignment.models import Dismissal
from denyut.alignment.rows.health import WORDS, kinds_of, subjects_of
from denyut.okr.actions import add_objective
from denyut.okr.models import Objective
from denyut.people.models import Person
from tests.goals import TODAY, Goals
from tests.world import World

pytestmark = pytest.mark.django_db
type Browser = Callable[[Person], Client]


@pytest.fixture
def stock(world: World, goals: Goals) -> Objective:
    """An orphan."""
    return add_objective(world.dora, goals.quarter, title="Shelves are full", department=world.warehouse)


def page(browser: Client, goals: Goals, query: str = "") -> str:
    with time_machine.travel(TODAY, tick=False):
        answer = browser.get(f"/cycles/{goals.quarter.pk}/health/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_code_has_words() -> None:
    assert set(WORDS) == set(Code)


def test_findings_stand_by_kind_with_what_to_do(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    shown = page(signed_in(world.bo), goals)
    for words in ("Goals that serve nothing", "Shelves are full serves no other goal.", "Align it with a goal above"):
        assert words in shown
    assert "Data quality" in shown


def test_a_finding_is_left_alone_on_the_page(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    assert "Leave it alone" not in page(signed_in(world.aldo), goals)
    [orphan] = [one for one in checkup(world.dora, goals.quarter).findings if one.code == Code.ORPHAN]
    words = {"code": orphan.code.value, "subject": orphan.subject, "fingerprint": orphan.fingerprint}
    address = f"/cycles/{goals.quarter.pk}/dismissals/"
    dora = signed_in(world.dora)
    assert dora.post(address, {**words, "reason": ""}).status_code == 422
    assert signed_in(world.bo).post(address, {**words, "reason": "Fine"}).status_code == 403
    assert dora.post(address, {**words, "reason": "It stands for itself"}).status_code == 302
    shown = page(signed_in(world.bo), goals)
    assert ("It stands for itself" in shown, "Goals that serve nothing" in shown) == (True, False)
    back = f"/alignment/dismissals/{Dismissal.objects.get().pk}/restoration/"
    assert signed_in(world.bo).post(back).status_code == 403
    assert dora.post(back).status_code == 302
    assert "Goals that serve nothing" in page(dora, goals)


def test_the_page_is_narrowed(world: World, goals: Goals, stock: Objective, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    assert "Shelves are full" in page(browser, goals, f"?department={world.warehouse.pk}")
    assert "Shelves are full" not in page(browser, goals, f"?department={world.service.pk}")
    assert "Start value without a day" not in page(browser, goals, "?code=orphan")
    assert "Shelves are full" in page(browser, goals, "?code=nonsense")
    assert browser.get(f"/cycles/{goals.quarter.pk}/health/?department=987654").status_code == 404


def test_private_goals_are_in_no_finding_of_a_stranger(
    world: World, goals: Goals, stock: Objective, signed_in: Browser
) -> None:
    Objective.objects.filter(pk=stock.pk).update(visibility="private")
    assert "Shelves are full" not in page(signed_in(world.bo), goals)
    assert "Shelves are full" in page(signed_in(world.dora), goals)
    dismissal = Dismissal.objects.create(
        cycle=goals.quarter,
        code="orphan",
        subject=f"objective:{stock.pk}",
        fingerprint="0" * 64,
        reason="Secret",
        by=world.dora,
        at=TODAY,
    )
    assert signed_in(world.cem).post(f"/alignment/dismissals/{dismissal.pk}/restoration/").status_code == 404


def test_long_kinds_are_cut_and_shown_whole_when_asked_for(world: World) -> None:
    many = [
        Finding(Code.ORPHAN, f"objective:{number}", None, ("x",), words={"title": f"Goal {number}"})
        for number in range(1, 12)
    ]
    [cut] = kinds_of(many, {""}, "en")
    [whole] = kinds_of(many, {""}, "en", only="orphan")
    assert (cut.number, len(cut.rows), len(whole.rows)) == (11, 8, 11)
    assert kinds_of(many, {""}, "en", only="opposing") == []


def test_who_may_leave_what_alone(world: World, goals: Goals) -> None:
    assert subjects_of(world.aldo, goals.quarter) == set()
    assert subjects_of(world.cem, goals.quarter) == {""}
    assert subjects_of(world.dora, goals.quarter) == {f"person:{world.dora.pk}"}
    assert f"objective:{goals.speed.pk}" in subjects_of(world.mei, goals.quarter)
    assert subjects_of(world.bo, goals.quarter) == {f"key_result:{goals.rules.pk}", f"person:{world.bo.pk}"}


def test_the_page_costs_the_same_with_one_goal_and_with_three(world: World, goals: Goals, signed_in: Browser) -> None:
    browser = signed_in(world.bo)
    page(browser, goals)
    counts = []
    for number in range(3):
        title = f"Shelf {number}"
        add_objective(world.dora, goals.quarter, title=title, department=world.warehouse)
        with CaptureQueriesContext(connection) as queries:
            page(browser, goals)
        counts.append(len(queries))
    assert counts[0] == counts[2]
