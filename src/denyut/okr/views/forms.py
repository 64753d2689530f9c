"""The page of a form, with what other features put beside it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from denyut.people.requests import new_key, person_of
from denyut.spine.widgets import placed


def form_page(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    *,
    edition: int | None = None,
    template: str = "okr/form.html",
    **more: Any,
) -> HttpResponse:
    """A form on its own page; `edition` is the state of the thing it changes, sent back with it. 422 when it has errors."""
    place = getattr(form, "place", "")
    beside = placed(place, person_of(request), {"form": form, **more}) if place else []
    context = {"form": form, "title": title, "key": new_key(), "edition": edition, "beside": beside, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def edition_of(request: HttpRequest) -> int | None:
    """The state upon which a sent form was filled in; None when it does not say."""
    said = request.POST.get("edition", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
