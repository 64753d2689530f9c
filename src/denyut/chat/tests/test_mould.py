"""A plain line out of the mould is the template's own drawing, letter by letter."""

import pytest
from django.template.loader import get_template
from django.utils import translation

from denyut.chat.actions import open_room, say
from denyut.chat.drawn import LINE, words_of
from denyut.chat.loading import lines_with
from denyut.chat.mould import cast, is_plain
from denyut.chat.rows import line_row
from denyut.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "id", "ar", "zh-hans"])
def test_mould_and_template_draw_alike(mei: Person, language: str) -> None:
    room = open_room(mei, name="Care")
    mei.name = "<Mei> & 'Lin'"
    mei.save()
    first = say(mei, room, text="Siap, rata-rata 18 menit")
    answer = say(mei, room, text="**Bagus** <b>", thread=first)
    [answer] = lines_with([answer.pk])
    with translation.override(language):
        row = line_row(answer, language, words_of(answer, {}))
        assert is_plain(answer, row, {"reactions": None})
        assert cast(LINE, language, row) == get_template(LINE).render({"line": row})
        assert not is_plain(answer, row, {"reactions": ["x"]})
