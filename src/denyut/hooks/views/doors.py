"""Addresses at which programs speak. Whoever has the secret in them may: nobody is signed in here, and no form is sent."""

import hashlib
import ipaddress
from urllib.parse import parse_qs

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from denyut.hooks.arrivals import hook_of, say_it
from denyut.hooks.formats import dingtalk, plain, slack
from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.formats.reading import object_in
from denyut.hooks.keys import robot_secret
from denyut.hooks.models import Incoming
from denyut.spine import clock

FORM = "application/x-www-form-urlencoded"
# What each system calls our troubles. Any other of Slack's and of ours is a bad request with its own name.
SLACK = {
    "too_large": ("request_too_large", 413),
    "unknown": ("invalid_token", 403),
    "too_fast": ("rate_limited", 429),
    "archived": ("channel_is_archived", 410),
    "ended": ("no_service", 404),
    "account_closed": ("no_service", 404),
    "busy": ("rollup_error", 503),
}
DINGTALK = {
    "too_large": (40035, "the body is larger than 256 KB"),
    "unknown": (300001, "token is not exist"),
    "too_fast": (130101, "send too fast, exceed 20 times per minute"),
    "not_for_you": (310000, ""),
    "unsupported": (400105, ""),
    "archived": (400013, "the group is archived"),
    "ended": (400102, "robot is stopped"),
    "account_closed": (400102, "robot is stopped"),
    "busy": (-1, "the system is busy, try again"),
}
NO_JSON = 40035
PLAIN = {
    "too_large": 413,
    "unknown": 404,
    "too_fast": 429,
    "archived": 410,
    "ended": 410,
    "account_closed": 410,
    "busy": 503,
}


@csrf_exempt
@require_POST
def slack_door(request: HttpRequest, team: str, bot: str, token: str) -> HttpResponse:
    """A message as Slack's incoming webhooks take it, in JSON or as a form's `payload`. Answers with Slack's own words."""
    try:
        hook = hook_of(request, token, Incoming.Format.SLACK)
        if bot != f"B{hook.pk}":
            raise BadPayload("unknown")
        say_it(hook, slack.text_of(object_in(_slack_body(request), code="invalid_payload")))
    except BadPayload as bad:
        word, status = SLACK.get(bad.code, (bad.code, 400))
        return _unlogged(HttpResponse(word, status=status, content_type="text/plain; charset=utf-8"))
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@csrf_exempt
@require_POST
def dingtalk_door(request: HttpRequest) -> HttpResponse:
    """A message as DingTalk's group robots take it. Answers with DingTalk's codes, always as HTTP 200."""
    try:
        hook = hook_of(request, request.GET.get("access_token", ""), Incoming.Format.DINGTALK)
        _check_caller(request, hook)
        text = dingtalk.text_of(object_in(request.body, code="no_json"))
        if hook.words and not any(word in text for word in hook.words):
            raise BadPayload("not_for_you", "keywords not in content")
        say_it(hook, text, replay_key=_replay_key(request, hook))
    except BadPayload as bad:
        number, about = DINGTALK.get(bad.code, (NO_JSON, ""))
        return JsonResponse({"errcode": number, "errmsg": about or str(bad)})
    return JsonResponse({"errcode": 0, "errmsg": "ok"})


@csrf_exempt
@require_POST
def plain_door(request: HttpRequest, token: str) -> HttpResponse:
    """A message as {"text", "title", "url"}. Answers {"ok": true}, or {"ok": false} with what is wrong."""
    try:
        hook = hook_of(request, token, Incoming.Format.PLAIN)
        say_it(hook, plain.text_of(object_in(request.body, code="not_json")))
    except BadPayload as bad:
        return _unlogged(JsonResponse({"ok": False, "error": bad.code}, status=PLAIN.get(bad.code, 400)))
    return JsonResponse({"ok": True})


def _slack_body(request: HttpRequest) -> bytes | str:
    if request.content_type != FORM:
        return request.body
    try:
        return (parse_qs(request.body.decode("utf8", "replace"), max_num_fields=20).get("payload") or [""])[0]
    except ValueError as error:
        raise BadPayload("invalid_payload") from error


def _check_caller(request: HttpRequest, hook: Incoming) -> None:
    """Raises BadPayload, in DingTalk's words, for a robot from elsewhere, or one that does not sign as it must."""
    address = request.META.get("REMOTE_ADDR", "")
    if not _is_from(address, hook.networks):
        raise BadPayload("not_for_you", f"ip {address} not in whitelist")
    if not hook.is_signed:
        return
    timestamp = request.GET.get("timestamp", "")
    if not dingtalk.is_fresh(timestamp, int(clock.now().timestamp() * 1000)):
        raise BadPayload("not_for_you", "invalid timestamp")
    if not dingtalk.is_signed(robot_secret(hook), timestamp, request.GET.get("sign", "")):
        raise BadPayload("not_for_you", "sign not match")


def _is_from(address: str, networks: list[str]) -> bool:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return not networks
    return not networks or any(ip in ipaddress.ip_network(network) for network in networks)


def _replay_key(request: HttpRequest, hook: Incoming) -> str:
    """What tells a signed message from every other: sent again within its hour, it is known."""
    if not hook.is_signed:
        return ""
    signed = f"{hook.pk}\n{request.GET.get('timestamp', '')}\n".encode() + request.body
    return f"dingtalk:{hashlib.sha256(signed).hexdigest()}"


def _unlogged(answer: HttpResponse) -> HttpResponse:
    # Django writes the address of a refused request into the log, and the secret stands in it.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    if answer.status_code == 429:
        answer["Retry-After"] = "60"
    return answer
