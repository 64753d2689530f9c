"""What all addresses for programs share: how much they take and how often, whose secret it is, and saying what came."""

from django.http import HttpRequest

from denyut.hooks.actions.incoming import receive_message
from denyut.hooks.bots import the_bot
from denyut.hooks.formats.bad import BadPayload
from denyut.hooks.keys import digest_of, is_token_of
from denyut.hooks.models import Incoming
from denyut.hooks.pace import is_too_fast
from denyut.spine.access import Refused
from denyut.spine.events import Via

LARGEST = 256 * 1024
VIA = Via("hook")


def hook_of(request: HttpRequest, token: str, kind: str) -> Incoming:
    """The address with this secret, for one more message. Raises BadPayload: too_large, unknown or too_fast."""
    announced = request.headers.get("Content-Length", "") or "0"
    if not announced.isdecimal() or int(announced) > LARGEST or len(request.body) > LARGEST:
        raise BadPayload("too_large")
    hook = Incoming.objects.select_related("room").filter(digest=digest_of(token), kind=kind).first()
    if hook is None or not is_token_of(hook, token):
        raise BadPayload("unknown")
    if is_too_fast(hook):
        raise BadPayload("too_fast")
    return hook


def say_it(hook: Incoming, text: str, *, replay_key: str = "") -> None:
    """Put what came into the room. Raises BadPayload with the code of the refusal: ended, archived, busy."""
    bot = the_bot()
    if bot is None:
        raise BadPayload("ended")
    try:
        receive_message.via(VIA)(bot, hook, text=text, replay_key=replay_key)
    except Refused as refusal:
        raise BadPayload("busy" if refusal.status == 503 else refusal.code) from refusal
