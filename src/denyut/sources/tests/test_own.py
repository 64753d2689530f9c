"""What can be counted is named as its features name it."""

from denyut.sources.own import COUNTABLES
from denyut.spine.verbs import VERBS


def test_every_countable_names_verbs_that_there_are() -> None:
    named = {verb for one in COUNTABLES.values() for verb in one.verbs if not verb.startswith("desk.")}
    assert named - set(VERBS) == set()
