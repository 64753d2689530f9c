"""Indicators from before there were versions."""

from importlib import import_module

from django.apps import apps

from denyut.metrics.actions import adopt_indicator
from denyut.metrics.models import Definition
from tests.world import World

FIRST = import_module("denyut.metrics.migrations.0003_first_definitions")


def test_every_indicator_gets_the_first_version_of_its_meaning(world: World) -> None:
    nps = adopt_indicator(world.cem, known="nps", owner=world.mei)
    Definition.objects.all().delete()
    FIRST.define(apps, None)
    first = nps.definitions.get()
    assert (first.version, first.name, first.formula, first.band_low, first.made_by) == (
        1,
        nps.name,
        "nps",
        30,
        world.mei,
    )
