"""Check-ins on the web: the sheet, and what it sends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from denyut.okr.actions import check_in, vote
from denyut.okr.forms import CheckInForm
from denyut.okr.rows import key_result_row
from denyut.okr.views.key_results import seen_key_result
from denyut.people.requests import attempt, new_key, person_of, via_web, wants_fragment
from denyut.people.times import company_now
from denyut.spine.access import Refused, may


@login_required
@require_http_methods(["GET", "POST"])
def check_ins(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the check-in sheet of a key result. POST: check in; a sheet closes, a page goes to the key result."""
    viewer = person_of(request)
    kr = seen_key_result(viewer, pk)
    form = CheckInForm(request.POST or None)
    said = check_in.via(via_web(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: said(viewer, kr, **form.cleaned_data)):
        return HttpResponse(status=204) if wants_fragment(request) else redirect("okr:key_result", kr.pk)
    context = {
        "kr": key_result_row(kr, get_language() or "en", company_now()),
        "form": form,
        "key": new_key(),
        "may_check_in": may(viewer, "okr.check_in", kr),
    }
    template = "okr/_check_in_form.html" if wants_fragment(request) else "okr/check_in.html"
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_POST
def votes(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote in secret on how sure one is that a key result reaches its target."""
    viewer, said = person_of(request), request.POST.get("confidence", "")
    kr = seen_key_result(viewer, pk)
    confidence = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
    try:
        vote.via(via_web(request))(viewer, kr, confidence=confidence)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("okr:key_result", pk)
