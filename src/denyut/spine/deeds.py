"""Deeds: the functions by which anything changes. Each runs whole or not at all, and twice is once."""

import functools
import hashlib
import inspect
import json
from collections.abc import Callable
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from denyut.spine import clock, writer
from denyut.spine.access import Conflict
from denyut.spine.events import Via, door
from denyut.spine.models import Outcome

DEEDS: dict[str, "Deed[..., Any]"] = {}


class Deed[**P, R]:
    """A function that changes something: actor first, then subjects, then keyword-only options.

    Its signature is the one schema of all its doors: chat command, REST operation and form read it. Calling it runs it in one
    transaction; `via` says through which door it came.
    """

    def __init__(self, name: str, function: Callable[P, R]) -> None:
        self.name, self.function = name, function
        self.signature = inspect.signature(function, eval_str=True)
        functools.update_wrapper(cast(Any, self), function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        via = door.get()
        return self._perform(Via(via.surface, "", via.place), *args, **kwargs)

    def via(self, via: Via) -> Callable[P, R]:
        """This deed as done through a door. With `via.key` a repeat changes nothing and returns what the first time returned.

        Raises Conflict when the key was used for something else.
        """
        return cast(Callable[P, R], functools.partial(self._perform, via))

    def options(self) -> dict[str, inspect.Parameter]:
        """The keyword-only options, by name: what a person may fill in."""
        return {name: p for name, p in self.signature.parameters.items() if p.kind is p.KEYWORD_ONLY}

    def _perform(self, via: Via, *args: Any, **kwargs: Any) -> R:
        def work() -> R:
            token = door.set(via)
            try:
                return self._once(via, args, kwargs) if via.key else self.function(*args, **kwargs)
            finally:
                door.reset(token)

        return writer.run(work)

    def _once(self, via: Via, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
        # Deeds take turns, so nobody can do the same between the question and the answer.
        actor, fingerprint = args[0], _fingerprint(self.name, args[1:], kwargs)
        before = Outcome.objects.filter(actor=actor, key=via.key).first()
        if before is not None:
            return cast(R, _earlier(before, fingerprint))
        result = self.function(*args, **kwargs)
        made = result if isinstance(result, models.Model) else None
        Outcome.objects.create(
            actor=actor,
            key=via.key,
            deed=self.name,
            fingerprint=fingerprint,
            model=made._meta.label if made is not None else "",
            object_id=made.pk if made is not None else None,
            at=clock.now(),
        )
        return result


def deed[**P, R](name: str) -> Callable[[Callable[P, R]], Deed[P, R]]:
    """Declare a deed ("feature.verb_noun")."""

    def declare(function: Callable[P, R]) -> Deed[P, R]:
        DEEDS[name] = Deed(name, function)
        return cast(Deed[P, R], DEEDS[name])

    return declare


def _earlier(outcome: Outcome, fingerprint: str) -> models.Model | None:
    if outcome.fingerprint != fingerprint:
        raise Conflict(_("This idempotency key was used for a different request. Use a new key."), code="key_reused")
    if not outcome.model:
        return None
    found: models.Model | None = apps.get_model(outcome.model)._default_manager.filter(pk=outcome.object_id).first()
    return found


def _fingerprint(name: str, subjects: tuple[Any, ...], options: dict[str, Any]) -> str:
    plain = [name, [_plain(s) for s in subjects], {k: _plain(v) for k, v in sorted(options.items())}]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, models.Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, list | tuple):
        return repr([_plain(one) for one in value])
    return repr(value)
