import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from denyut.people.models import Person
from tests.world import World


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["board", "checkin", "import", "room"])
def test_a_small_bench_runs_to_its_end(name: str) -> None:
    out = StringIO()
    call_command("bench", name, small=True, json=True, here=True, stdout=out)
    told = json.loads(out.getvalue())
    assert list(told["benches"]) == [name]
    by_name = {figure["what"]: figure for figure in told["benches"][name]}
    if name == "checkin":
        assert by_name["100 by 8 hands to one key result: saved"]["measured"] == 100


@pytest.mark.django_db(transaction=True)
def test_a_small_search_finds_what_was_made_and_copied() -> None:
    out = StringIO()
    call_command("bench", "search", small=True, messages=700, json=True, here=True, stdout=out)
    by_name = {figure["what"] for figure in json.loads(out.getvalue())["benches"]["search"]}
    assert "search in 900 messages, p95" in by_name


def test_a_bench_leaves_people_alone(world: World) -> None:
    there = Person.objects.count()
    with pytest.raises(CommandError, match="without people"):
        call_command("bench", "board", here=True)
    assert Person.objects.count() == there


def test_an_unknown_bench_is_named() -> None:
    with pytest.raises(CommandError, match="no bench boards"):
        call_command("bench", "boards")
