"""Chat commands: a door that parses a line into a deed's arguments. The deed's signature is the command's schema."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from denyut.lib.numbers import NotANumber, example_number, parse_number
from denyut.spine.access import Invalid, NotThere
from denyut.spine.deeds import Deed
from denyut.spine.events import Via

WORDS = re.compile(r'(\w+=)?(?:"([^"]*)"|“([^”]*)”)|(\S+)')
type Find = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Command:
    """What a person may type after a slash: the deed it calls, how it finds its subject, the options it takes in order and by name."""

    name: str
    deed: Deed[..., Any]
    find: Find
    takes: tuple[str, ...]
    named: tuple[str, ...]
    about: str | Promise
    example: str

    def usage(self) -> str:
        """One line of help, made from the deed's signature: "/checkin key_result value [note] [confidence=…]"."""
        options = self.deed.options()
        taken = [name if options[name].default is inspect.Parameter.empty else f"[{name}]" for name in self.takes]
        return " ".join([f"/{self.name}", *self.subjects(), *taken, *(f"[{name}=…]" for name in self.named)])

    def subjects(self) -> list[str]:
        """The names of what comes before the options, without the actor."""
        return [name for name, p in list(self.deed.signature.parameters.items())[1:] if p.kind is not p.KEYWORD_ONLY]


COMMANDS: dict[str, Command] = {}


def command(
    name: str,
    deed: Deed[..., Any],
    *,
    find: Find,
    takes: tuple[str, ...],
    named: tuple[str, ...] = (),
    about: str | Promise,
    example: str,
) -> Command:
    """Declare a chat command. `find(actor, word)` gives the subject or raises NotThere."""
    COMMANDS[name] = Command(name, deed, find, takes, named, about, example)
    return COMMANDS[name]


def is_command(text: str) -> bool:
    """Whether a chat line is meant as a command: a slash and a letter. "//" writes a plain line that starts with a slash."""
    return text.startswith("/") and text[1:2].isalpha()


def run(actor: Any, text: str, via: Via) -> Any:
    """Do what the line says and return what its deed returned.

    Raises NotThere for an unknown command or subject, Invalid for words that do not fit, Refused where a rule says no.
    """
    name, _space, rest = text[1:].strip().partition(" ")
    if name.lower() not in COMMANDS:
        raise NotThere(
            _("There is no command /%(name)s. Type /help to see them all.") % {"name": name}, code="unknown_command"
        )
    chosen = COMMANDS[name.lower()]
    subject, options = parse(chosen, rest)
    return chosen.deed.via(via)(actor, chosen.find(actor, subject), **options)


def parse(chosen: Command, rest: str) -> tuple[str, dict[str, Any]]:
    """The subject's word and the deed's options in a command's text. Raises Invalid when something is missing or makes no sense."""
    words = [option + (a or b) or c for option, a, b, c in WORDS.findall(rest)]
    if not words:
        raise Invalid(
            _("Something is missing. Write for example: %(example)s") % {"example": chosen.example}, code="missing"
        )
    schema = chosen.deed.options()
    named, loose = _split(words[1:], {*chosen.takes, *chosen.named})
    options = {name: _value(schema[name].annotation, word, name) for name, word in named.items()}
    for position, name in enumerate(chosen.takes):
        is_last = position == len(chosen.takes) - 1
        word = " ".join(loose[position:]) if is_last else "".join(loose[position : position + 1])
        if word:
            options[name] = _value(schema[name].annotation, word, name)
    _check_complete(chosen, schema, options)
    return words[0], options


def _split(words: list[str], known: set[str]) -> tuple[dict[str, str], list[str]]:
    named: dict[str, str] = {}
    loose = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name in known:
            named[name] = value
        else:
            loose.append(word)
    return named, loose


def _value(annotation: Any, word: str, name: str) -> Any:
    wanted = str(annotation)
    if "Decimal" in wanted or "int" in wanted:
        number = number_said(word, name)
        return number if "Decimal" in wanted else int(number)
    return word


def number_said(word: str, field: str) -> Decimal:
    """A number as people write it in the active language. Raises Invalid with an example when it is none."""
    language = get_language() or "en"
    try:
        return parse_number(word, language)
    except NotANumber as error:
        text = _("“%(word)s” is not a number. Write digits, for example %(example)s.")
        raise Invalid(
            text % {"word": word[:40], "example": example_number(language)}, code="not_a_number", field=field
        ) from error


def _check_complete(chosen: Command, schema: dict[str, Any], options: dict[str, Any]) -> None:
    for name, parameter in schema.items():
        if parameter.default is parameter.empty and name not in options:
            raise Invalid(
                _("Something is missing. Write for example: %(example)s") % {"example": chosen.example},
                code="missing",
                field=name,
            )
