"""How often an address may be used: counted by the minute, in the cache."""

from django.core.cache import cache

from denyut.hooks.models import Incoming
from denyut.spine import clock

# DingTalk's robots take twenty a minute, and their clients know how to wait.
A_MINUTE = {Incoming.Format.DINGTALK: 20, Incoming.Format.SLACK: 60, Incoming.Format.PLAIN: 60}


def is_too_fast(hook: Incoming) -> bool:
    """Count one more message to this address, and say whether that is too many in this minute."""
    key = f"hooks:{hook.pk}:{int(clock.now().timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > A_MINUTE[Incoming.Format(hook.kind)]
    except ValueError:
        # A shared cache was emptied in between: this is the first message that it knows of.
        cache.set(key, 1, timeout=120)
        return False
