"""The REST door: everything that deeds do and people may see, at /api/v1/."""

import functools
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Never, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.urls import path
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from denyut.gateway import problems
from denyut.gateway.auth import Bearer, Session
from denyut.gateway.description import ABOUT, components
from denyut.gateway.resources import ROUTERS

type View = Callable[..., Any]


class ExactParser(Parser):
    """Reads JSON without rounding: a number with a fraction is a decimal. NaN and infinity are no JSON."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(request.body, parse_float=Decimal, parse_constant=_no_constant)
        return body


class RestAPI(NinjaAPI):
    """ninja's API whose every answer, an unknown address and a wrong method included, keeps to the same form."""

    _schema: OpenAPISchema | None = None

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        patterns, app, namespace = super().urls
        for pattern in patterns:
            pattern.callback = _of_one_form(cast("View", pattern.callback))
        return [*patterns, path("<path:elsewhere>", _of_one_form(_elsewhere), name="elsewhere")], app, namespace

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        if self._schema is None:
            with override("en"):
                self._schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
                for part, members in components().items():
                    self._schema["components"][part] = self._schema["components"].get(part, {}) | members
        return self._schema


def _of_one_form(view: View) -> View:
    @csrf_exempt
    @conditional_page
    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = view(request, *args, **kwargs)
        except Http404:
            response = problems.nothing_here(request)
        if isinstance(response, HttpResponseNotAllowed):
            response = problems.method_not_allowed(request, response["Allow"])
        response["Content-Language"] = get_language() or "en"
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answered


def _elsewhere(request: HttpRequest, elsewhere: str) -> HttpResponse:
    return problems.nothing_here(request)


def _no_constant(word: str) -> Never:
    raise ValueError(f"{word} is not JSON")


api = RestAPI(
    title="Denyut",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
    auth=[Bearer(), Session()],
    parser=ExactParser(),
)
for tag, router in ROUTERS.items():
    api.add_router("", router, tags=[tag])
problems.install(api)
