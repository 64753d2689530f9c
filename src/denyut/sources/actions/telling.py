"""What the log hears of a source: its number and its owner, never how it is reached."""

from denyut.people.models import Person
from denyut.sources.models import Source
from denyut.spine.events import record
from denyut.spine.verbs import Verb


def tell(verb: Verb, actor: Person | None, source: Source, **facts: str | int) -> None:
    """Record what happened to a source."""
    record(verb, actor, source, facts={"source": source.pk, "owner": source.owner_id, **facts}, text=source.name)


def as_it_stands(source: Source) -> Source:
    """The source as it stands now, held until the deed is done."""
    return Source.objects.select_for_update(of=("self",)).select_related("owner").get(pk=source.pk)
