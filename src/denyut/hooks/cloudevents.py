"""What happened, as a CloudEvent 1.0 in structured JSON: the body of a webhook."""

import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from denyut.hooks.models import Outgoing
from denyut.hooks.sight import open_place, words_said
from denyut.spine.models import Event

MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
PREFIX = "denyut."
PING = "denyut.ping"


def event_body(event: Event, hook: Outgoing) -> str:
    """The message about an event: its verb, where, when, about what, by whom, and its plain facts.

    What is said in the room of the address comes along as `data.text`; no other words do.
    """
    facts = {name: fact for name, fact in event.facts.items() if not name.startswith("_")}
    actor = {"id": event.actor.pk, "name": event.actor.name} if event.actor else None
    data: dict[str, Any] = {"actor": actor, "facts": facts, "place": open_place(event, hook), "surface": event.surface}
    text = words_said(event, hook)
    if text:
        data["text"] = text
    subject = f"{event.subject_kind}/{event.subject_id}"
    return envelope(str(event.pk), PREFIX + event.verb, event.at, data, subject=subject)


def ping_body(key: str, moment: datetime) -> str:
    """A message that only tests the way."""
    return envelope(key, PING, moment, {"message": "Denyut can reach you here."})


def envelope(number: str, kind: str, moment: datetime, data: dict[str, Any], *, subject: str = "") -> str:
    """A CloudEvent with these attributes; `source` is this installation."""
    whole = {
        "specversion": "1.0",
        "id": number,
        "source": settings.PUBLIC_URL.rstrip("/"),
        "type": kind,
        **({"subject": subject} if subject else {}),
        "time": moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": data,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
