"""The deed that remembers that a reminder was answered by letter."""

from denyut.hooks.verbs import REPLIED
from denyut.people.models import Person
from denyut.rhythm.models import Prompt
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("hooks.note_reply")
def note_reply(actor: Person, prompt: Prompt, *, checked_in: int, unclear: int) -> None:
    """Note that a letter answered a reminder, with how many check-ins, and how many lines nobody understood."""
    record(REPLIED, actor, prompt, facts={"checked_in": checked_in, "unclear": unclear})
