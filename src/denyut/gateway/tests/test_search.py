"""/search over REST."""

import pytest

from denyut.chat.actions import open_room, say
from denyut.search.actions import follow_log


@pytest.fixture
def line(db, mei, bo):
    room = open_room(mei, name="Pay", kind="closed", people=[bo])
    follow_log()
    return say(mei, room, text="The salary run is done")


def test_words_are_found_by_whoever_finds_the_room(rest, mei, bo, dora, line):
    def found(person):
        return [(one["kind"], one["id"]) for one in rest(person).get("/search?q=salary").json()["items"]]

    assert (found(mei), found(bo), found(dora)) == ([("message", line.pk)], [("message", line.pk)], [])


@pytest.mark.parametrize("below", ["0", "-1", "9" * 30, "x"])
def test_a_place_that_is_none_is_refused(rest, mei, below):
    assert rest(mei).get(f"/search?q=salary&below={below}").status_code == 422
