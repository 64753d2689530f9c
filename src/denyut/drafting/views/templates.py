"""Goal templates on the web: everybody reads and begins from them, managers and administrators word them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from denyut.drafting.actions import (
    change_template,
    make_template,
    restore_template,
    retire_template,
    start_from_template,
)
from denyut.drafting.blueprints import content_of
from denyut.drafting.cards import card_of
from denyut.drafting.forms.templates import REQUIRED, TemplateForm
from denyut.drafting.library import examples
from denyut.drafting.models import GoalTemplate, TemplateUse
from denyut.drafting.views.beginning import begin, cycle_asked
from denyut.people.languages import LANGUAGES
from denyut.people.requests import attempt, person_of, via_web
from denyut.spine.access import may, require

SHOWN = 20


@login_required
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """The company's templates, retired ones last."""
    language = get_language() or "en"
    found = GoalTemplate.objects.select_related("current", "department").annotate(goals=Count("versions__uses"))
    rows = [(template, card_of(template.newest.blueprint, language)) for template in found]
    context = {
        "offered": [row for row in rows if not row[0].is_retired],
        "retired": [row for row in rows if row[0].is_retired],
        "cycle": cycle_asked(request),
        "may_manage": may(person_of(request), "drafting.manage_templates"),
    }
    return render(request, "drafting/templates.html", context)


@login_required
@require_GET
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template as it is now, its versions, and the goals begun from it."""
    viewer, language, found = person_of(request), get_language() or "en", _found(pk)
    newest = found.newest
    uses = TemplateUse.objects.visible_to(viewer).filter(version__template=found)
    context = {
        "template": found,
        "card": card_of(newest.blueprint, language),
        "guide": newest.guide_in(language),
        "required": [label for word, label in REQUIRED if word in newest.required_fields],
        "goal_languages": [(code, name, code in newest.blueprint.languages) for code, name in LANGUAGES],
        "versions": found.versions.select_related("made_by").annotate(goals=Count("uses")),
        "uses": uses.select_related("objective__owner", "objective__cycle", "version")[:SHOWN],
        "cycle": cycle_asked(request),
        "may_manage": may(viewer, "drafting.manage_templates"),
        "may_begin": may(viewer, "drafting.begin_goal", found),
    }
    return render(request, "drafting/template.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a template, from nothing or from the example that `?example=` names."""
    viewer = person_of(request)
    require(viewer, "drafting.manage_templates")
    example = examples().get(request.GET.get("example", ""))
    content = content_of(example.blueprint) if example else None
    name = example.blueprint.in_language(get_language() or "en").title[:120] if example else ""
    form = _form(request, content, {"name": name, "department": viewer.department_id})
    make = make_template.via(via_web(request))
    if request.method == "POST" and form.is_valid():
        key = example.key if example else ""
        made = attempt(form, lambda: make(viewer, library_key=key, **form.options()))
        if made:
            messages.success(request, _("The template is made. Everybody can begin from it now."))
            return redirect("drafting:template", made.pk)
    return _drawn(request, form, {"heading": _("New template")})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template: its next version."""
    viewer, found = person_of(request), _found(pk)
    require(viewer, "drafting.manage_templates")
    plain = ("name", "department", "cadence", "required_fields")
    form = _form(request, found.content, {name: getattr(found, name) for name in plain})
    change = change_template.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: change(viewer, found, **form.options())):
        messages.success(request, _("Saved. Goals that were begun before stay as they are."))
        return redirect("drafting:template", found.pk)
    return _drawn(request, form, {"heading": found.name, "template": found})


@login_required
@require_POST
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a template; with `restore` offer it again."""
    found = _found(pk)
    (restore_template if request.POST.get("restore") else retire_template).via(via_web(request))(
        person_of(request), found
    )
    return redirect("drafting:template", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a goal from the newest version of a template."""
    found = _found(pk)
    require(person_of(request), "drafting.begin_goal", found)
    version, start_it = found.newest, start_from_template.via(via_web(request))
    return begin(
        request,
        version.blueprint,
        lambda viewer, cycle, options: start_it(viewer, cycle, version, **options),
        {"template": found, "heading": found.name, "guide": version.guide_in(get_language() or "en")},
        required=version.required_fields,
    )


def _found(pk: int) -> GoalTemplate:
    """Raises Http404."""
    return get_object_or_404(GoalTemplate.objects.select_related("current", "department"), pk=pk)


def _form(request: HttpRequest, content: dict[str, Any] | None, initial: dict[str, Any]) -> TemplateForm:
    return TemplateForm(request.POST or None, language=get_language() or "en", former=content, initial=initial)


def _drawn(request: HttpRequest, form: TemplateForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "drafting/template_form.html", {"form": form, **context}, status=422 if form.errors else 200)
