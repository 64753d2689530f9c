"""How one wants to be told, on the web."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from denyut.inbox.actions import choose_digest_hour, choose_how
from denyut.inbox.forms import WishesForm
from denyut.inbox.jobs import USUAL_HOUR
from denyut.inbox.kinds import ALL
from denyut.inbox.models import NoticeWish, Post
from denyut.people.models import Person
from denyut.people.requests import attempt, person_of
from denyut.spine.events import Via


@login_required
@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """A way for each kind of notice, and the hour of the daily letter."""
    viewer = person_of(request)
    form = WishesForm(request.POST or None, initial=_now(viewer))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _choose(viewer, form)):
        messages.success(request, _("Saved."))
        return redirect("inbox:wishes")
    fields = [form[kind.name] for kind in ALL]
    context = {"form": form, "fields": fields, "hour": form["digest_hour"]}
    return render(request, "inbox/wishes.html", context, status=422 if form.errors else 200)


def _choose(viewer: Person, form: WishesForm) -> Post:
    web = Via("web")
    for kind, how in form.chosen():
        choose_how.via(web)(viewer, kind=kind, how=how)
    return choose_digest_hour.via(web)(viewer, hour=form.cleaned_data["digest_hour"])


def _now(viewer: Person) -> dict[str, object]:
    chosen = dict(NoticeWish.objects.filter(person=viewer).values_list("kind", "how"))
    hour = Post.objects.filter(person=viewer).values_list("digest_hour", flat=True).first()
    return {kind.name: chosen.get(kind.name, kind.how) for kind in ALL} | {
        "digest_hour": USUAL_HOUR if hour is None else hour
    }
