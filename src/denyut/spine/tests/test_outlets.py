from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from denyut.chat.actions import open_room, say
from denyut.chat.verbs import SAID
from denyut.people.models import Person
from denyut.spine import clock, outlets
from denyut.spine.models import Event, OutletCursor, OutletFailure
from denyut.spine.outlets import OUTLETS, catch_up, outlet, skip_to_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """Two outlets on what is said: one that fails on demand, one that listens."""
    said: list[int] = []

    @outlet("test.ears", [SAID])
    def listen(event: Event) -> None:
        said.append(event.pk)

    yield said
    OUTLETS.pop("test.ears", None)
    OUTLETS.pop("test.deaf", None)


def test_an_outlet_hears_each_event_once_in_order(mei: Person, heard: list[int]) -> None:
    room = open_room(mei, name="Talk")
    for text in "abc":
        say(mei, room, text=text)
    catch_up()
    catch_up()
    assert heard == list(Event.objects.filter(verb="chat.said").order_by("id").values_list("id", flat=True))
    assert len(heard) == 3


def test_an_outlet_goes_on_where_a_crash_stopped_it(mei: Person, heard: list[int]) -> None:
    room = open_room(mei, name="Talk")
    say(mei, room, text="before")
    catch_up()
    say(mei, room, text="committed, then the process died")
    assert len(heard) == 1
    catch_up()
    assert len(heard) == 2


def test_one_that_fails_stops_no_other_and_is_tried_again(mei: Person, heard: list[int]) -> None:
    is_broken = True

    @outlet("test.deaf", [SAID])
    def fail(event: Event) -> None:
        if is_broken:
            raise RuntimeError("deaf")
        open_room(mei, name=f"after {event.pk}")

    say(mei, open_room(mei, name="Talk"), text="hello")
    catch_up()
    failure = OutletFailure.objects.get()
    assert (len(heard), failure.outlet, failure.attempts) == (1, "test.deaf", 1)
    assert "deaf" in failure.error
    is_broken = False
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        catch_up()
    assert not OutletFailure.objects.exists()


def test_a_failure_undoes_what_the_outlet_wrote(mei: Person, heard: list[int]) -> None:
    @outlet("test.deaf", [SAID])
    def half(event: Event) -> None:
        open_room(mei, name="half done")
        raise RuntimeError

    say(mei, open_room(mei, name="Talk"), text="hello")
    catch_up()
    assert not Event.objects.filter(words__text="half done").exists()


def test_it_gives_up_after_eight_attempts(mei: Person, heard: list[int]) -> None:
    @outlet("test.deaf", [SAID])
    def fail(event: Event) -> None:
        raise RuntimeError

    say(mei, open_room(mei, name="Talk"), text="hello")
    moment = clock.now()
    for day in range(12):
        with time_machine.travel(moment + timedelta(days=day), tick=False):
            catch_up()
    assert OutletFailure.objects.get().attempts == outlets.ATTEMPTS


def test_skip_to_end_takes_the_log_as_read(mei: Person, heard: list[int]) -> None:
    say(mei, open_room(mei, name="Talk"), text="old news")
    skip_to_end()
    catch_up()
    assert heard == []
    assert (
        OutletCursor.objects.get(name="test.ears").position
        == Event.objects.order_by("-id").values_list("id", flat=True)[0]
    )
