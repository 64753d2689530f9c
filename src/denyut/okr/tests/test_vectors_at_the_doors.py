"""The test vectors of the goal engine that only a door can show: the same request twice, and numbers as people write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from denyut.okr.actions import check_in
from denyut.okr.forms import CheckInForm
from denyut.okr.models import CheckIn
from denyut.spine.events import Via
from tests.goals import Goals
from tests.world import World


def test_vector_27_the_same_key_twice_is_one_check_in(world: World, goals: Goals) -> None:
    said = check_in.via(Via("rest", "once"))
    first = said(world.mei, goals.median, value=Decimal(24))
    assert said(world.mei, goals.median, value=Decimal(24)) == first
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("id", "47,5"),
        ("vi", "47,5"),
        ("en", "47.5"),
        ("th", "47.5"),
        ("ms", "47.5"),
        ("zh-hans", "47.5"),
        ("ar", "٤٧٫٥"),
    ],
)
def test_vector_28_a_number_as_each_language_writes_it(language: str, written: str) -> None:
    with translation.override(language):
        form = CheckInForm({"value": written})
        assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal("47.5")
