"""Tasks in the chat."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.talk.references import named_in
from denyut.tasks.actions import add_task, complete_task
from denyut.tasks.models import Task
from denyut.tasks.reading import Said, read_day, read_task


def ask(actor: Person, title: str, *, words: str = "", due: str = "", priority: str = Task.Priority.NORMAL) -> Task:
    """Ask for a task in the words of a chat line; a title in quotation marks is taken as it is. Raises as `add_task` does."""
    said = _said(actor, title, words)
    day = read_day(actor, due) if due else said.due_on
    if due and day is None:
        example = _("“%(word)s” is no day. Write for example: Fri, tomorrow, 1 Dec.")
        raise Invalid(example % {"word": due[:40]}, code="not_a_day", field="due")
    return add_task.function(
        actor, title=said.title, owner=said.owner, due_on=day, key_result=said.key_result, priority=priority.lower()
    )


def find_task(actor: Person, word: str) -> Task:
    """The task a person means by T-12. Raises NotThere when there is none that they may see."""
    numbers = [one.number for one in named_in(word) if one.kind == "task"]
    found = Task.objects.visible_to(actor).filter(pk__in=numbers[:1]).first()
    if found is None:
        raise NotThere(
            _("There is no task %(word)s. Its number stands beside its title, for example T-12.") % {"word": word[:40]},
            code="no_task",
        )
    return found


def _said(actor: Person, title: str, words: str) -> Said:
    if " " not in title:
        return read_task(actor, f"{title} {words}")
    said = read_task(actor, words)
    return Said(" ".join([title, said.title]).strip(), said.owner, said.due_on, said.key_result)


command(
    "task",
    Deed("tasks.add_task", ask),
    find=lambda actor, word: word,
    takes=("words",),
    named=("due", "priority"),
    about=gettext_lazy("Ask for something to be done: by @somebody, until a day, for a key result"),
    example='/task "Call Budi" @Mei due=Fri KR-12',
)
command(
    "done",
    complete_task,
    find=find_task,
    takes=(),
    about=gettext_lazy("Say that a task is done"),
    example="/done T-12",
)
