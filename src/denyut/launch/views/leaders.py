"""What leaders do themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from denyut.launch.rows.leaders import leaders_of
from denyut.launch.views.visions import running_cycle
from denyut.okr.models import Cycle
from denyut.people.times import company_now
from denyut.people.views.doors import Page


class Leaders(Page):
    """The commitment of the leadership in a cycle, with the parts of each score; `?cycle=` asks for another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Open to everybody: it is about what was promised in the open."""
        asked = request.GET.get("cycle", "")
        chosen = Cycle.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
        cycle = chosen or running_cycle()
        context = {
            "cycle": cycle,
            "cycles": Cycle.objects.order_by("-starts_on")[:8],
            "leaders": leaders_of(cycle, company_now().date()) if cycle else [],
        }
        return render(request, "launch/leaders.html", context)
