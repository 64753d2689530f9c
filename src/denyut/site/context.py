"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from denyut.chat.listing import side_of
from denyut.people.languages import LANGUAGES, is_right_to_left
from denyut.people.models import Workspace


def shell(request: HttpRequest) -> dict[str, Any]:
    """The workspace, the viewer's rooms, languages and direction. Queries run only where a template asks."""
    language = get_language() or "en"
    user = getattr(request, "user", None)
    return {
        "workspace": SimpleLazyObject(Workspace.objects.first),
        "my_side": SimpleLazyObject(lambda: side_of(user)) if user and user.is_authenticated else None,
        "languages": LANGUAGES,
        "language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "is_demo": settings.IS_DEMO,
    }
