"""Request bodies, made from the signatures of deeds: what a deed takes is what its operation takes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from inspect import Parameter
from types import GenericAlias, NoneType
from typing import Any, Literal, get_args, get_origin, is_typeddict

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, create_model

from denyut.gateway.values import Amount, Amounts, ClockTime, Day, Id, Moment, Text
from denyut.people.models import Person
from denyut.spine.access import Invalid, NotThere, Refused
from denyut.spine.deeds import Deed

PLAIN: dict[Any, Any] = {str: Text, int: StrictInt, bool: StrictBool, Decimal: Amount, date: Day, datetime: Moment}
PLAIN[time] = ClockTime
# What a formula takes, by name: numbers, or lists of them.
PLAIN[dict[str, Decimal | list[Decimal]]] = dict[Text, Amounts]


def parameters_of(deed: Deed[..., Any], *, bound: int) -> dict[str, Parameter]:
    """What a body has to say: a deed's parameters without the actor and the `bound` subjects that the address names."""
    return dict(list(deed.signature.parameters.items())[1 + bound :])


def body_of(
    name: str, parameters: Mapping[str, Parameter], *, is_partial: bool, example: dict[str, Any]
) -> type[BaseModel]:
    """A body model for these parameters. A partial one may leave everything out.

    Raises TypeError for a parameter whose type has no JSON form.
    """
    fields: dict[str, Any] = {p.name: _field(p, is_partial) for p in parameters.values()}
    config = ConfigDict(extra="forbid", json_schema_extra={"examples": [example]} if example else None)
    return create_model(name, __config__=config, **fields)


def arguments_of(body: BaseModel, parameters: Mapping[str, Parameter], caller: Person) -> dict[str, Any]:
    """The deed's arguments that a body gives, ids resolved through what the caller may see.

    Raises NotThere for a subject that is not there, Invalid for an option that names nothing.
    """
    return {
        name: _argument(parameters[name], getattr(body, name), caller)
        for name in parameters
        if name in body.model_fields_set
    }


def seen_by(caller: Person, model: type[Model]) -> QuerySet[Any]:
    """What the caller may see of a model: `visible_to` where it asks who looks, else everything."""
    manager: Any = model._default_manager
    found: QuerySet[Any] = manager.visible_to(caller) if hasattr(manager, "visible_to") else manager.all()
    return found


def _field(parameter: Parameter, is_partial: bool) -> tuple[Any, Any]:
    inner, is_nullable = _unwrapped(parameter.annotation)
    kind = _kind(inner, parameter)
    annotation = kind | None if is_nullable else kind
    if is_partial:
        return annotation, Field(default_factory=lambda: None)
    if parameter.default is Parameter.empty:
        return annotation, Field()
    is_list = isinstance(parameter.default, tuple)
    return annotation, Field(default=[] if is_list else parameter.default)


def _kind(inner: Any, parameter: Parameter) -> Any:
    if isinstance(parameter.default, Enum):
        return Literal[tuple(member.value for member in type(parameter.default))]
    if get_origin(inner) is not None and issubclass(get_origin(inner), Sequence):
        [item] = get_args(inner)[:1]
        return GenericAlias(list, (item if is_typeddict(item) else PLAIN.get(item, Id),))
    if is_typeddict(inner):
        return inner
    if _is_model(inner):
        return Id
    if inner not in PLAIN:
        raise TypeError(f"{parameter} has no form in JSON")
    return PLAIN[inner]


def _unwrapped(annotation: Any) -> tuple[Any, bool]:
    options = get_args(annotation)
    if NoneType not in options:
        return annotation, False
    [inner] = [option for option in options if option is not NoneType]
    return inner, True


def _argument(parameter: Parameter, value: Any, caller: Person) -> Any:
    inner, _is_nullable = _unwrapped(parameter.annotation)
    if value is None:
        return None
    if _is_model(inner):
        return _found(inner, [value], parameter, caller)[0]
    if get_origin(inner) is not None and isinstance(value, list) and _is_model(get_args(inner)[0]):
        return _found(get_args(inner)[0], value, parameter, caller)
    return value


def _found(model: type[Model], ids: Iterable[int], parameter: Parameter, caller: Person) -> list[Model]:
    wanted = list(dict.fromkeys(ids))
    found = seen_by(caller, model).in_bulk(wanted)
    missing = [number for number in wanted if number not in found]
    if missing:
        refusal: Callable[..., Refused] = Invalid if parameter.kind is Parameter.KEYWORD_ONLY else NotThere
        raise refusal(
            _("There is nothing with the number %(id)s.") % {"id": missing[0]}, code="not_there", field=parameter.name
        )
    return [found[number] for number in wanted]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)
