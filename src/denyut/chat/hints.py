"""What the composer knows of the commands: each with its arguments, what they mean, and an example."""

import inspect
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.spine import commands

# What the usual arguments of commands mean. One that is not named here is shown by its name alone.
MEANINGS: dict[str, str | Promise] = {
    "key_result": _("The key result, by its number: KR-12"),
    "objective": _("The objective, by its number: O-3"),
    "value": _("The new value, as you write numbers"),
    "note": _("A few words on what happened"),
    "confidence": _("How sure you are to reach the target, from 0 to 100"),
    "person": _("Somebody, by name: @Name"),
    "text": _("What to say"),
    "title": _("What it is called"),
    "due": _("By when: a date or a weekday"),
    "at": _("When: a time, a weekday or a date"),
    "reason": _("Why"),
}

type Hint = dict[str, Any]


def command_hints() -> list[Hint]:
    """All commands by name, in the active language: `usage`, `about`, `example`, and `arguments` with name, meaning, is_needed."""
    return [_hint(command) for _name, command in sorted(commands.COMMANDS.items())]


def _hint(command: commands.Command) -> Hint:
    options = command.deed.options()
    needed = {name for name in command.takes if options[name].default is inspect.Parameter.empty}
    taken = [*command.subjects(), *command.takes]
    arguments = [_argument(name, is_needed=name in needed or name not in options, is_named=False) for name in taken]
    arguments += [_argument(name, is_needed=False, is_named=True) for name in command.named]
    return {
        "name": command.name,
        "usage": command.usage(),
        "about": str(command.about),
        "example": command.example,
        "arguments": arguments,
    }


def _argument(name: str, *, is_needed: bool, is_named: bool) -> Hint:
    return {"name": name, "meaning": str(MEANINGS.get(name, "")), "isNeeded": is_needed, "isNamed": is_named}
