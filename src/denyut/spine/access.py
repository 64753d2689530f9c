"""Who may do what. A rule answers Allowed or Denied, and a denial carries its reason to whoever asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Text = str | Promise


@dataclass(frozen=True)
class Allowed:
    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """A refusal. `reason` is a sentence for the person; `code` is stable for programs."""

    reason: Text
    code: str = "denied"

    def __bool__(self) -> bool:
        return False


type Verdict = Allowed | Denied
type Rule = Callable[..., Verdict]

ALLOWED = Allowed()
RULES: dict[str, Rule] = {}


class Refused(Exception):
    """A deed that was not done. Nothing was changed; `reason` says in the reader's language what to do instead.

    `status` is the HTTP meaning, `field` the argument at fault (empty when it is none in particular).
    """

    status = 403

    def __init__(self, reason: Text, *, code: str = "denied", field: str = "") -> None:
        super().__init__(code)
        self.reason, self.code, self.field = reason, code, field

    def __str__(self) -> str:
        return str(self.reason)


class Invalid(Refused):
    """An argument that makes no sense as given."""

    status = 422


class Conflict(Refused):
    """The thing is in a state in which this can't be done."""

    status = 409


class NotThere(Refused):
    """Nothing there that the actor may see."""

    status = 404


class Unavailable(Refused):
    """The storage is full, locked or gone. Asking again later is right."""

    status = 503


def rule[R: Rule](name: str) -> Callable[[R], R]:
    """Declare the rule `name` ("feature.deed"): a function of the actor and the subjects that gives a Verdict."""

    def declare(function: R) -> R:
        RULES[name] = function
        return function

    return declare


def may(actor: Any, name: str, *subjects: Any) -> Verdict:
    """Ask the rule `name`. An account that is no longer active may do nothing."""
    if actor is not None and not actor.is_active:
        return Denied(_("This account is closed. Ask an administrator to open it again."), code="account_closed")
    return RULES[name](actor, *subjects)


def require(actor: Any, name: str, *subjects: Any) -> None:
    """Go on only if the rule allows it. Raises Refused with the rule's reason."""
    verdict = may(actor, name, *subjects)
    if isinstance(verdict, Denied):
        raise Refused(verdict.reason, code=verdict.code)
