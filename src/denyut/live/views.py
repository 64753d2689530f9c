"""`POST /live/presence`: an open page says where its reader is."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_POST

from denyut.lib.colours import hue_of, initials
from denyut.live.presence import Sign
from denyut.live.whereabouts import digest, presence, tell
from denyut.spine.topics import may_listen

TOPIC, TURN = re.compile(r"[a-z_]{1,40}(:[0-9]{1,18})?"), re.compile(r"[0-9]{1,15}")
PAGE, FIELD = re.compile(r"[A-Za-z0-9-]{1,40}"), re.compile(r"[A-Za-z0-9_.:-]{0,80}")
NOBODY, NOT_THERE, SENSELESS = 401, 404, 422


@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Take in a sign of life and answer with everybody on its topic.

    Takes `topic`, `page` (the browser's own name for it), `turn` (a number that grows), `field` (empty in none) and
    `over` when the page is left. Whoever has switched presence off sees the others and is not seen.
    """
    person: Any = request.user
    if not person.is_authenticated:
        return HttpResponse(status=NOBODY)
    sign = sign_of(request.POST, person, request.session.session_key or "")
    if sign is None:
        return HttpResponse(status=SENSELESS)
    if not may_listen(person, sign.topic):
        return HttpResponse(status=NOT_THERE)
    tell(sign)
    return JsonResponse({"people": presence.people(sign.topic)})


def sign_of(said: QueryDict, person: Any, session_key: str) -> Sign | None:
    """The sign that these words are, None when they make no sense."""
    topic, page, turn, field = (said.get(name, "") for name in ("topic", "page", "turn", "field"))
    expected = ((TOPIC, topic), (PAGE, page), (TURN, turn), (FIELD, field))
    if not all(pattern.fullmatch(word) for pattern, word in expected):
        return None
    name = str(person)
    is_over = "over" in said or not getattr(person, "shows_presence", True)
    looks = (name, initials(name), hue_of(name))
    return Sign(topic, page, int(turn), digest(session_key), person.pk, *looks, field, is_over)
