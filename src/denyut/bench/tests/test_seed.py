from decimal import Decimal

import pytest

from denyut.bench import seed
from denyut.bench.sizes import Size
from denyut.okr.items import items_of
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.okr.progress import Kind, progress_of
from denyut.okr.rollups import explain
from denyut.people.models import Person

pytestmark = pytest.mark.django_db
SIZE = Size(people=30, objectives=20, history=3)


def test_a_company_has_the_size_asked_for() -> None:
    seed.found(SIZE)
    counts = [model.objects.count() for model in (Person, Objective, KeyResult, CheckIn)]
    assert counts == [30, 20, 60, 180]


def test_progress_is_what_the_values_and_the_tree_make_of_it() -> None:
    company = seed.found(SIZE)
    for objective in Objective.objects.all():
        assert objective.progress == explain(objective.roll_up, items_of(objective)).total, objective
    for kr in company.goals.key_results:
        assert kr.progress == progress_of(Kind(kr.kind), kr.baseline, kr.target, kr.value)


def test_the_series_is_what_the_check_ins_said() -> None:
    kr = seed.found(SIZE).goals.key_results[0]
    said = kr.check_ins.order_by("valid_at")
    assert [Decimal(point) for point in kr.series] == [c.value for c in said]
    assert said.last().valid_at == kr.checked_in_at
