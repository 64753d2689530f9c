"""What other programs said, in rooms: whose words they are."""

import pytest
from django.test import Client

from denyut.chat.actions import edit_line, open_room, pin_line
from denyut.chat.actions.relaying import relay
from denyut.chat.search import line_hits
from denyut.spine.access import Refused
from tests.world import World

pytestmark = pytest.mark.django_db


def test_nobody_puts_words_into_the_mouth_of_somebody_elsewhere(world: World) -> None:
    line = relay(world.mei, open_room(world.mei, name="Care"), text="hello", as_name="Sam")
    with pytest.raises(Refused) as refusal:
        edit_line(world.mei, line, text="goodbye")
    assert refusal.value.code == "not_author"


def test_pins_and_search_name_whoever_said_it(world: World) -> None:
    line = relay(world.mei, open_room(world.mei, name="Care"), text="hello", as_name="Sam")
    browser = Client()
    browser.force_login(world.mei)
    pin_line(world.mei, line)
    page = browser.get(f"/rooms/{line.room_id}/pins/").content.decode()
    assert '<span class="quote__who"><bdi>Sam</bdi></span>' in page
    hit = line_hits(world.mei, [line.pk])[line.pk]
    assert hit.face is not None
    assert hit.face.name == "Sam"
