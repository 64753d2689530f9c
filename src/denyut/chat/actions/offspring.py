"""Inside the deeds on lines: what was made of a message loses its words when it is recalled, and follows when it is moved."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from denyut.chat.mentions import readable
from denyut.chat.models import Line
from denyut.people.models import Person, Workspace
from denyut.spine.events import erase_words
from denyut.spine.models import Event
from denyut.talk.offspring import OFFSPRING, is_copied


def words_in(line: Line) -> list[str]:
    """All that a line says and has said, as it is kept and as people read it."""
    said = [line.text, *line.wordings.values_list("text", flat=True)]
    return [*said, *map(readable, said)]


def withdraw(actor: Person, line: Line, said: Sequence[str], event: Event) -> None:
    """Take the words `said` out of all that was made of a line which is recalled by this event. The things themselves stay."""
    for made in OFFSPRING.values():
        for thing in made.model._default_manager.filter(line=line):
            copied = [name for name in made.words if is_copied(getattr(thing, name), said)]
            if copied:
                _silence(thing, copied)
                made.tell(actor, thing, event.pk)


def follow(line: Line, moved: Line) -> None:
    """Let what was made of a line, and of its answers, belong to where these are now."""
    for made in OFFSPRING.values():
        things = made.model._default_manager
        here: dict[str, Any] = {"room": moved.room} if made.follows_room else {}
        things.filter(line=line).update(line=moved, **here)
        if made.follows_room:
            things.filter(line__in=moved.answers.all()).update(room=moved.room)


def _silence(thing: Any, fields: Sequence[str]) -> None:
    language = Workspace.objects.values_list("language", flat=True).first() or "en"
    with translation.override(language):
        stub = _("(from a recalled message)")
    for name in fields:
        setattr(thing, name, stub)
    thing.save(update_fields=list(fields))
    for event in Event.objects.filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk):
        erase_words(event)
