"""Data sources on the web: the list, one source, its runs, and its buttons."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.requests import new_key, wants_fragment
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.sources.actions import (
    pause_source,
    read_source,
    remove_source,
    resume_source,
    turn_secret,
    upload_file,
)
from denyut.sources.forms import UploadForm
from denyut.sources.keys import signing_secret, token_of
from denyut.sources.models import Kind, Run, Source
from denyut.sources.pages import STATUSES, problem_rows, reading_words, run_row, way_to
from denyut.sources.storing import keep
from denyut.sources.words import trouble_words
from denyut.spine.access import may, require
from denyut.spine.events import Via

RUNS_SHOWN = 30


class Sources(Page):
    """The sources that the viewer sees. Whoever has none and may add none is a stranger here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = Source.objects.visible_to(self.person).select_related("owner", "indicator", "key_result")
        sources, may_add = list(found), may(self.person, "sources.add")
        if not sources and not may_add:
            raise Http404
        rows = [
            {"source": one, "status": STATUSES[one.state], "trouble": trouble_words(one.trouble)}  # type: ignore[index]
            for one in sources
        ]
        context = {"rows": rows, "may_add": may_add, "may_allow": may(self.person, "sources.allow")}
        return render(request, "sources/sources.html", context)


class OneSource(Page):
    """Finds the source that the address is about. Strangers find nothing."""

    @cached_property
    def source(self) -> Source:
        """Raises Http404."""
        found = Source.objects.visible_to(self.person).select_related("owner", "indicator", "key_result__objective")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("sources:source", args=[self.source.pk])


class OwnSource(OneSource):
    """Finds a source for those who may change it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(self.person, "sources.change", self.source)
        return super().dispatch(request, *args, **kwargs)


class SourcePage(OneSource):
    """One source: how it goes, what is read, and what came of each run."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self.source
        runs = [run_row(run) for run in source.runs.all()[:RUNS_SHOWN]]
        is_webhook = source.kind == Kind.WEBHOOK and bool(source.words)
        context = {
            "source": source,
            "status": STATUSES[source.state],  # type: ignore[index]
            "trouble": trouble_words(source.trouble),
            "way": way_to(source),
            "reading": reading_words(source),
            "runs": runs,
            "is_running": bool(runs) and runs[0].is_running,
            "may_change": may(self.person, "sources.change", source),
            "upload": UploadForm() if source.kind == Kind.FILE else None,
            "address": request.build_absolute_uri(reverse("sources:in", args=[source.pk, token_of(source)]))
            if is_webhook
            else "",
            "secret": signing_secret(source) if is_webhook and source.words.get("is_signed") else "",
            "key": new_key(),
        }
        return render(request, "sources/_runs.html" if wants_fragment(request) else "sources/source.html", context)


class Button(OneSource, DeedButton):
    """One of the buttons of a source."""

    deeds: ClassVar[dict[str, Any]] = {
        "read": read_source,
        "pause": pause_source,
        "resume": resume_source,
        "turn": turn_secret,
        "remove": remove_source,
    }

    def do(self, via: Via) -> Any:
        deed = self.deeds.get(self.kwargs["what"])
        if deed is None:
            raise Http404
        return deed.via(via)(self.person, self.source)

    def get_success_url(self) -> str:
        return reverse("sources:sources") if self.kwargs["what"] == "remove" else super().get_success_url()


class Upload(OwnSource, DeedPage):
    """The next file; a source that is on reads it at once."""

    form_class = UploadForm
    heading = _("A new file")

    def do(self, form: Any, via: Via) -> None:
        file = form.cleaned_data["file"]
        source = upload_file.via(Via(via.surface))(
            self.person, self.source, keep(self.person, self.source, file, file.name)
        )
        if source.is_on:
            read_source.via(via)(self.person, source)


class RunPage(Page):
    """One run: its figures, and the rows that were left out."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(Run.objects.visible_to(self.person).select_related("source", "person"), pk=pk)
        context = {"run": run, "row": run_row(run), "problems": problem_rows(run)}
        return render(request, "sources/run.html", context)


class Begin(OwnSource):
    """Where setting up goes on: the first step that is not done."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self.source
        if source.is_ready:
            return redirect("sources:schedule", pk)
        if source.columns:
            return redirect("sources:map", pk)
        has_way = bool(source.words) or source.arrivals.exists()
        return redirect("sources:preview" if has_way else "sources:connect", pk)
