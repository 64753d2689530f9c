"""What the OpenAPI document says beside the operations themselves."""

from typing import Any

from denyut.gateway.problems import MEDIA_TYPE, TITLES

ABOUT = """\
One deed, many doors: everything that can be done on Denyut's pages can be done here, under the same rules.

Lists come in pages in the order of their ids; go on with `cursor` while `next` is not null. Decimals are answered as
strings and taken as numbers or strings. Every refusal is a problem (RFC 9457) with a `code` for programs and a `detail`
in the language asked for by `Accept-Language`. What you may not see answers 404. An `Idempotency-Key` makes it safe to
send a change again.
"""
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Any text of up to 200 letters. Sending it again changes nothing and answers the same.",
    "schema": {"type": "string", "maxLength": 200},
}
PROBLEM = {
    "type": "object",
    "description": "What is wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:denyut:problem:cycle_closed"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "The reason, in the caller's language."},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Stable; for programs."},
        "field": {"type": "string", "description": "The field at fault."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail", "code"],
                "properties": {
                    "detail": {"type": "string"},
                    "code": {"type": "string"},
                    "pointer": {"type": "string", "examples": ["#/title"]},
                    "parameter": {"type": "string"},
                },
            },
        },
    },
}
READING = (401, 422)
WRITING = (400, 401, 403, 404, 409, 413, 422, 503)


def about_reading(*, has_id: bool) -> dict[str, Any]:
    """What every operation that reads says of itself: its problems."""
    return {"openapi_extra": {"responses": _problems((*READING, 404) if has_id else READING)}}


def about_writing() -> dict[str, Any]:
    """What every operation that changes something says of itself: its problems and the idempotency key."""
    return {"openapi_extra": {"responses": _problems(WRITING), "parameters": [KEY]}}


def components() -> dict[str, Any]:
    """The parts that all operations refer to."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = {
        f"Problem{status}": {"description": str(title), "content": content} for status, title in TITLES.items()
    }
    return {"schemas": {"Problem": PROBLEM}, "responses": responses}


def _problems(statuses: tuple[int, ...]) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(statuses)}
