"""Operations: a resource's list and its one thing to read, and every deed to do, each declared in one line."""

import functools
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from ninja.params.functions import Body, Path, Query
from pydantic import create_model

from denyut.gateway.auth import caller_of, via_rest
from denyut.gateway.bodies import arguments_of, body_of, parameters_of
from denyut.gateway.description import about_reading, about_writing
from denyut.gateway.paging import Paging, link_to, page_of
from denyut.gateway.resource import Resource
from denyut.spine.deeds import Deed

type View = Callable[..., Any]


def offer_list(router: Router, resource: Resource[Any]) -> None:
    """GET of the whole: a page of what the caller may see, filtered by the resource's filters."""

    def view(request: HttpRequest, response: HttpResponse, asked: Any, id: int | None = None) -> dict[str, Any]:
        caller = caller_of(request)
        rows = resource.visible(caller)
        if resource.parent:
            rows = rows.filter(**{resource.below: resource.parent.found(caller, id or 0)})
        wanted = {lookup: getattr(asked, name) for name, (_type, lookup) in resource.filters.items()}
        rows = rows.filter(**{lookup: value for lookup, value in wanted.items() if value is not None})
        items, cursor = page_of(rows, asked)
        resource.prepare(items)
        if cursor:
            response["Link"] = link_to(request, cursor)
        return {"items": items, "next": cursor}

    query = create_model(f"{resource.shape.__name__}Query", __base__=Paging, **_filters(resource))
    words = _words(view, f"list_{resource.name}", f"List {resource.name}", resource.shape.__doc__)
    signed(view, asked=(query, Query(...)), **({"id": _ID} if resource.parent else {}))
    router.get(
        resource.path, response=page_shape(resource.shape), **words, **about_reading(has_id=bool(resource.parent))
    )(view)


def offer_one(router: Router, resource: Resource[Any]) -> None:
    """GET of one thing, 404 for whoever may not see it."""

    def view(request: HttpRequest, id: int) -> Any:
        one = resource.found(caller_of(request), id)
        resource.prepare([one])
        return one

    words = _words(view, f"get_{resource.name}", f"Get one of the {resource.name}", resource.shape.__doc__)
    signed(view, id=_ID, response=None)
    router.get(f"{resource.path}/{{int:id}}", response=resource.shape, **words, **about_reading(has_id=True))(view)


def offer_deed(
    router: Router,
    method: str,
    path: str,
    deed: Deed[..., Any],
    *,
    answers: Resource[Any],
    subject: Resource[Any] | None = None,
    is_partial: bool = False,
    status: int = 200,
    example: dict[str, Any] | None = None,
) -> None:
    """A deed at an address. Its `subject` is the thing that the address names; all else comes in the body.

    With `is_partial`, options left out keep their value. The answer is the thing made or changed, or 204 when the
    caller may not see it.
    """
    parameters = parameters_of(deed, bound=1 if subject else 0)
    done = partly(deed, subject) if is_partial and subject else deed

    def view(request: HttpRequest, response: HttpResponse, id: int | None = None, body: Any = None) -> Status[Any]:
        caller, via = caller_of(request), via_rest(request)
        subjects = [subject.found(caller, id or 0)] if subject else []
        given = arguments_of(body, parameters, caller) if body is not None else {}
        subjects += [given.pop(name) for name, p in parameters.items() if p.kind is not p.KEYWORD_ONLY]
        made = done.via(via)(caller, *subjects, **given)
        outcome = answers.shown(caller, made.pk) if made is not None else None
        if outcome and status == 201 and not answers.parent:
            response["Location"] = f"{request.path}/{outcome.pk}"
        return Status(status, outcome) if outcome else Status(204, None)

    verb = deed.name.rpartition(".")[2]
    words = _words(view, verb, verb.replace("_", " ").capitalize(), deed.__doc__)
    model = body_of(
        "".join(map(str.capitalize, verb.split("_"))) + "Body", parameters, is_partial=is_partial, example=example or {}
    )
    signed(view, **({"id": _ID} if subject else {}), **_body(model, parameters))
    route = router.api_operation(
        [method], path, response={status: answers.shape, 204: None}, **words, **about_writing()
    )
    route(view)


def partly(whole: Deed[..., Any], subject: Resource[Any]) -> Deed[..., Any]:
    """The same deed with options that may be left out: they keep the value that the subject has.

    The subject is read again inside the deed's transaction, so that two who change different things at once both have
    their way.
    """

    @functools.wraps(whole.function)
    def change(actor: Any, one: Model, **given: Any) -> Any:
        fresh = subject.found(actor, one.pk)
        options = {name: p.default for name, p in whole.options().items() if name not in given}
        kept = {name: getattr(fresh, name, usual) for name, usual in options.items()}
        return whole.function(actor, fresh, **kept, **given)

    return Deed(whole.name, change)


def page_shape(shape: type[Schema]) -> type[Schema]:
    """The answer of a list: its items, and the cursor of the next page if there is one."""
    return create_model(f"{shape.__name__}Page", __base__=Schema, items=(list[shape], ...), next=(str | None, None))  # type: ignore[valid-type]


def signed(view: View, **parameters: tuple[Any, Any] | None) -> None:
    """Give a view the signature that ninja reads: the request, the response unless it is None, and these parameters."""
    listed = [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)]
    if "response" not in parameters:
        listed.append(Parameter("response", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpResponse))
    for name, declared in parameters.items():
        if declared:
            annotation, default = declared
            listed.append(Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default))
    view.__signature__ = Signature(listed)  # type: ignore[attr-defined]


_ID = (int, Path(...))


def _body(model: type[Schema] | Any, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """A body where the deed takes any words; one that may be left out where each of them may be."""
    if not parameters:
        return {}
    may_be_left_out = all(p.default is not Parameter.empty for p in parameters.values())
    return {"body": (model | None, Body(None)) if may_be_left_out else (model, Body(...))}


def _filters(resource: Resource[Any]) -> dict[str, Any]:
    return {name: (kind | None, None) for name, (kind, _lookup) in resource.filters.items()}


def _words(view: View, name: str, summary: str, about: str | None) -> dict[str, Any]:
    view.__name__ = name.replace("-", "_")
    return {"operation_id": view.__name__, "summary": summary, "description": " ".join((about or "").split())}
