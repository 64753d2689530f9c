"""The page of all takeaways."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from denyut.assistant.listing import FilterForm, listed
from denyut.chat.pages import number_in
from denyut.people.requests import person_of


@login_required
@require_GET
def takeaways(request: HttpRequest) -> HttpResponse:
    """What was kept from the talk, as far as the viewer sees it; `?kind=`, `?state=`, `?room=` and `?goal=` choose some of it."""
    viewer = person_of(request)
    form = FilterForm(request.GET, viewer=viewer)
    wanted = form.cleaned_data if form.is_valid() else {k: v for k, v in form.cleaned_data.items() if v}
    listing = listed(viewer, wanted, before=number_in(request.GET.get("before", "")))
    more = request.GET.copy()
    more["before"] = str(listing.then or "")
    context = {"form": form, "listing": listing, "is_filtered": any(wanted.values()), "more": more.urlencode()}
    return render(request, "assistant/takeaways.html", context)
