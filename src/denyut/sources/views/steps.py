"""Setting a source up, step by step: what, connect, look, read, when."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from denyut.people.requests import via_web
from denyut.people.views.doors import DeedPage
from denyut.sources.actions import (
    add_source,
    change_source,
    connect_source,
    map_source,
    note_columns,
    read_source,
    schedule_source,
    upload_file,
)
from denyut.sources.connection_forms import CONNECTIONS, FileForm
from denyut.sources.forms import EditForm, MappingForm, ScheduleForm, SourceForm
from denyut.sources.models import Kind, Source
from denyut.sources.pages import steps_of, way_to
from denyut.sources.reading import look_at
from denyut.sources.storing import keep
from denyut.sources.troubles import Trouble
from denyut.sources.views.sources import OwnSource
from denyut.sources.words import KINDS, trouble_words
from denyut.spine.access import may
from denyut.spine.events import Via


class StepPage(DeedPage):
    """A step with a form. The form is a page of its own, never a sheet."""

    template_name = "sources/step.html"
    step = "edit"
    submit = _("Go on")
    source: Any = None

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**{"steps": steps_of(self.step, self.source), "source": self.source, **context})


class SourceStep(OwnSource, StepPage):
    """A step of a source that is there."""


class New(StepPage):
    """The first step."""

    form_class = SourceForm
    heading = _("New data source")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may(self.person, "sources.add"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def do(self, form: Any, via: Via) -> None:
        self.made: Source = add_source.via(via)(self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("sources:connect", args=[self.made.pk])


class Edit(SourceStep):
    """Another name or owner."""

    form_class = EditForm
    heading = _("What it is")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.source.name, "owner": self.source.owner}

    def do(self, form: Any, via: Via) -> Source:
        return change_source.via(via)(self.person, self.source, **form.words())

    def get_success_url(self) -> str:
        return reverse("sources:source" if self.source.is_ready else "sources:begin", args=[self.source.pk])


class Connect(SourceStep):
    """How it is reached."""

    step = "connect"
    heading = _("How to reach it")

    def get_form_class(self) -> Any:
        return CONNECTIONS[self.source.kind]

    def get_initial(self) -> dict[str, Any]:
        hidden = ("headers",)
        return {name: value for name, value in self.source.words.items() if name not in hidden}

    def do(self, form: Any, via: Via) -> None:
        connect_source.via(via)(self.person, self.source, connection=form.connection())
        if isinstance(form, FileForm):
            file = form.cleaned_data["file"]
            upload_file.via(Via(via.surface))(self.person, self.source, keep(self.person, self.source, file, file.name))

    def get_success_url(self) -> str:
        return reverse("sources:preview", args=[self.source.pk])


class Preview(OwnSource):
    """The first twenty rows. POST keeps what was seen and goes on."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context: dict[str, Any] = {
            "steps": steps_of("preview", self.source),
            "source": self.source,
            "way": way_to(self.source),
        }
        try:
            look = look_at(self.source)
        except Trouble as trouble:
            return render(request, "sources/preview.html", {**context, "trouble": trouble_words(trouble.as_json())})
        columns = [{"name": one.name, "kind": KINDS[one.kind]} for one in look.columns]
        return render(request, "sources/preview.html", {**context, "columns": columns, "rows": look.shown})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            look = look_at(self.source)
        except Trouble:
            return redirect("sources:preview", pk)
        note_columns.via(Via(via_web(request).surface))(self.person, self.source, look.columns)
        return redirect("sources:map", pk)


class MapStep(SourceStep):
    """What is read and where it goes."""

    step = "map"
    heading = _("What is read")

    form_class = MappingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "source": self.source}

    def get_initial(self) -> dict[str, Any]:
        mapping = self.source.mapping
        kept = {f"{name}_column": mapping.get(name) for name in ("date", "value", "where")}
        others = {name: mapping.get(name) for name in ("aggregate", "period", "equals", "order")}
        asked = self.request.GET.get("indicator")
        targets = {"indicator": self.source.indicator_id or asked, "key_result": self.source.key_result_id}
        return {name: value for name, value in {**kept, **others, **targets}.items() if value}

    def do(self, form: Any, via: Via) -> Source:
        return map_source.via(via)(self.person, self.source, **form.words())

    def get_success_url(self) -> str:
        return reverse("sources:schedule", args=[self.source.pk])


class Schedule(SourceStep):
    """When it is read. Switched on for the first time, it is read at once."""

    step = "schedule"
    heading = _("When it is read")
    submit = _("Save and read it now")
    form_class = ScheduleForm

    def get_initial(self) -> dict[str, Any]:
        usual = Source.Every.HAND if self.source.kind == Kind.FILE else Source.Every.DAY
        return {"every": self.source.every if self.source.good_at else usual, "at": self.source.at}

    def do(self, form: Any, via: Via) -> None:
        schedule_source.via(via)(self.person, self.source, **form.words())
        if not self.source.runs.filter(outcome="running").exists():
            read_source.via(Via(via.surface))(self.person, self.source)
