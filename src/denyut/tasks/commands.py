"""Tasks in the chat."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere
from denyut.spine.commands import command
from denyut.spine.deeds import Deed
from denyut.talk.references import named_in
from denyut.tasks.actions import add_focus, add_task, complete_task
from denyut.tasks.models import Focus, Task
from denyut.tasks.reading import Said, key_result_named, read_day, read_task


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


def focus_on(actor: Person, key_result: KeyResult, *, words: str = "", drop: str = "") -> Focus:
    """Focus on a key result this week, in the words of a chat line; `drop` names what gives way ("F-3"). Raises as `add_focus` does."""
    number = drop.upper().removeprefix("F").removeprefix("-")
    gone = Focus.objects.filter(person=actor, pk=int(number)).first() if number.isdecimal() else None
    if drop and gone is None:
        reason = _("You do not focus on %(word)s. Your five things stand on the page of your tasks.")
        raise Invalid(reason % {"word": drop[:40]}, code="no_focus", field="drop")
    return add_focus.function(actor, key_result, text=words, drop=gone)


def find_goal(actor: Person, word: str) -> KeyResult:
    """The key result a person means by KR-12. Raises NotThere when there is none that they may see."""
    found = key_result_named(actor, word)
    if found is None:
        reason = _("There is no key result %(word)s. Its number stands on the board, for example KR-12.")
        raise NotThere(reason % {"word": word[:40]}, code="no_key_result")
    return found


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
command(
    "focus",
    Deed("tasks.add_focus", focus_on),
    find=find_goal,
    takes=("words",),
    named=("drop",),
    about=gettext_lazy("Say what matters most this week, five things at most"),
    example="/focus KR-12 Call the ten largest customers",
)
